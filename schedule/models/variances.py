"""What differs from the baseline by more than a project tolerates, why, and what is done about it."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, RegisteredQuerySet, registered
from tenancy.walls import ProjectRecord, TenantForeignKey


class Threshold(ProjectRecord):
    """From where on a difference is a variance in one project. Without a row, the usual values count."""

    days_slipped = models.PositiveSmallIntegerField(_("days behind the baseline"), default=5)
    work_percent = models.PositiveSmallIntegerField(_("percent more work than in the baseline"), default=10)
    least_spi = models.DecimalField(_("lowest SPI"), max_digits=4, decimal_places=2, default=Decimal("0.90"))
    stale_days = models.PositiveSmallIntegerField(_("days without an update"), default=7)

    class Meta:
        verbose_name = _("thresholds")
        verbose_name_plural = _("thresholds")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "project"],
                name="schedule_threshold_project",
                violation_error_message=_("This project has thresholds already. Edit those."),
            ),
            models.CheckConstraint(
                condition=Q(days_slipped__gte=1, work_percent__gte=1, stale_days__gte=1),
                name="schedule_threshold_counts",
                violation_error_message=_("Write whole numbers of 1 or more."),
            ),
            models.CheckConstraint(
                condition=Q(least_spi__gt=0, least_spi__lte=1),
                name="schedule_threshold_spi",
                violation_error_message=_("Write an SPI above 0 and up to 1."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.project_id)


class VarianceQuerySet(RegisteredQuerySet):
    """Words for variances."""

    def open(self) -> Self:
        """Those that somebody still has to act on."""
        return self.exclude(state="closed")


class Variance(Registered):
    """One difference: measured against which threshold, why, who was waited for, what corrects it.

    `raised_for` says which rule, of what, under which baseline and at which step raised it, so that the
    house never raises the same twice; what people add themselves has none.
    """

    letters = "VA"

    class Metric(models.TextChoices):
        DAYS = "days", _("Days behind the baseline")
        WORK = "work", _("Percent more work than in the baseline")
        SPI = "spi", _("SPI")
        OTHER = "other", _("Another measure")

    class Party(models.TextChoices):
        OURS = "provider", _("Us")
        CLIENT = "client", _("The client")
        THIRD = "third_party", _("A third party")
        NOBODY = "nobody", _("Nobody")

    class State(models.TextChoices):
        RAISED = "raised", _("Raised")
        EXPLAINED = "explained", _("Explained")
        ACTION = "action", _("Being corrected")
        CLOSED = "closed", _("Closed")

    metric = models.CharField(_("measure"), max_length=5, choices=Metric.choices, default=Metric.OTHER)
    task = TenantForeignKey(
        "planning.Task",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("task or milestone"),
    )
    baseline = TenantForeignKey(
        "schedule.Baseline",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        also=("project",),
        verbose_name=_("baseline"),
    )
    threshold = models.DecimalField(_("threshold"), max_digits=10, decimal_places=2, null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=10, decimal_places=2, null=True, blank=True)
    cause = models.TextField(_("cause"), blank=True)
    waited_for = models.CharField(_("waited for"), max_length=11, choices=Party.choices, blank=True)
    corrective = models.TextField(_("corrective action"), blank=True)
    due_on = models.DateField(_("corrected by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.RAISED)
    raised_for = models.CharField(max_length=120, blank=True, editable=False)

    objects: ClassVar[Any] = VarianceQuerySet.as_manager()

    class Meta:
        verbose_name = _("variance")
        verbose_name_plural = _("variances")
        constraints: ClassVar = [
            *registered(
                "schedule_variance", kind="schedule.Variance", letters="VA", also=("cause", "corrective")
            ),
            models.UniqueConstraint(
                fields=["organization", "project", "raised_for"],
                condition=~Q(raised_for=""),
                name="schedule_variance_once",
                violation_error_message=_("This variance was raised already."),
            ),
        ]
