"""The shape of a plan without dates, and how it is laid on the working days of a calendar. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from planning.engine.calendar import Calendar
from planning.loading import LinkRow, PlanRows, TaskRow

OF_START = ("MSO", "SNET", "SNLT")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeRow:
    """A row in document order; `ref` is known to the links. `minutes`: working minutes it takes.

    `day`: calendar days after the beginning, None where it follows from the rows it waits for;
    `constraint_day`: the same of its constraint.
    """

    ref: str
    name: str
    level: int = 1
    milestone: bool = False
    minutes: int | None = None
    day: int | None = None
    constraint: str = "ASAP"
    constraint_day: int | None = None
    priority: int = 500


@dataclass(frozen=True, slots=True)
class RelativePlan:
    """Rows in document order, and what waits for what."""

    rows: tuple[RelativeRow, ...]
    links: tuple[LinkRow, ...] = ()


def laid(plan: RelativePlan, *, start: date, calendar: Calendar, source: str) -> PlanRows:
    """The plan as it begins on `start`: a day on which nobody works moves to the next working day.

    Rows that only wait for others come without dates. Raises `NoWorkingTime`.
    """
    rows = [_laid(row, start, calendar) for row in plan.rows]
    whole = [_enclosing(row, rows[place + 1 :], calendar) for place, row in enumerate(rows)]
    begin = _opening(calendar, start)
    return PlanRows(source=source, tasks=tuple(whole), links=plan.links, start=begin)


def _opening(calendar: Calendar, day: date) -> datetime:
    return calendar.opening(datetime.combine(day, time.min))


def _laid(row: RelativeRow, first: date, calendar: Calendar) -> TaskRow:
    start = None if row.day is None else _opening(calendar, first + timedelta(days=row.day))
    finish = start and calendar.add(start, row.minutes or 0)
    if start and row.milestone:
        start = finish = calendar.closing(start.date())
    return TaskRow(
        external_id=row.ref,
        name=row.name,
        level=row.level,
        milestone=row.milestone,
        start=start,
        finish=finish,
        duration_minutes=0 if row.milestone else row.minutes,
        priority=row.priority,
        constraint_type=row.constraint,
        constraint=_constraint(row, first, calendar),
    )


def _constraint(row: RelativeRow, first: date, calendar: Calendar) -> datetime | None:
    if row.constraint_day is None:
        return None
    opening = _opening(calendar, first + timedelta(days=row.constraint_day))
    return opening if row.constraint in OF_START else calendar.closing(opening.date())


def _enclosing(row: TaskRow, after: Sequence[TaskRow], calendar: Calendar) -> TaskRow:
    """A summary from the first to the last day that is known below it; any other row as it is."""
    below = list(takewhile(lambda one: one.level > row.level, after))
    if not below:
        return row
    starts, ends = [one.start for one in below if one.start], [one.finish for one in below if one.finish]
    if not starts or not ends:
        return replace(row, start=None, finish=None, duration_minutes=None)
    begin, end = min(starts), max(ends)
    return replace(row, start=begin, finish=end, duration_minutes=calendar.between(begin, end))
