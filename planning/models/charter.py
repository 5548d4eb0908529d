"""The charter of a project, and the ten plans that say how it is managed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from planning.models.signed import Signed
from projects.registers.models import Registered, registered

CHARTER_TEXTS = (
    "background",
    "objectives",
    "scope",
    "out_of_scope",
    "deliverables",
    "success_criteria",
    "success_factors",
    "limits",
    "assumptions",
    "risks",
    "authority",
)


class Charter(Signed, Registered):
    """What the project is for, what belongs to it, by when and for how much. One is in force at a time."""

    letters = "CH"

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        SUPERSEDED = "superseded", _("Superseded")

    background = models.TextField(_("background"), blank=True)
    objectives = models.TextField(_("objectives"), blank=True)
    scope = models.TextField(_("scope"), blank=True)
    out_of_scope = models.TextField(_("out of scope"), blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    finishes_on = models.DateField(_("finish"), null=True, blank=True)
    budget_from = models.DecimalField(
        _("budget from"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    budget_to = models.DecimalField(_("budget to"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    deliverables = models.TextField(_("deliverables"), blank=True)
    success_criteria = models.TextField(_("success criteria"), blank=True)
    success_factors = models.TextField(_("critical success factors"), blank=True)
    limits = models.TextField(_("constraints"), blank=True)
    assumptions = models.TextField(_("assumptions"), blank=True)
    risks = models.TextField(_("risks at a high level"), blank=True)
    authority = models.TextField(_("authority of the project manager"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        constraints: ClassVar = [
            *registered(
                "planning_charter", kind="planning.Charter", letters="CH", also=("background", "scope")
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(finishes_on__isnull=True)
                | Q(finishes_on__gte=F("starts_on")),
                name="planning_charter_days",
                violation_error_message=_("The finish is before the start. Change one of the two days."),
            ),
            models.CheckConstraint(
                condition=Q(budget_from__isnull=True)
                | Q(budget_to__isnull=True)
                | Q(budget_to__gte=F("budget_from")),
                name="planning_charter_budget",
                violation_error_message=_("The budget ends below where it begins. Change one of the two."),
            ),
        ]

    @property
    def success_factor_list(self) -> list[str]:
        """The critical success factors, one each."""
        return lines_of(self.success_factors)


class ManagementPlan(Signed, Registered):
    """One of the ten plans beside the schedule: how scope, cost, quality … are managed."""

    letters = "MP"
    slot = ("area",)

    class Area(models.TextChoices):
        SCOPE = "scope", _("Scope management plan")
        SCHEDULE = "schedule", _("Schedule management plan")
        COST = "cost", _("Cost management plan")
        QUALITY = "quality", _("Quality management plan")
        RESOURCE = "resource", _("Resource management plan")
        COMMUNICATION = "communication", _("Communication management plan")
        RISK = "risk", _("Risk management plan")
        PROCUREMENT = "procurement", _("Procurement management plan")
        CHANGE = "change", _("Change management plan")
        CLOSURE = "closure", _("Closure plan")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        APPROVED = "approved", _("Approved")
        SUPERSEDED = "superseded", _("Superseded")

    area = models.CharField(_("plan"), max_length=13, choices=Area.choices)
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = _("management plan")
        verbose_name_plural = _("management plans")
        constraints: ClassVar = registered(
            "planning_managementplan", kind="planning.ManagementPlan", letters="MP", also=("text",)
        )


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something, without the marks of a list."""
    return [line.strip().lstrip("-•*").strip() for line in text.splitlines() if line.strip("-•* \t")]
