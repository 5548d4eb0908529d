"""What is measured, and the readings."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kpis.ratios import Goal, Ratio
from records.anchors import Anchored
from tenancy.walls import ProjectRecord, TenantForeignKey, TenantModel

PER_SHARE = {"percent": 100}


class KPIDefinitionQuerySet(models.QuerySet["KPIDefinition"]):
    """Words for definitions."""

    def in_force(self, *, on: date) -> Self:
        """Those that hold on a day."""
        open_end = Q(effective_to__isnull=True) | Q(effective_to__gte=on)
        return self.filter(open_end, effective_from__lte=on)


class KPIDefinition(TenantModel):
    """What an indicator means and what it should reach, from a day to a day.

    A new target is a new version with its own days: what was measured under the old one keeps it.
    """

    class Unit(models.TextChoices):
        PERCENT = "percent", _("Percent")

    class Direction(models.TextChoices):
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")
        RANGE = "range", _("Inside a range")

    code = models.SlugField(_("code"), max_length=60)
    version = models.PositiveIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=120)
    name_zh = models.CharField(_("Chinese name"), max_length=120, blank=True)
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    purpose_zh = models.CharField(_("Chinese purpose"), max_length=500, blank=True)
    formula = models.CharField(_("formula"), max_length=60)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, default=Unit.PERCENT)
    decimals = models.PositiveSmallIntegerField(_("decimals shown"), default=1)
    direction = models.CharField(
        _("direction"), max_length=6, choices=Direction.choices, default=Direction.HIGHER
    )
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=4)
    minimum = models.DecimalField(_("minimum"), max_digits=12, decimal_places=4, null=True, blank=True)
    maximum = models.DecimalField(_("maximum"), max_digits=12, decimal_places=4, null=True, blank=True)
    effective_from = models.DateField(_("from"))
    effective_to = models.DateField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField(editable=False)

    objects = KPIDefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["code", "version"]
        verbose_name = _("KPI definition")
        verbose_name_plural = _("KPI definitions")
        constraints: ClassVar[list[Any]] = [
            Anchored(
                name="kpis_kpidefinition_anchor",
                kind="kpis.KPIDefinition",
                title="name",
                key="code",
                also=("purpose", "purpose_zh"),
            ),
            models.UniqueConstraint(
                fields=["organization", "code", "version"],
                name="kpis_kpidefinition_version",
                violation_error_message=_("This version of the indicator exists. Write the next one."),
            ),
            models.UniqueConstraint(
                fields=["organization", "code"],
                condition=Q(effective_to__isnull=True),
                name="kpis_kpidefinition_open",
                violation_error_message=_("Another version has no end. End it first."),
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="kpis_kpidefinition_days",
                violation_error_message=_("The last day is before the first. Change one of them."),
            ),
            models.CheckConstraint(
                condition=Q(
                    direction="range", minimum__lte=models.F("target"), maximum__gte=models.F("target")
                )
                | Q(direction="higher", maximum__isnull=True, minimum__isnull=True)
                | Q(direction="higher", maximum__isnull=True, minimum__lte=models.F("target"))
                | Q(direction="lower", maximum__isnull=True, minimum__isnull=True)
                | Q(direction="lower", maximum__isnull=True, minimum__gte=models.F("target")),
                name="kpis_kpidefinition_goal",
                violation_error_message=_(
                    "Target and minimum contradict the direction. The minimum is the worst that is accepted;"
                    " a range needs a minimum and a maximum around its target."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def key(self) -> str:
        """What people and the trail call it."""
        return self.code

    def goal(self) -> Goal:
        """The target as the calculation knows it."""
        return Goal(self.direction, self.target, self.minimum, self.maximum)  # type: ignore[arg-type]

    def per(self) -> int:
        """What a share is multiplied by to stand in the unit."""
        return PER_SHARE[self.unit]


class KPIReadingQuerySet(models.QuerySet["KPIReading"]):
    """Words for readings."""

    def current(self) -> Self:
        """Not superseded by a later computation."""
        return self.filter(superseded_at__isnull=True)


class KPIReading(ProjectRecord):
    """One indicator of one project on one day of the project's own zone, as counts.

    Never changed: a computation that comes to another result supersedes the row with a reason and writes
    a new one. 0 of 0 says that there was nothing to count that day.
    """

    class Period(models.TextChoices):
        DAY = "day", _("Day")

    definition = TenantForeignKey("kpis.KPIDefinition", models.PROTECT, related_name="readings")
    period = models.CharField(_("period"), max_length=5, choices=Period.choices, default=Period.DAY)
    day = models.DateField(_("day"))
    numerator = models.PositiveBigIntegerField(_("numerator"))
    denominator = models.PositiveBigIntegerField(_("denominator"))
    cut_off = models.DateTimeField(_("data cut-off"))
    computed_at = models.DateTimeField(_("computed"))
    source = models.CharField(_("source"), max_length=40)
    superseded_at = models.DateTimeField(_("superseded"), null=True, editable=False)
    superseded_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    replaces = TenantForeignKey(
        "kpis.KPIReading", models.PROTECT, related_name="+", null=True, editable=False
    )

    objects = KPIReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "definition_id"]
        verbose_name = _("KPI reading")
        verbose_name_plural = _("KPI readings")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "project", "definition", "day"],
                condition=Q(superseded_at__isnull=True),
                name="kpis_kpireading_current",
            ),
            models.CheckConstraint(
                condition=Q(denominator__gt=0) | Q(numerator=0),
                name="kpis_kpireading_counts",
                violation_error_message=_("Something of nothing is not a ratio. Correct the counts."),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "day"],
                name="kpis_reading_day",
                condition=Q(superseded_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.day} {self.numerator}/{self.denominator}"

    def ratio(self) -> Ratio:
        """The counts as a ratio."""
        return Ratio(self.numerator, self.denominator)
