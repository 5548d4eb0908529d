"""A plan as a chart: bars, links and days off; its texts are those of the plan's table."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

from planning import selectors
from planning.engine.calendar import Calendar
from planning.times import PlanTime, plan_time
from projects.selectors import Project
from tenancy.actors import Actor
from toolkit import formats
from toolkit.reading import Reader

MARGIN = timedelta(days=14)
LONGEST = timedelta(days=366 * 20)
NAMES = (
    "id",
    "number",
    "name",
    "kind",
    "state",
    "parent__number",
    "start_at",
    "due",
    "promised",
    "duration_minutes",
    "percent_complete",
    "critical",
    "total_slack_minutes",
    "owner__name",
)
Row = dict[str, Any]


def gantt(*, actor: Actor, project: Project, reader: Reader) -> Row:
    """Every live row of the plan with its bar, the links, and the days on which nobody works.

    A bar covers whole days, from the day of its start to its due day; `was` and
    `promised` are the same days of baseline 0.
    `slip` says by how many working days of the plan's calendar a row ends later than it was promised.
    Four queries, and two more where the plan has a calendar, whatever the number of rows.
    """
    plan = selectors.plan_of(actor=actor, project=project)
    time = plan_time(zone=project.zone, calendar_id=plan.calendar_id if plan else None)
    found = list(selectors.tasks(actor=actor, project=project).values(*NAMES))
    was = dict(selectors.baseline_starts(actor=actor, project=project))
    ends = [row["due"] for row in found if row["due"]] + [row["promised"] for row in found if row["promised"]]
    span = _span([*ends, *(time.day(row["start_at"]) for row in found if row["start_at"])], reader)
    work = WorkingDays(time.calendar, *span)
    return {
        "rows": [_row(row, was.get(row["id"]), time, work, reader) for row in found],
        "links": list(selectors.link_ends(actor=actor, project=project)),
        "off": [day.isoformat() for day in work.off],
        "today": str(reader.as_of),
    }


def _span(days: Iterable[date], reader: Reader) -> tuple[date, date]:
    """The days the chart shows: the plan's and today, with a margin; at most twenty years."""
    known = [*days, *filter(None, [reader.as_of])]
    first, last = min(known), max(known)
    return first - MARGIN, min(last, first + LONGEST) + MARGIN


class WorkingDays:
    """Which days of a span count, and how many there are between two of them."""

    def __init__(self, calendar: Calendar, first: date, last: date) -> None:
        self.first = first
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        counts = [calendar.minutes(day) > 0 for day in days]
        self.off = [day for day, works in zip(days, counts, strict=True) if not works]
        self._until = [0, *accumulate(counts)]

    def between(self, one: date, other: date) -> int:
        """Working days after `one` up to and with `other`; negative when `other` comes first."""
        return self._count(other) - self._count(one)

    def _count(self, day: date) -> int:
        at = (day - self.first).days + 1
        return self._until[max(0, min(at, len(self._until) - 1))]


def _row(row: Row, was: datetime | None, time: PlanTime, work: WorkingDays, reader: Reader) -> Row:
    """One row: what the bar needs, then the texts of the grid."""
    start = time.day(row["start_at"]) if row["start_at"] else row["due"]
    late = work.between(row["promised"], row["due"]) if row["due"] and row["promised"] else 0
    return {
        "id": row["number"],
        "name": row["name"],
        "kind": row["kind"],
        "state": row["state"],
        "parent": row["parent__number"] or 0,
        "start": _iso(start),
        "end": _iso(row["due"]),
        "was": _iso(time.day(was) if was else row["promised"]),
        "promised": _iso(row["promised"]),
        "critical": row["critical"],
        "percent": row["percent_complete"],
        "slip": formats.delta_days(late, language=reader.language) if late else "",
        **_texts(row, start, reader),
    }


def _texts(row: Row, start: date | None, reader: Reader) -> dict[str, str]:
    """A milestone is a point in time: it has no days of work, no start and no share done."""
    is_point, slack = row["kind"] == "milestone", row["total_slack_minutes"]
    return {
        "days": "" if is_point else reader.duration(row["duration_minutes"]),
        "from": "" if is_point else reader.day(start, "tight"),
        "to": reader.day(row["due"], "tight"),
        "slack": "" if slack is None else reader.duration(slack),
        "done": "" if is_point else formats.percent(row["percent_complete"], 100, decimals=0),
        "owner": row["owner__name"] or "",
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
