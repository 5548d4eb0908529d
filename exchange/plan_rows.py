"""A plan of Microsoft Project as the rows that planning takes. What has no column goes along in `fields`."""

from dataclasses import replace
from decimal import Decimal

from exchange.calendar_rows import calendar_row
from exchange.mspdi.assignments import Assignment
from exchange.mspdi.baselines import Baseline
from exchange.mspdi.links import Link
from exchange.mspdi.reader import Plan
from exchange.mspdi.resources import Resource
from exchange.mspdi.tasks import Task
from exchange.plain import leftover, plain
from planning.loading import AssignmentRow, BaselineRow, LinkRow, PlanRows, ResourceRow, TaskRow

SOURCE = "mspdi"

TASK_COLUMNS = (
    "uid position level parent_uid kind name is_milestone starts_at finishes_at duration_minutes work_minutes"
    " remaining_duration_minutes percent_complete priority constraint_type constraint_at deadline_at"
    " calendar_uid actual_starts_at actual_finishes_at early_starts_at early_finishes_at late_starts_at"
    " late_finishes_at total_slack_minutes free_slack_minutes is_critical notes baselines"
).split()
RESOURCE_COLUMNS = (
    "uid name type initials group email max_units calendar_uid standard_rate overtime_rate cost_per_use"
).split()
ASSIGNMENT_COLUMNS = (
    "uid task_uid resource_uid units work_minutes actual_work_minutes remaining_work_minutes starts_at"
    " finishes_at"
).split()
BASELINE_COLUMNS = "number starts_at finishes_at duration_minutes work_minutes cost".split()
LINK_COLUMNS = "predecessor_uid successor_uid kind lag_minutes lag_percent lag_elapsed".split()


def plan_rows(plan: Plan) -> PlanRows:
    """Everything the file holds, in the shape of `planning.services.load_plan`."""
    return PlanRows(
        source=SOURCE,
        calendar=reference(plan.project.calendar_uid),
        start=plan.project.starts_at,
        status_on=plan.project.status_at.date() if plan.project.status_at else None,
        tasks=tuple(task_row(task) for task in plan.tasks),
        links=tuple(link_row(link) for link in plan.links),
        calendars=tuple(calendar_row(calendar) for calendar in plan.calendars),
        resources=tuple(resource_row(resource) for resource in plan.resources),
        assignments=tuple(assignment_row(assignment) for assignment in plan.assignments),
        baselines=tuple(
            baseline_row(task, baseline)
            for task in plan.tasks
            for baseline in task.baselines
            if not baseline.is_blank
        ),
        fields=project_fields(plan),
    )


def project_fields(plan: Plan) -> dict:
    """What the file says of the whole plan."""
    return {
        "project": leftover(plan.project, ("starts_at", "status_at", "calendar_uid")),
        "summary": plain(plan.summary) if plan.summary else {},
        "custom_fields": plain(plan.custom_fields),
        "unassigned": plain(plan.unassigned) if plan.unassigned else {},
        "summary_assignments": plain(plan.summary_assignments),
    }


def task_row(task: Task) -> TaskRow:
    """One task, milestone or summary."""
    blank = [plain(baseline) for baseline in task.baselines if baseline.is_blank]
    return TaskRow(
        external_id=str(task.uid),
        name=task.name,
        level=task.level,
        milestone=task.is_milestone and task.kind != "summary",
        start=task.starts_at,
        finish=task.finishes_at,
        duration_minutes=task.duration_minutes,
        work_minutes=task.work_minutes,
        remaining_minutes=task.remaining_duration_minutes,
        percent_complete=task.percent_complete or 0,
        priority=500 if task.priority is None else task.priority,
        constraint_type=task.constraint_type or "ASAP",
        constraint=task.constraint_at,
        deadline=task.deadline_at,
        calendar=reference(task.calendar_uid),
        actual_start=task.actual_starts_at,
        actual_finish=task.actual_finishes_at,
        early_start=task.early_starts_at,
        early_finish=task.early_finishes_at,
        late_start=task.late_starts_at,
        late_finish=task.late_finishes_at,
        total_slack_minutes=task.total_slack_minutes,
        free_slack_minutes=task.free_slack_minutes,
        critical=task.is_critical,
        active=task.is_active,
        notes=task.notes,
        fields={**leftover(task, TASK_COLUMNS), **({"blank_baselines": blank} if blank else {})},
    )


def link_row(link: Link) -> LinkRow:
    """One dependency."""
    return LinkRow(
        predecessor=str(link.predecessor_uid),
        successor=str(link.successor_uid),
        kind=link.kind,
        lag_minutes=link.lag_minutes,
        lag_percent=None if link.lag_percent is None else Decimal(link.lag_percent),
        lag_elapsed=link.lag_elapsed,
        fields=leftover(link, LINK_COLUMNS),
    )


def resource_row(resource: Resource) -> ResourceRow:
    """One resource; its baselines, rates and availability go along."""
    row = ResourceRow(
        external_id=str(resource.uid),
        name=resource.name,
        kind=resource.kind,
        initials=resource.initials,
        group=resource.group,
        email=resource.email,
        calendar=reference(resource.calendar_uid),
        standard_rate=resource.standard_rate,
        overtime_rate=resource.overtime_rate,
        cost_per_use=resource.cost_per_use,
        fields=leftover(resource, RESOURCE_COLUMNS),
    )
    return row if resource.max_units is None else replace(row, max_units=resource.max_units)


def assignment_row(assignment: Assignment) -> AssignmentRow:
    """Who or what works on a task."""
    row = AssignmentRow(
        external_id=str(assignment.uid),
        task=str(assignment.task_uid),
        resource=reference(assignment.resource_uid),
        work_minutes=assignment.work_minutes,
        actual_work_minutes=assignment.actual_work_minutes,
        remaining_work_minutes=assignment.remaining_work_minutes,
        start=assignment.starts_at,
        finish=assignment.finishes_at,
        fields=leftover(assignment, ASSIGNMENT_COLUMNS),
    )
    return row if assignment.units is None else replace(row, units=assignment.units)


def baseline_row(task: Task, baseline: Baseline) -> BaselineRow:
    """What was once planned for a task."""
    return BaselineRow(
        task=str(task.uid),
        number=baseline.number,
        start=baseline.starts_at,
        finish=baseline.finishes_at,
        duration_minutes=baseline.duration_minutes,
        work_minutes=baseline.work_minutes,
        cost=baseline.cost,
        fields=leftover(baseline, BASELINE_COLUMNS),
    )


def reference(uid: int | None) -> str:
    """Another row's identifier, or none."""
    return "" if uid is None else str(uid)
