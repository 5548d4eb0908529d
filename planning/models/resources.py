"""Resources of a plan, and what they work on."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models.base import Sourced, Withdrawable, once_per_source
from tenancy.walls import ProjectRecord, TenantForeignKey


class PlanResource(Sourced, ProjectRecord):
    """A person, machine, material or cost that a plan reckons with. Rates are for finance only."""

    keys = ("project",)

    class Kind(models.TextChoices):
        WORK = "work", _("Work")
        MATERIAL = "material", _("Material")
        COST = "cost", _("Cost")

    name = models.CharField(_("name"), max_length=255, blank=True)
    kind = models.CharField(_("type"), max_length=8, choices=Kind.choices, default=Kind.WORK)
    initials = models.CharField(_("initials"), max_length=255, blank=True)
    group = models.CharField(_("group"), max_length=255, blank=True)
    email = models.CharField(_("mail address"), max_length=255, blank=True)
    person = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True)
    calendar = TenantForeignKey(
        "planning.WorkCalendar", models.PROTECT, related_name="+", null=True, blank=True
    )
    max_units = models.DecimalField(_("units"), max_digits=12, decimal_places=4, default=Decimal(1))
    standard_rate = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    overtime_rate = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    cost_per_use = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("plan resource")
        verbose_name_plural = _("plan resources")
        constraints = [once_per_source("planning_planresource", "project")]
        indexes = [models.Index(fields=["organization", "project"], name="planning_resource_project")]

    def __str__(self) -> str:
        return self.name


class Assignment(Sourced, Withdrawable, ProjectRecord):
    """Who or what works on a task, and how much. Without a resource: work that nobody has yet."""

    task = TenantForeignKey("planning.Task", models.CASCADE, related_name="assignments", also=("project",))
    resource = TenantForeignKey(
        "planning.PlanResource",
        models.PROTECT,
        related_name="assignments",
        also=("project",),
        null=True,
        blank=True,
    )
    units = models.DecimalField(_("units"), max_digits=12, decimal_places=4, default=Decimal(1))
    work_minutes = models.PositiveBigIntegerField(_("work"), null=True, blank=True)
    actual_work_minutes = models.PositiveBigIntegerField(_("actual work"), null=True, blank=True)
    remaining_work_minutes = models.PositiveBigIntegerField(_("remaining work"), null=True, blank=True)
    start_at = models.DateTimeField(_("start"), null=True, blank=True)
    finish_at = models.DateTimeField(_("finish"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [once_per_source("planning_assignment", "project", live=True)]
        indexes = [
            models.Index(
                fields=["organization", "task"],
                name="planning_assignment_task",
                condition=Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.resource_id}"
