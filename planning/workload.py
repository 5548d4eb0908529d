"""Who has still to do how much of a plan, from when to when, and by whose hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from planning.calendars import STANDARD, load_calendars
from planning.engine.calendar import Calendar
from planning.engine.zones import to_local
from planning.models import Assignment, PlanResource
from planning.models.tasks import ENDED
from planning.selectors import plan_of, tasks
from projects.selectors import Project
from tenancy.actors import Actor

Row = dict[str, Any]
TASK = ("number", "name", "critical", "percent_complete", "duration_minutes", "start_at", "finish_at")
OF_TASK = tuple(f"task__{name}" for name in TASK)
OF_ASSIGNMENT = (
    *("task_id", "resource_id", "units", "work_minutes", "remaining_work_minutes", "start_at", "finish_at"),
    *("resource__name", "resource__max_units", "resource__calendar_id"),
    *("resource__person_id", "resource__person__name"),
)
OWNED = (*TASK, "remaining_minutes", "owner_id", "owner__name")


@dataclass(frozen=True)
class Work:
    """What one person or resource has still to do for one task.

    `minutes` are working minutes; `start` and `finish` are the project's wall clock; `units`: how many of it
    there are (1 for a person with the hours of `calendar`).
    """

    who_id: UUID
    who: str
    units: Decimal
    calendar: Calendar
    number: int
    name: str
    critical: bool
    minutes: int
    start: datetime
    finish: datetime


def workload(*, actor: Actor, project: Project) -> list[Work]:
    """The dated open work of a plan by whoever does it, in the order of its rows. Five queries.

    Assignments say it; a task without any is the work of its owner, for as long as it lasts.
    """
    plan = plan_of(actor=actor, project=project)
    live = Assignment.objects.filter(project=project, withdrawn_at__isnull=True)
    live = live.filter(resource__kind=PlanResource.Kind.WORK)
    rows = live.filter(task__withdrawn_at__isnull=True, task__is_buffer=False, task__kind="task")
    assigned = list(rows.exclude(task__state__in=ENDED).values(*OF_ASSIGNMENT, *OF_TASK))
    free = tasks(actor=actor, project=project).leaves().open().filter(owner__isnull=False)
    owned = list(free.exclude(Exists(live.filter(task=OuterRef("pk")))).values(*OWNED))
    usual = plan.calendar_id if plan else None
    named = {usual, *(row["resource__calendar_id"] for row in assigned)}
    calendars = load_calendars(one for one in named if one)
    default = calendars.get(usual, STANDARD) if usual else STANDARD
    found = [*_assigned(assigned, calendars, default, project.zone), *_owned(owned, default, project.zone)]
    return sorted(found, key=lambda one: (one.number, one.who))


def _assigned(
    rows: list[Row], calendars: dict[UUID, Calendar], default: Calendar, zone: str
) -> Iterator[Work]:
    for row in rows:
        task = {name: row[f"task__{name}"] for name in TASK}
        start, finish = row["start_at"] or task["start_at"], row["finish_at"] or task["finish_at"]
        if start is None or finish is None:
            continue
        yield Work(
            who_id=row["resource__person_id"] or row["resource_id"],
            who=row["resource__person__name"] or row["resource__name"],
            units=row["resource__max_units"],
            calendar=calendars.get(row["resource__calendar_id"], default),
            minutes=_left(row, task),
            start=to_local(start, zone),
            finish=to_local(finish, zone),
            **{name: task[name] for name in ("number", "name", "critical")},
        )


def _left(row: Row, task: Row) -> int:
    """What is left of an assignment; by the task's progress where it does not say so itself."""
    if row["remaining_work_minutes"] is not None:
        return int(row["remaining_work_minutes"])
    work = row["work_minutes"]
    if work is None:
        work = (task["duration_minutes"] or 0) * row["units"]
    return int(work * (100 - task["percent_complete"]) // 100)


def _owned(rows: list[Row], calendar: Calendar, zone: str) -> Iterator[Work]:
    for row in rows:
        if row["start_at"] is None or row["finish_at"] is None:
            continue
        whole, percent = row["duration_minutes"] or 0, row["percent_complete"]
        left = row["remaining_minutes"]
        yield Work(
            who_id=row["owner_id"],
            who=row["owner__name"],
            units=Decimal(1),
            calendar=calendar,
            minutes=whole * (100 - percent) // 100 if left is None else left,
            start=to_local(row["start_at"], zone),
            finish=to_local(row["finish_at"], zone),
            **{name: row[name] for name in ("number", "name", "critical")},
        )
