"""What a project is for: objectives that can be measured."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.registers.models import Registered, registered
from tenancy.walls import TenantForeignKey


class Objective(Registered):
    """One objective: what is measured, from where to where, by when. A secondary one serves a primary one."""

    letters = "OB"

    class Level(models.TextChoices):
        PRIMARY = "primary", _("Primary")
        SECONDARY = "secondary", _("Secondary")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")
        TRACKING = "tracking", _("Tracking")
        ACHIEVED = "achieved", _("Achieved")
        PARTLY = "partly", _("Partly achieved")
        MISSED = "not_achieved", _("Not achieved")

    level = models.CharField(_("level"), max_length=9, choices=Level.choices, default=Level.PRIMARY)
    parent = TenantForeignKey(
        "planning.Objective",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("serves"),
    )
    reason = models.TextField(_("why it matters"), blank=True)
    metric = models.CharField(_("measured by"), max_length=200, blank=True)
    baseline = models.DecimalField(_("today"), max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    due_on = models.DateField(pgettext_lazy("day", "by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        constraints: ClassVar = registered(
            "planning_objective", kind="planning.Objective", letters="OB", also=("reason", "metric")
        )
