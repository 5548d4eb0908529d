"""Tasks of a plan file as rows of the plan."""

from typing import Any
from uuid import UUID

from planning.loading import TaskRow
from planning.models import Task
from planning.models.tasks import MILESTONE_STATES, TASK_STATES
from planning.outline import Place
from planning.services.loads.compare import digest_of
from planning.times import Dates, PlanTime

NAME_LENGTH = 512
COLUMNS = (
    "name",
    "kind",
    "state",
    "start_at",
    "finish_at",
    "due",
    "due_version",
    "duration_minutes",
    "work_minutes",
    "remaining_minutes",
    "percent_complete",
    "priority",
    "constraint_type",
    "constraint_at",
    "deadline_at",
    "calendar_id",
    "actual_start_at",
    "actual_finish_at",
    "early_start_at",
    "early_finish_at",
    "late_start_at",
    "late_finish_at",
    "total_slack_minutes",
    "free_slack_minutes",
    "critical",
    "notes",
    "source_fields",
    "source_digest",
    "version",
)
PLACE = ("parent_id", "position", "level", "wbs", "kind", "state")
STORED = tuple(
    dict.fromkeys(
        (
            "id",
            "external_id",
            "source",
            "withdrawn_at",
            "withdrawn_with",
            "number",
            "cancelled_at",
            "is_buffer",
            *COLUMNS,
            *PLACE,
        )
    )
)


def values_of(
    row: TaskRow, place: Place[UUID], time: PlanTime, calendars: dict[str, UUID], known: dict[str, Any] | None
) -> dict[str, Any]:
    """The columns that a file's row means at its place; `known` is the row as it is stored now."""
    kind = kind_of(row, place)
    percent = min(max(row.percent_complete, 0), 100)
    dates = _dates(row, time)
    due = time.due(dates)
    return {
        "name": row.name[:NAME_LENGTH],
        "kind": kind,
        "state": state_of(row, kind, percent, known["state"] if known else ""),
        "start_at": dates.start,
        "finish_at": dates.finish,
        "due": due,
        "due_version": (known["due_version"] + (known["due"] != due)) if known else 1,
        "duration_minutes": row.duration_minutes,
        "work_minutes": row.work_minutes,
        "remaining_minutes": _remaining(row, percent),
        "percent_complete": percent,
        "priority": min(max(row.priority, 0), 1000),
        "constraint_type": row.constraint_type,
        "constraint_at": time.utc(row.constraint),
        "deadline_at": time.utc(row.deadline),
        "calendar_id": calendars.get(row.calendar),
        **_results(row, time),
        **_actuals(row, percent, time),
        "notes": row.notes,
        "source_fields": dict(row.fields),
        "source_digest": digest_of(row),
        "version": known["version"] + 1 if known else 1,
    }


def is_work(values: dict[str, Any]) -> bool:
    """Whether a row as the file has it is no time that could be kept free."""
    free = values["kind"] == Task.Kind.TASK and not values["percent_complete"]
    return not free or values["duration_minutes"] is None


def kind_of(row: TaskRow, place: Place[UUID]) -> str:
    """A row with rows below it is a summary, whatever its flags say."""
    if place.has_children:
        return str(Task.Kind.SUMMARY)
    return str(Task.Kind.MILESTONE if row.milestone else Task.Kind.TASK)


def state_of(row: TaskRow, kind: str, percent: int, state: str) -> str:
    """The state that the file's progress means; a finer state of ours stays where it agrees."""
    if kind == Task.Kind.MILESTONE:
        if percent == 100:
            return "achieved"
        return state if state in ("planned", "at_risk", "missed") else "planned"
    if not row.active:
        return "cancelled"
    if percent == 100:
        return "done"
    if percent > 0 or row.actual_start:
        return state if state in ("in_progress", "blocked", "in_review") else "in_progress"
    return state if state in ("ready", "blocked", "in_review", "in_progress") else "not_started"


def state_as(kind: str, state: str) -> str:
    """The state of a row that has become another kind of row."""
    states = MILESTONE_STATES if kind == Task.Kind.MILESTONE else TASK_STATES
    if state in states:
        return state
    ended = state in ("done", "achieved")
    if kind == Task.Kind.MILESTONE:
        return "achieved" if ended else "planned"
    return "done" if ended else "not_started"


def _dates(row: TaskRow, time: PlanTime) -> Dates:
    start, finish = time.utc(row.start), time.utc(row.finish)
    if start and finish and finish < start:
        finish = start
    return Dates(start, finish, row.duration_minutes)


def _remaining(row: TaskRow, percent: int) -> int | None:
    if row.remaining_minutes is not None or row.duration_minutes is None:
        return row.remaining_minutes
    return row.duration_minutes * (100 - percent) // 100


def _actuals(row: TaskRow, percent: int, time: PlanTime) -> dict[str, Any]:
    start = time.utc(row.actual_start)
    finish = time.utc(row.actual_finish or (row.finish if percent == 100 else None))
    if start and finish:
        finish = max(start, finish)
    return {"actual_start_at": start, "actual_finish_at": finish if percent == 100 else None}


def _results(row: TaskRow, time: PlanTime) -> dict[str, Any]:
    return {
        "early_start_at": time.utc(row.early_start),
        "early_finish_at": time.utc(row.early_finish),
        "late_start_at": time.utc(row.late_start),
        "late_finish_at": time.utc(row.late_finish),
        "total_slack_minutes": row.total_slack_minutes,
        "free_slack_minutes": row.free_slack_minutes,
        "critical": row.critical,
    }
