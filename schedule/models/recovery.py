"""Recovery: what a project does to come back to its dates."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.registers.models import Registered, registered
from tenancy.walls import TenantForeignKey


class RecoveryPlan(Registered):
    """One way back: which date it brings back to which, and what that costs. Its actions stand in a register
    of their own."""

    letters = "RP"

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", _("Approved")
        EXECUTING = "executing", _("Under way")
        RECOVERED = "recovered", _("Recovered")
        FAILED = "failed", _("Failed")

    reason = models.TextField(_("what slipped, and why"), blank=True)
    before_on = models.DateField(_("finish without it"), null=True, blank=True)
    after_on = models.DateField(_("finish with it"), null=True, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = _("recovery plan")
        verbose_name_plural = _("recovery plans")
        constraints: ClassVar = [
            *registered(
                "schedule_recoveryplan", kind="schedule.RecoveryPlan", letters="RP", also=("reason",)
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="schedule_recoveryplan_cost",
                violation_error_message=_("Write a cost of 0 or more."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(currency__regex=r"^[A-Z]{3}$"),
                name="schedule_recoveryplan_currency",
                violation_error_message=_("Write the currency of the cost as three letters, such as USD."),
            ),
        ]


class RecoveryAction(Registered):
    """One measure of a recovery plan: which slipped task it pulls back, by which lever, whose it is."""

    letters = "RA"

    class Lever(models.TextChoices):
        CRASH = "crash", _("Crash: more effort on the critical path")
        FAST_TRACK = "fast_track", _("Fast-track: in parallel instead of in turn")
        RE_SCOPE = "re_scope", _("Re-scope: less, or later")
        RE_STAFF = "re_staff", _("Re-staff: other or more people")
        PROCESS = "process", _("Change the process")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    plan = TenantForeignKey(
        "schedule.RecoveryPlan",
        models.PROTECT,
        related_name="+",
        also=("project",),
        verbose_name=_("recovery plan"),
    )
    task = TenantForeignKey(
        "planning.Task",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("slipped task"),
    )
    lever = models.CharField(_("lever"), max_length=10, choices=Lever.choices)
    resources = models.CharField(_("resources"), max_length=300, blank=True)
    before_on = models.DateField(_("finish without it"), null=True, blank=True)
    after_on = models.DateField(_("finish with it"), null=True, blank=True)
    due_on = models.DateField(pgettext_lazy("day", "by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.PLANNED)

    class Meta:
        verbose_name = _("recovery action")
        verbose_name_plural = _("recovery actions")
        constraints: ClassVar = registered(
            "schedule_recoveryaction", kind="schedule.RecoveryAction", letters="RA", also=("resources",)
        )
