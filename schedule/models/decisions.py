"""Decisions: what was decided, on what it rests, what came of it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, registered
from tenancy.walls import TenantForeignKey


class Decision(Registered):
    """One decision: the question, the choice, why, and the data or feedback it rests on.

    `change` carries it into the plan; `replaces` is the earlier decision that it supersedes.
    """

    letters = "DE"

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        DECIDED = "decided", _("Decided")
        SUPERSEDED = "superseded", _("Superseded")

    choice = models.TextField(_("decision"), blank=True)
    reason = models.TextField(_("why"), blank=True)
    evidence = models.TextField(_("data and feedback it rests on"), blank=True)
    options = models.TextField(_("options considered"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    change = TenantForeignKey(
        "schedule.ChangeRequest",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("change request"),
    )
    task = TenantForeignKey(
        "planning.Task",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("task"),
    )
    replaces = TenantForeignKey(
        "schedule.Decision",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("replaces"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints: ClassVar[list[Any]] = registered(
            "schedule_decision",
            kind="schedule.Decision",
            letters="DE",
            also=("choice", "reason", "evidence"),
        )
