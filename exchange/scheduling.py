"""A plan file as rows to schedule: what `manage.py schedule_plan` computes without touching the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from exchange.calendar_rows import calendar_row
from exchange.mspdi.reader import Plan, read_plan
from exchange.mspdi.tasks import Task
from planning.engine.activities import Activity, Link, NetworkInvalid, Schedule
from planning.engine.calendar import Calendar, Shared
from planning.engine.scheduling import schedule
from planning.loading import CalendarRow

STANDARD = Calendar()


@dataclass(frozen=True)
class Row:
    """What is told of a task beside its dates."""

    uid: int
    name: str


def scheduled(source: BinaryIO) -> dict[str, Any]:
    """A Microsoft Project XML file, computed anew: the document of `schedule_plan`.

    Raises `PlanFileRefused`, `NetworkInvalid`, `NoWorkingTime`.
    """
    plan = read_plan(source=source)
    if not plan.project.scheduled_from_start:
        raise NetworkInvalid("the plan is scheduled backwards from its finish; set it to its start first")
    start = plan.project.starts_at or min((t.starts_at for t in plan.tasks if t.starts_at), default=None)
    if start is None:
        raise NetworkInvalid("the plan says no start")
    links = links_of(plan)
    slack = plan.project.critical_slack_limit or 0
    minutes = slack * plan.project.minutes_per_day
    found = schedule(activities=activities_of(plan), links=links, start=start, critical_slack=minutes)
    rows = [Row(task.uid, task.name) for task in plan.tasks if task.is_active]
    return document(found, rows)


def document(found: Schedule, rows: Iterable[Row]) -> dict[str, Any]:
    """The answer: instants of the plan's own time to the second, slack in working minutes."""
    return {
        "project": {"start": written(found.start), "finish": written(found.finish)},
        "tasks": [_task(found, row) for row in rows],
    }


def _task(found: Schedule, row: Row) -> dict[str, Any]:
    placed = found.rows[row.uid]
    moments = ("start", "finish", "early_start", "early_finish", "late_start", "late_finish")
    return {
        "uid": row.uid,
        "name": row.name,
        **{name: written(getattr(placed, name)) for name in moments},
        "total_slack": placed.total_slack,
        "free_slack": placed.free_slack,
        "critical": placed.critical,
    }


def written(instant: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SS`."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S")


def calendars_of(plan: Plan) -> dict[int, Calendar]:
    """Every calendar of the file, each with the one it is based on."""
    rows = {one.uid: calendar_row(one) for one in plan.calendars}
    return {uid: _calendar(row, rows) for uid, row in rows.items()}


def _calendar(row: CalendarRow, rows: Mapping[int, CalendarRow], depth: int = 0) -> Calendar:
    above = rows.get(int(row.base)) if row.base and depth < 9 else None
    base = _calendar(above, rows, depth + 1) if above else None
    return Calendar(row.week, specials=[one.special for one in row.exceptions], weeks=row.weeks, base=base)


def activities_of(plan: Plan) -> list[Activity]:
    """The rows of the plan; what was switched off is left out."""
    calendars = calendars_of(plan)
    usual = calendars.get(plan.project.calendar_uid or -1, STANDARD)
    people = workers(plan, calendars)
    return [
        activity(task, calendars_for(task, calendars, people.get(task.uid, ()), usual))
        for task in plan.tasks
        if task.is_active
    ]


def workers(plan: Plan, calendars: Mapping[int, Calendar]) -> dict[int, list[Calendar]]:
    """The calendars of those who work on each task."""
    own = {one.uid: calendars.get(one.calendar_uid or -1) for one in plan.resources}
    found: dict[int, list[Calendar]] = {}
    for one in plan.assignments:
        calendar = own.get(one.resource_uid or -1)
        if calendar is not None and one.task_uid is not None:
            found.setdefault(one.task_uid, []).append(calendar)
    return found


def calendars_for(
    task: Task, calendars: Mapping[int, Calendar], people: Sequence[Calendar], usual: Calendar
) -> tuple[Calendar, ...]:
    """Those by which a task counts: its own, those of its people, or where it has both what they share."""
    own = calendars.get(task.calendar_uid) if task.calendar_uid is not None else None
    if own is None:
        return tuple(people) or (usual,)
    if task.ignores_resource_calendar or not people:
        return (own,)
    return tuple(Shared(own, one) for one in people)


def activity(task: Task, calendars: tuple[Calendar, ...]) -> Activity:
    """One task as the engine takes it."""
    pinned = (task.manual_starts_at or task.starts_at, task.manual_finishes_at or task.finishes_at)
    return Activity(
        key=task.uid,
        minutes=task.duration_minutes or 0,
        calendars=calendars,
        elapsed=task.is_elapsed,
        parent=task.parent_uid,
        constraint=task.constraint_type or "ASAP",
        constraint_at=task.constraint_at,
        deadline=task.deadline_at,
        actual_start=task.actual_starts_at,
        actual_finish=task.actual_finishes_at,
        resume=task.resumes_at,
        remaining=task.remaining_duration_minutes,
        delay=task.leveling_delay_minutes or 0,
        manual=pinned if task.is_manual and None not in pinned else None,  # type: ignore[arg-type]
    )


def links_of(plan: Plan) -> list[Link]:
    """The links between rows that count; a lag in percent is of the predecessor's duration."""
    rows = {task.uid: task for task in plan.tasks if task.is_active}
    return [
        Link(
            predecessor=one.predecessor_uid,
            successor=one.successor_uid,
            kind=one.kind,
            lag=one.lag_minutes
            if one.lag_percent is None
            else (rows[one.predecessor_uid].duration_minutes or 0) * one.lag_percent // 100,
            elapsed=one.lag_elapsed,
        )
        for one in plan.links
        if one.predecessor_uid in rows and one.successor_uid in rows
    ]
