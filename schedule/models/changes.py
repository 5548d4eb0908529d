"""Change requests: what somebody wants otherwise, what that costs, what it performs once approved."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, RegisteredQuerySet, registered
from tenancy.walls import ProjectRecord, TenantForeignKey

UNDECIDED = ("submitted", "triaged", "impact_assessment", "ccb_review")
APPROVED = ("approved", "client_signed", "implementing", "implemented", "verified", "closed")
ENDED = ("rejected", "verified", "closed")
CURRENCY = r"^([A-Z]{3})?$"


class ChangeQuerySet(RegisteredQuerySet):
    """Words for change requests."""

    def undecided(self) -> Self:
        """On their way to a decision."""
        return self.filter(state__in=UNDECIDED)

    def underway(self) -> Self:
        """Neither ended nor put off."""
        return self.exclude(state__in=(*ENDED, "draft", "deferred"))

    def unassessed(self) -> Self:
        """Approved by the emergency path; nobody has assessed them yet."""
        return self.filter(assess_by__isnull=False, assessed_at__isnull=True)

    def overdue(self, *, on: date) -> Self:
        """Whose assessment was promised for an earlier day."""
        return self.unassessed().filter(assess_by__lt=on)


class ChangeRequest(Registered):
    """One change request with its impact. What it would do to the plan stands in its effects.

    `days`: working days by which the project ends later. `cost_once` and `cost_monthly` in `currency`.
    `assess_by`: the day until which an emergency is assessed after its approval.
    """

    letters = "CR"

    class Type(models.TextChoices):
        SCOPE = "scope", _("Scope")
        SLA = "sla", _("SLA")
        VOLUME = "volume", _("Volume")
        PRICE = "price", _("Price")
        SCHEDULE = "schedule", _("Schedule")
        REGULATORY = "regulatory", _("Regulatory")
        CORRECTION = "correction", _("Correction")

    class Priority(models.TextChoices):
        LOW = "low", _("Low")
        NORMAL = "normal", _("Normal")
        HIGH = "high", _("High")
        URGENT = "urgent", _("Urgent")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        TRIAGED = "triaged", _("Triaged")
        ASSESSMENT = "impact_assessment", _("Impact assessment")
        REVIEW = "ccb_review", _("With the change board")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        DEFERRED = "deferred", _("Deferred")
        SIGNED = "client_signed", _("Signed by the client")
        IMPLEMENTING = "implementing", _("Being implemented")
        IMPLEMENTED = "implemented", _("Implemented")
        VERIFIED = "verified", _("Verified")
        CLOSED = "closed", _("Closed")

    type = models.CharField(_("type"), max_length=10, choices=Type.choices, default=Type.SCOPE)
    priority = models.CharField(
        _("priority"), max_length=6, choices=Priority.choices, default=Priority.NORMAL
    )
    reason = models.TextField(_("reason"), blank=True)
    emergency = models.BooleanField(_("emergency: decide first, assess after"), default=False)
    scope_impact = models.TextField(_("impact on scope"), blank=True)
    days = models.IntegerField(_("impact on time in working days"), null=True, blank=True)
    cost_once = models.DecimalField(_("one-off cost"), max_digits=16, decimal_places=2, null=True, blank=True)
    cost_monthly = models.DecimalField(
        _("recurring cost a month"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    quality_impact = models.TextField(_("impact on quality"), blank=True)
    risk_impact = models.TextField(_("impact on risk"), blank=True)
    sla_impact = models.TextField(_("impact on the SLA"), blank=True)
    headcount = models.DecimalField(
        _("impact on headcount in FTE"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    contract_impact = models.TextField(_("impact on the contract"), blank=True)
    options = models.TextField(_("options considered"), blank=True)
    do_nothing = models.TextField(_("what happens if nothing is done"), blank=True)
    implementation = models.TextField(_("implementation plan"), blank=True)
    effective_on = models.DateField(_("effective from"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=17, choices=State.choices, default=State.DRAFT)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    assess_by = models.DateField(_("assess by"), null=True, editable=False)
    assessed_at = models.DateTimeField(_("assessed"), null=True, editable=False)
    finish_before = models.DateField(_("finish without it"), null=True, editable=False)
    finish_after = models.DateField(_("finish with it"), null=True, editable=False)
    foreseen_at = models.DateTimeField(_("computed"), null=True, editable=False)
    signed_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    signed_at = models.DateTimeField(_("signed"), null=True, editable=False)
    implemented_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    implemented_at = models.DateTimeField(_("implemented"), null=True, editable=False)
    review = models.TextField(_("review after implementation"), blank=True, editable=False)

    objects: ClassVar[Any] = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        constraints: ClassVar[list[Any]] = [
            *registered(
                "schedule_changerequest",
                kind="schedule.ChangeRequest",
                letters="CR",
                also=("reason", "options", "review"),
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=CURRENCY),
                name="schedule_changerequest_currency",
                violation_error_message=_("Write the currency as three capital letters, such as USD."),
            ),
            models.CheckConstraint(
                condition=~Q(currency="") | Q(cost_once__isnull=True, cost_monthly__isnull=True),
                name="schedule_changerequest_money",
                violation_error_message=_("Name the currency of the cost, such as USD."),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "assess_by"],
                condition=Q(assess_by__isnull=False, assessed_at__isnull=True),
                name="schedule_change_unassessed",
            )
        ]

    @property
    def has_cost(self) -> bool:
        """Whether it costs or saves money."""
        return bool(self.cost_once or self.cost_monthly)


class ChangeEffect(ProjectRecord):
    """One thing that an approved change performs: the key of an effect, and what it is called with."""

    portal = ""

    change = TenantForeignKey(
        "schedule.ChangeRequest",
        models.CASCADE,
        related_name="effects",
        also=("project",),
        verbose_name=_("change request"),
    )
    position = models.PositiveSmallIntegerField(_("position"))
    effect = models.CharField(_("effect"), max_length=60)
    values = models.JSONField(_("values"), default=dict)

    class Meta:
        ordering: ClassVar = ["position"]
        verbose_name = _("effect of a change request")
        verbose_name_plural = _("effects of change requests")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "change", "position"],
                name="schedule_changeeffect_position",
                violation_error_message=_("Somebody added an effect at the same time. Send the form again."),
            )
        ]

    def __str__(self) -> str:
        return self.effect
