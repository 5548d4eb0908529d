"""What has to be in place by a day, and whom the plan needs from when to when."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, RegisteredQuerySet, registered
from tenancy.walls import TenantForeignKey


class ReadinessQuerySet(RegisteredQuerySet):
    """Words for what has to be in place."""

    def waiting(self) -> Self:
        """Not in place yet."""
        return self.exclude(state=ReadinessItem.State.READY)

    def red(self, *, as_of: Any) -> Self:
        """Too late already, or expected too late."""
        return self.waiting().filter(RED | Q(need_by__lt=as_of))

    def amber(self, *, as_of: Any) -> Self:
        """In danger, but not red."""
        return self.waiting().filter(state=ReadinessItem.State.AT_RISK).exclude(RED | Q(need_by__lt=as_of))


class ReadinessItem(Registered):
    """One thing that a project needs by a day: people, seats, lines, licences, access, funds."""

    letters = "RI"

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People")
        FACILITY = "facility", _("Facility")
        NETWORK = "network", _("Network")
        TELEPHONY = "telephony", _("Telephony")
        HARDWARE = "hardware", _("Hardware")
        LICENCE = "licence", _("Licences")
        ACCESS = "access", _("Access")
        COMPLIANCE = "compliance", _("Compliance")
        FUNDS = "funds", _("Funds")

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        ON_TRACK = "on_track", _("On track")
        AT_RISK = "at_risk", _("At risk")
        LATE = "late", _("Late")
        READY = "ready", _("Ready")

    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices)
    need_by = models.DateField(_("needed by"))
    forecast_on = models.DateField(_("expected on"), null=True, blank=True)
    ready_on = models.DateField(_("ready on"), null=True, editable=False)
    mandatory = models.BooleanField(_("needed to go on"), default=True)
    notes = models.TextField(_("notes"), blank=True)
    state = models.CharField(_("state"), max_length=11, choices=State.choices, default=State.NOT_STARTED)

    objects: ClassVar[Any] = ReadinessQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "need_by", "number"]
        verbose_name = _("readiness item")
        verbose_name_plural = _("readiness items")
        constraints: ClassVar = registered(
            "planning_readinessitem", kind="planning.ReadinessItem", letters="RI", also=("notes",)
        )

    def colour(self, as_of: date) -> str:
        """As the words of the query say it: green is ready or on its way in time, grey is not begun."""
        if self.state == self.State.READY:
            return "green"
        if self.state == self.State.LATE or self.need_by < as_of or self.is_expected_late:
            return "red"
        return {"at_risk": "amber", "on_track": "green"}.get(self.state, "grey")

    @property
    def is_expected_late(self) -> bool:
        """Whether it is expected after the day by which it is needed."""
        return self.forecast_on is not None and self.forecast_on > self.need_by


RED = Q(state=ReadinessItem.State.LATE) | Q(forecast_on__gt=F("need_by"))


class DemandLine(Registered):
    """So many people of one role, with a skill, at a site, from a day to a day, and why.

    `derived_from`: the resource or group of the plan from which it was made; deriving again renews it.
    """

    letters = "DL"

    skill = models.CharField(_("skill"), max_length=120, blank=True)
    site = TenantForeignKey(
        "projects.Site", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("site")
    )
    headcount = models.DecimalField(_("count"), max_digits=8, decimal_places=2)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    reason = models.TextField(_("why"), blank=True)
    derived_from = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["from_on", "number"]
        verbose_name = _("demand line")
        verbose_name_plural = _("demand lines")
        constraints: ClassVar = [
            *registered(
                "planning_demandline", kind="planning.DemandLine", letters="DL", also=("skill", "reason")
            ),
            models.CheckConstraint(
                condition=Q(headcount__gt=0),
                name="planning_demandline_count",
                violation_error_message=_("Write a count above 0."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="planning_demandline_days",
                violation_error_message=_("The last day is before the first. Change one of them."),
            ),
        ]
