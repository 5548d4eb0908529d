"""Days on which repeating work falls due: a pattern, laid on the working days of a calendar. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, takewhile

from planning.engine.calendar import Calendar

DAYS, WEEKS, MONTHS, MONTH_ENDS = "days", "weeks", "months", "month_ends"


@dataclass(frozen=True)
class Series:
    """Every `period` days, weeks or months, or every so many months on their last working day.

    `weekdays` (Monday = 0) are those of a weekly pattern; none means the weekday of the first day. A month
    without the first day's number takes its last day: from 31 January to 28 or 29 February.
    """

    unit: str = WEEKS
    period: int = 1
    weekdays: frozenset[int] = frozenset()


def following(series: Series, *, first: date, until: date, calendar: Calendar) -> Iterator[date]:
    """The working days after `first` on which the pattern lands, ascending, each once.

    The pattern runs up to `until`, included; a day on which nobody works moves to the next working day,
    the last day of a month to the working day before it. Raises `NoWorkingTime`.
    """
    last = first
    for day in _PATTERNS[series.unit](series, first, until):
        landed = _last_worked(calendar, day) if series.unit == MONTH_ENDS else _worked(calendar, day)
        if landed > last:
            yield landed
            last = landed


def _worked(calendar: Calendar, day: date) -> date:
    return calendar.opening(datetime.combine(day, time.min)).date()


def _last_worked(calendar: Calendar, day: date) -> date:
    return calendar.subtract(datetime.combine(day + timedelta(days=1), time.min), 1).date()


def _every_days(series: Series, first: date, until: date) -> Iterator[date]:
    return (_day(n) for n in range(first.toordinal(), until.toordinal() + 1, series.period))


def _every_weeks(series: Series, first: date, until: date) -> Iterator[date]:
    """Weeks count from the one of the first day, which begins on Monday."""
    monday = first.toordinal() - first.weekday()
    weekdays = sorted(series.weekdays or {first.weekday()})
    for week in range(monday, until.toordinal() + 1, 7 * series.period):
        yield from (_day(week + n) for n in weekdays if week + n <= until.toordinal())


def _every_months(series: Series, first: date, until: date) -> Iterator[date]:
    for end in _month_ends(series, first):
        day = end.replace(day=min(first.day, end.day))
        if day > until:
            return
        yield day


def _every_month_end(series: Series, first: date, until: date) -> Iterator[date]:
    return takewhile(lambda end: end <= until, _month_ends(series, first))


def _month_ends(series: Series, first: date) -> Iterator[date]:
    begins = first.year * 12 + first.month
    for after in count(begins, series.period):
        yield date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


_day = date.fromordinal
_PATTERNS: dict[str, Callable[[Series, date, date], Iterator[date]]] = {
    DAYS: _every_days,
    WEEKS: _every_weeks,
    MONTHS: _every_months,
    MONTH_ENDS: _every_month_end,
}
