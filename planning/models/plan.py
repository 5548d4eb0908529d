"""The plan as a whole, what was once planned, and what was told about a milestone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models.base import Sourced
from tenancy.walls import ProjectRecord, TenantForeignKey


class Plan(Sourced, ProjectRecord):
    """One per project: its calendar, its dates, the next task number, and what a plan file said of itself.

    `settled`: nothing that decides dates has changed since the plan was last computed.
    """

    calendar = TenantForeignKey(
        "planning.WorkCalendar",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("calendar"),
    )
    start_at = models.DateTimeField(_("start"), null=True, blank=True)
    status_on = models.DateField(_("status date"), null=True, blank=True)
    next_number = models.PositiveIntegerField(default=1, editable=False)
    outline_digest = models.CharField(max_length=32, blank=True, editable=False)
    settled = models.BooleanField(default=True, editable=False)
    loaded_at = models.DateTimeField(_("imported"), null=True, editable=False)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(fields=["organization", "project"], name="planning_plan_project")
        ]

    def __str__(self) -> str:
        return str(self.project_id)


class TaskBaseline(Sourced, ProjectRecord):
    """What was once planned for one task. Number 0 is the baseline people mean; 1 to 10 are later ones."""

    task = TenantForeignKey("planning.Task", models.CASCADE, related_name="baselines", also=("project",))
    number = models.PositiveSmallIntegerField(_("baseline"))
    start_at = models.DateTimeField(_("start"), null=True, blank=True)
    finish_at = models.DateTimeField(_("finish"), null=True, blank=True)
    duration_minutes = models.PositiveIntegerField(_("duration"), null=True, blank=True)
    work_minutes = models.PositiveBigIntegerField(_("work"), null=True, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("task baseline")
        verbose_name_plural = _("task baselines")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "task", "number"], name="planning_taskbaseline_number"
            ),
            models.CheckConstraint(
                condition=Q(number__lte=10),
                name="planning_taskbaseline_range",
                violation_error_message=_("Baselines are numbered from 0 to 10."),
            ),
        ]
        indexes = [models.Index(fields=["organization", "project"], name="planning_baseline_project")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.number}"


class MilestoneAlert(ProjectRecord):
    """That people were told, once, about one due date of one milestone under one rule."""

    append_only = True

    milestone = TenantForeignKey("planning.Task", models.CASCADE, related_name="alerts", also=("project",))
    rule = models.CharField(_("rule"), max_length=20)
    due = models.DateField(_("due"))
    due_version = models.PositiveIntegerField(_("version of the due date"))
    promised = models.DateField(_("promised for"), null=True)
    step = models.PositiveSmallIntegerField(_("steps slipped"), default=0)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("milestone alert")
        verbose_name_plural = _("milestone alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "milestone", "rule", "due_version"],
                name="planning_milestonealert_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.rule} {self.due_version}"
