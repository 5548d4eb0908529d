"""Rows of the work breakdown."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from planning.models.base import Sourced, Withdrawable, once_per_source
from records.anchors import Anchored
from tenancy.walls import ProjectRecord, TenantForeignKey

TASK_STATES = ("not_started", "ready", "in_progress", "blocked", "in_review", "done", "cancelled")
MILESTONE_STATES = ("planned", "at_risk", "achieved", "missed")
ENDED = ("done", "cancelled", "achieved", "missed")


class TaskQuerySet(models.QuerySet["Task"]):
    """Words for rows of a plan."""

    def live(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def milestones(self) -> Self:
        """Points in time without duration of their own."""
        return self.filter(kind=Task.Kind.MILESTONE)

    def leaves(self) -> Self:
        """Work itself: neither summaries nor milestones, and no time that is kept free."""
        return self.filter(kind=Task.Kind.TASK, is_buffer=False)

    def buffers(self) -> Self:
        """Time that is kept free for surprises."""
        return self.filter(is_buffer=True)

    def open(self) -> Self:
        """Neither done, reached, missed nor cancelled."""
        return self.exclude(state__in=ENDED)

    def overdue(self, *, as_of: date) -> Self:
        """Open, and due before that day."""
        return self.open().filter(due__lt=as_of)


class Task(Sourced, Withdrawable, ProjectRecord):
    """One row of a plan: a task, a milestone, or a summary of the rows below it.

    Place: `position` counts the live rows of the project in document order from 1, without gaps; `level`
    and `wbs` follow from it. Times are UTC; `due` is the day of the finish in the project's own zone, and
    `due_version` counts its changes; `promised` is that day in baseline 0. Amounts are working minutes.
    A summary's dates and progress are computed from the rows below. A buffer is time that is kept free for
    surprises, no work: its duration is what is left of the `buffer_minutes` that were planned, and
    `buffer_red_at` says since when its signal is red.
    """

    portal = "record"
    keys = ("project",)

    class Kind(models.TextChoices):
        TASK = "task", _("Task")
        SUMMARY = "summary", _("Summary")
        MILESTONE = "milestone", _("Milestone")

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        READY = "ready", _("Ready")
        IN_PROGRESS = "in_progress", _("In progress")
        BLOCKED = "blocked", _("Blocked")
        IN_REVIEW = "in_review", _("In review")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")
        PLANNED = "planned", _("Planned")
        AT_RISK = "at_risk", _("At risk")
        ACHIEVED = "achieved", _("Achieved")
        MISSED = "missed", _("Missed")

    class Constraint(models.TextChoices):
        ASAP = "ASAP", _("As soon as possible")
        ALAP = "ALAP", _("As late as possible")
        MSO = "MSO", _("Must start on")
        MFO = "MFO", _("Must finish on")
        SNET = "SNET", _("Start no earlier than")
        SNLT = "SNLT", _("Start no later than")
        FNET = "FNET", _("Finish no earlier than")
        FNLT = "FNLT", _("Finish no later than")

    class Method(models.TextChoices):
        PERCENT = "percent", _("Percent, as estimated")
        ZERO_HUNDRED = "0_100", _("0/100")
        FIFTY_FIFTY = "50_50", _("50/50")
        MILESTONES = "milestones", _("Weighted milestones")
        UNITS = "units", _("Units")
        EFFORT = "effort", _("Level of effort")

    number = models.PositiveIntegerField(_("number"), editable=False)
    kind = models.CharField(_("type"), max_length=9, choices=Kind.choices, default=Kind.TASK)
    name = models.CharField(_("name"), max_length=512, blank=True)
    parent = TenantForeignKey(
        "planning.Task",
        models.PROTECT,
        related_name="children",
        also=("project",),
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("summary above"),
    )
    position = models.PositiveIntegerField(_("position"), editable=False)
    level = models.PositiveSmallIntegerField(_("level"), default=1, editable=False)
    wbs = models.CharField(_("WBS code"), max_length=1000, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=11, choices=State.choices, default=State.NOT_STARTED)
    owner = TenantForeignKey(
        "tenancy.Person",
        models.PROTECT,
        related_name="owned_tasks",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("owner"),
    )
    stream = TenantForeignKey(
        "planning.WorkStream",
        models.PROTECT,
        related_name="tasks",
        also=("project",),
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("work-stream"),
    )
    notes = models.TextField(_("notes"), blank=True)
    contractual = models.BooleanField(_("promised in the contract"), default=False)
    payment_linked = models.BooleanField(_("a payment depends on it"), default=False)
    is_buffer = models.BooleanField(_("buffer"), default=False, editable=False)
    buffer_minutes = models.PositiveIntegerField(_("planned buffer"), null=True, editable=False)
    buffer_red_at = models.DateTimeField(_("buffer red since"), null=True, editable=False)

    start_at = models.DateTimeField(_("start"), null=True, blank=True)
    finish_at = models.DateTimeField(_("finish"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    due_version = models.PositiveIntegerField(default=1, editable=False)
    promised = models.DateField(_("promised for"), null=True, blank=True, editable=False)
    duration_minutes = models.PositiveIntegerField(_("duration"), null=True, blank=True)
    work_minutes = models.PositiveBigIntegerField(_("work"), null=True, blank=True)
    remaining_minutes = models.PositiveIntegerField(_("remaining duration"), null=True, blank=True)
    optimistic_minutes = models.PositiveIntegerField(_("optimistic estimate"), null=True, blank=True)
    likely_minutes = models.PositiveIntegerField(_("most likely estimate"), null=True, blank=True)
    pessimistic_minutes = models.PositiveIntegerField(_("pessimistic estimate"), null=True, blank=True)
    percent_complete = models.PositiveSmallIntegerField(_("complete"), default=0)
    progress_method = models.CharField(
        _("progress by"), max_length=10, choices=Method.choices, default=Method.PERCENT
    )
    priority = models.PositiveSmallIntegerField(_("priority"), default=500)
    constraint_type = models.CharField(
        _("constraint"), max_length=4, choices=Constraint.choices, default=Constraint.ASAP
    )
    constraint_at = models.DateTimeField(_("constraint date"), null=True, blank=True)
    deadline_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    calendar = TenantForeignKey(
        "planning.WorkCalendar",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("calendar"),
    )
    actual_start_at = models.DateTimeField(_("actual start"), null=True, blank=True)
    actual_finish_at = models.DateTimeField(_("actual finish"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)

    early_start_at = models.DateTimeField(null=True, editable=False)
    early_finish_at = models.DateTimeField(null=True, editable=False)
    late_start_at = models.DateTimeField(null=True, editable=False)
    late_finish_at = models.DateTimeField(null=True, editable=False)
    total_slack_minutes = models.IntegerField(_("total slack"), null=True, editable=False)
    free_slack_minutes = models.IntegerField(_("free slack"), null=True, editable=False)
    critical = models.BooleanField(_("critical"), default=False, editable=False)

    withdrawn_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False, db_index=False
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["project", "position"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            Anchored(
                name="planning_task_anchor",
                kind="planning.Task",
                title="name",
                letter="T",
                also=("notes",),
            ),
            models.UniqueConstraint(
                fields=["organization", "project", "number"], name="planning_task_number"
            ),
            once_per_source("planning_task", "project", live=True),
            models.CheckConstraint(
                condition=Q(kind="milestone", state__in=MILESTONE_STATES)
                | Q(kind__in=["task", "summary"], state__in=TASK_STATES),
                name="planning_task_state",
                violation_error_message=_(
                    "A milestone and a task have different states. Choose one of its own."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    optimistic_minutes__isnull=True,
                    likely_minutes__isnull=True,
                    pessimistic_minutes__isnull=True,
                )
                | Q(
                    optimistic_minutes__lte=F("likely_minutes"),
                    likely_minutes__lte=F("pessimistic_minutes"),
                    optimistic_minutes__isnull=False,
                    likely_minutes__isnull=False,
                    pessimistic_minutes__isnull=False,
                ),
                name="planning_task_estimates",
                violation_error_message=_(
                    "Give all three estimates, from the optimistic to the pessimistic, or none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    is_buffer=True,
                    kind="task",
                    percent_complete=0,
                    buffer_minutes__isnull=False,
                    duration_minutes__isnull=False,
                )
                | Q(is_buffer=False, buffer_minutes__isnull=True, buffer_red_at__isnull=True),
                name="planning_task_buffer",
                violation_error_message=_(
                    "A buffer is a task with a duration on which nobody works. Remove its progress and what "
                    "stands below it, or make it an ordinary task."
                ),
            ),
            models.CheckConstraint(
                condition=Q(percent_complete__lte=100),
                name="planning_task_percent",
                violation_error_message=_("Write the progress as a number from 0 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(priority__lte=1000),
                name="planning_task_priority",
                violation_error_message=_("Write the priority as a number from 0 to 1000."),
            ),
            models.CheckConstraint(
                condition=Q(finish_at__gte=F("start_at"))
                | Q(start_at__isnull=True)
                | Q(finish_at__isnull=True),
                name="planning_task_dates",
                violation_error_message=_("The finish is before the start. Change one of them."),
            ),
            models.CheckConstraint(
                condition=Q(actual_finish_at__gte=F("actual_start_at"))
                | Q(actual_start_at__isnull=True)
                | Q(actual_finish_at__isnull=True),
                name="planning_task_actuals",
                violation_error_message=_(
                    "The actual finish is before the actual start. Change one of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="planning_task_parent",
                violation_error_message=_("A row cannot stand below itself. Choose another summary."),
            ),
        ]
        indexes = [
            # The plan's opening sentence counts every row: from this alone, without reading the wide rows.
            models.Index(
                fields=["organization", "project", "kind", "state", "due"],
                include=["id", "critical", "is_buffer"],
                condition=Q(withdrawn_at__isnull=True),
                name="planning_task_counts",
            ),
            models.Index(fields=["organization", "project", "position"], name="planning_task_order"),
            models.Index(fields=["organization", "project", "parent"], name="planning_task_parent_idx"),
            models.Index(
                fields=["organization", "project", "due"],
                name="planning_task_milestones",
                condition=Q(kind="milestone", withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["organization", "project"],
                name="planning_task_buffers",
                condition=Q(is_buffer=True, withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["organization", "stream", "due"],
                name="planning_task_stream",
                condition=Q(stream__isnull=False, withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["organization", "owner", "due"],
                name="planning_task_owner",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"

    @property
    def key(self) -> str:
        """What people call it inside its project: T42."""
        return f"T{self.number}"

    @property
    def is_milestone(self) -> bool:
        """Whether it is a point in time."""
        return self.kind == Task.Kind.MILESTONE

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.state in ENDED

    @property
    def is_summary(self) -> bool:
        """Whether it stands for the rows below it."""
        return self.kind == Task.Kind.SUMMARY
