"""Stage gates: what ends a stage of a project's life, what has to be shown first, and what was decided.

A gate has criteria; evidence is given for each and never changed, only given again. A decision keeps the
criteria as they stood. A mandatory criterion that is not met can be waived, by the delivery head and the
client's sponsor together; what is open after a conditional go are its conditions.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.registers.models import Registered, RegisteredQuerySet, registered
from tenancy.walls import ProjectRecord, TenantForeignKey

MOST_WEIGHT = 100


class StageGateQuerySet(RegisteredQuerySet):
    """Words for gates."""

    def undecided(self) -> Self:
        """Those that did not let the project through yet."""
        return self.exclude(state__in=StageGate.PASSED)


class StageGate(Registered):
    """One gate of a project. A ramp has one G4 for each wave; all others stand once."""

    letters = "SG"

    class Code(models.TextChoices):
        G0 = "G0", _("G0 Contract signed")
        G1 = "G1", _("G1 Plan baselined")
        G2 = "G2", _("G2 Knowledge transfer signed off")
        G3 = "G3", _("G3 Pilot exit")
        G4 = "G4", _("G4 Wave of the ramp")
        G5 = "G5", _("G5 Steady state accepted")
        G6 = "G6", _("G6 Periodic review")
        G7 = "G7", _("G7 Closed")

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        EVIDENCE = "evidence", _("Collecting evidence")
        REVIEW = "review", _("In review")
        GO = "go", _("Go")
        CONDITIONAL = "conditional_go", _("Conditional go")
        NO_GO = "no_go", _("No go")
        DEFERRED = "deferred", _("Deferred")

    PASSED: ClassVar = ("go", "conditional_go")
    FIXED: ClassVar = ("review", "go", "conditional_go")

    code = models.CharField(_("gate"), max_length=2, choices=Code.choices)
    scheduled_on = models.DateField(_("promised for"), null=True, blank=True)
    forecast_on = models.DateField(_("expected on"), null=True, blank=True)
    reviewers = models.CharField(_("reviewers"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=14, choices=State.choices, default=State.SCHEDULED)
    decided_on = models.DateField(_("decided on"), null=True, editable=False)
    decision = models.TextField(_("decision"), blank=True, editable=False)

    objects: ClassVar[Any] = StageGateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code", "number"]
        verbose_name = _("stage gate")
        verbose_name_plural = _("stage gates")
        constraints: ClassVar = registered("projects_stagegate", kind="projects.StageGate", letters="SG")

    @property
    def due_on(self) -> date | None:
        """The day on which it is expected now."""
        return self.forecast_on or self.scheduled_on


class GateCriterion(Registered):
    """One thing that has to be true at a gate. `source` names a criterion that the house answers itself."""

    letters = "SC"

    gate = TenantForeignKey(
        "projects.StageGate",
        models.PROTECT,
        related_name="criteria",
        also=("project",),
        verbose_name=_("gate"),
    )
    evidence_wanted = models.CharField(_("evidence required"), max_length=300, blank=True)
    threshold = models.CharField(_("threshold"), max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    mandatory = models.BooleanField(_("mandatory"), default=True)
    source = models.CharField(max_length=80, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name = _("criterion of a gate")
        verbose_name_plural = _("criteria of gates")
        constraints: ClassVar = [
            *registered(
                "projects_gatecriterion",
                kind="projects.GateCriterion",
                letters="SC",
                also=("evidence_wanted", "threshold"),
            ),
            models.UniqueConstraint(
                fields=["organization", "gate", "source"],
                condition=~Q(source=""),
                name="projects_gatecriterion_source",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=MOST_WEIGHT),
                name="projects_gatecriterion_weight",
                violation_error_message=_("Write a weight from 1 to 100."),
            ),
        ]


class GateEvidence(ProjectRecord):
    """What somebody showed for a criterion, and whether it meets it. The last one counts."""

    append_only = True

    criterion = TenantForeignKey(
        "projects.GateCriterion", models.PROTECT, related_name="evidence", also=("project",)
    )
    text = models.TextField(_("evidence"))
    met = models.BooleanField(_("met"))
    given_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        verbose_name = _("evidence for a criterion")
        verbose_name_plural = _("evidence for criteria")

    def __str__(self) -> str:
        return self.text


class GateDecision(ProjectRecord):
    """One decision on a gate, with the criteria as they stood then and the fingerprint of it all."""

    append_only = True

    gate = TenantForeignKey("projects.StageGate", models.PROTECT, related_name="decisions", also=("project",))
    outcome = models.CharField(_("decision"), max_length=14, choices=StageGate.State.choices)
    text = models.TextField(_("reason"), blank=True)
    decided_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True)
    criteria = models.JSONField(_("criteria as they stood"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        verbose_name = _("decision on a gate")
        verbose_name_plural = _("decisions on gates")

    def __str__(self) -> str:
        return f"{self.outcome} {self.created_at:%Y-%m-%d}"


class GateWaiver(Registered):
    """Leave to pass a gate although a criterion is not met, until a day. Granted by both sides, or not."""

    letters = "GW"

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    criterion = TenantForeignKey(
        "projects.GateCriterion",
        models.PROTECT,
        related_name="waivers",
        also=("project",),
        verbose_name=_("criterion"),
    )
    reason = models.TextField(_("why it may be passed without"))
    expires_on = models.DateField(_("until"))
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.REQUESTED, editable=False
    )
    head = TenantForeignKey(
        "tenancy.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("for us"),
    )
    sponsor = TenantForeignKey(
        "tenancy.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("for the client"),
    )

    class Meta:
        verbose_name = _("waiver of a criterion")
        verbose_name_plural = _("waivers of criteria")
        constraints: ClassVar = [
            *registered("projects_gatewaiver", kind="projects.GateWaiver", letters="GW", also=("reason",)),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(head__isnull=False, sponsor__isnull=False),
                name="projects_gatewaiver_both",
                violation_error_message=_("A waiver needs the delivery head and the client’s sponsor."),
            ),
        ]


class GateConditionQuerySet(RegisteredQuerySet):
    """Words for conditions."""

    def open(self) -> Self:
        """Not met yet."""
        return self.filter(state=GateCondition.State.OPEN)

    def overdue(self, *, as_of: Any) -> Self:
        """Open, and their day is over on that day: a date, or an expression that is one."""
        return self.open().filter(due_on__lt=as_of)


class GateCondition(Registered):
    """What has to be done after a conditional go, by whom and by when."""

    letters = "GC"

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Met")

    gate = TenantForeignKey(
        "projects.StageGate",
        models.PROTECT,
        related_name="conditions",
        also=("project",),
        verbose_name=_("gate"),
    )
    due_on = models.DateField(pgettext_lazy("day", "by"))
    state = models.CharField(_("state"), max_length=4, choices=State.choices, default=State.OPEN)

    objects: ClassVar[Any] = GateConditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on", "number"]
        verbose_name = _("condition of a gate")
        verbose_name_plural = _("conditions of gates")
        constraints: ClassVar = registered(
            "projects_gatecondition", kind="projects.GateCondition", letters="GC"
        )
