"""What summaries say of the rows below them: written for the ancestors of changed rows, and only if new."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, Max, Min, Q, Sum

from planning.models import Task
from planning.services.places import below, prefixes
from planning.services.rows import update_rows
from planning.times import Dates, PlanTime

COLUMNS = (
    "start_at",
    "finish_at",
    "due",
    "due_version",
    "duration_minutes",
    "work_minutes",
    "remaining_minutes",
    "percent_complete",
    "actual_start_at",
    "actual_finish_at",
    "state",
)
FINISHED = Q(state__in=["done", "achieved", "missed"])
BEGUN = Q(percent_complete__gt=0) | Q(actual_start_at__isnull=False) | FINISHED
COUNTED = ~Q(kind=Task.Kind.SUMMARY) & ~Q(state="cancelled")
# A buffer takes time, but is no work that could be done.
WORKED = Q(is_buffer=False)


def roll_up(*, project_id: UUID, time: PlanTime, codes: Iterable[str]) -> int:
    """Recompute the summaries above (and at) these WBS codes; answers how many have changed.

    Start is the earliest start below, finish the latest finish, duration the working time between them;
    progress is weighted by the duration of the leaves and rounded down, so that 100 means all done.
    Two reads and one write, whatever the plan's size.
    """
    above = sorted({code for wbs in codes for code in [*prefixes(wbs), wbs] if code})
    live = Task.objects.live().filter(project_id=project_id)
    summaries = list(live.filter(wbs__in=above, kind=Task.Kind.SUMMARY).values("id", "wbs", *COLUMNS))
    if not summaries:
        return 0
    sums = live.filter(_within(summaries)).aggregate(**_questions([row["wbs"] for row in summaries]))
    changed = []
    for n, row in enumerate(summaries):
        new = _summary({name: sums[f"{name}_{n}"] for name in _WHAT}, row, time)
        if any(row[name] != new[name] for name in COLUMNS):
            changed.append((row["id"], [new[name] for name in COLUMNS]))
    update_rows(Task, COLUMNS, changed)
    return len(changed)


def _within(summaries: list[dict[str, Any]]) -> Q:
    tops = {row["wbs"].split(".")[0] for row in summaries}
    found = Q(pk__in=[])
    for top in sorted(tops):
        found |= below(top)
    return found


_WHAT = {
    "start": lambda q: Min("start_at", filter=q),
    "finish": lambda q: Max("finish_at", filter=q),
    "work": lambda q: Sum("work_minutes", filter=q),
    "weight": lambda q: Sum("duration_minutes", filter=q & WORKED),
    "earned": lambda q: Sum(F("duration_minutes") * F("percent_complete"), filter=q & WORKED),
    "mean": lambda q: Avg("percent_complete", filter=q & WORKED),
    "rows": lambda q: Count("id", filter=q & WORKED),
    "finished": lambda q: Count("id", filter=q & FINISHED),
    "begun": lambda q: Count("id", filter=q & BEGUN),
    "began": lambda q: Min("actual_start_at", filter=q),
    "ended": lambda q: Max("actual_finish_at", filter=q),
}


def _questions(codes: list[str]) -> dict[str, Any]:
    return {
        f"{name}_{n}": ask(COUNTED & below(code))
        for n, code in enumerate(codes)
        for name, ask in _WHAT.items()
    }


def _summary(sums: dict[str, Any], row: dict[str, Any], time: PlanTime) -> dict[str, Any]:
    dates = _dates(sums["start"], sums["finish"], row, time)
    due = time.due(dates)
    percent = _percent(sums)
    return {
        "start_at": dates.start,
        "finish_at": dates.finish,
        "due": due,
        "due_version": row["due_version"] + (due != row["due"]),
        "duration_minutes": dates.duration,
        "work_minutes": None if sums["work"] is None else int(sums["work"]),
        "remaining_minutes": None if dates.duration is None else dates.duration * (100 - percent) // 100,
        "percent_complete": percent,
        "actual_start_at": sums["began"],
        "actual_finish_at": sums["ended"] if sums["rows"] and sums["finished"] == sums["rows"] else None,
        "state": _state(sums),
    }


def _dates(start: datetime | None, finish: datetime | None, row: dict[str, Any], time: PlanTime) -> Dates:
    start, finish = start or finish, finish or start
    if start and finish:
        finish = max(start, finish)
    if (start, finish) == (row["start_at"], row["finish_at"]) and row["duration_minutes"] is not None:
        return Dates(start, finish, row["duration_minutes"])
    return Dates(start, finish, time.between(start, finish) if start and finish else None)


def _percent(sums: dict[str, Any]) -> int:
    if sums["weight"]:
        return int((sums["earned"] or 0) // sums["weight"])
    return int(sums["mean"] or 0)


def _state(sums: dict[str, Any]) -> str:
    if sums["rows"] and sums["finished"] == sums["rows"]:
        return "done"
    return "in_progress" if sums["begun"] else "not_started"
