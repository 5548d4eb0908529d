"""Days on which a calendar exception recurs, in the six patterns that Microsoft Project writes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

DAILY, WEEKLY = "daily", "weekly"
MONTHLY_BY_DAY, MONTHLY_BY_POSITION = "monthly_by_day", "monthly_by_position"
YEARLY_BY_DAY, YEARLY_BY_POSITION = "yearly_by_day", "yearly_by_position"
LAST = 5
ANY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class Recurrence:
    """One pattern. Weekdays count from Monday = 0; `position` is 1 to 4, or 5 for the last.

    `period`: every n days, weeks or months. `count`: at most so many days (0: until the range ends).
    """

    kind: str = DAILY
    period: int = 1
    weekdays: frozenset[int] = ANY_DAY
    day: int = 1
    position: int = 1
    month: int = 1
    count: int = 0


def days(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    """The days of the pattern from `first` to `last`, both included, in ascending order."""
    found = (day for day in _PATTERNS[rule.kind](rule, first, last) if first <= day <= last)
    return islice(found, rule.count or None)


def _daily(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(0, (last - first).days + 1, rule.period))


def _weekly(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    # Weeks are counted from Sunday, as the files do.
    sunday = first - timedelta(days=first.isoweekday() % 7)
    for n in range((last - sunday).days + 1):
        day = sunday + timedelta(days=n)
        if n // 7 % rule.period == 0 and day.weekday() in rule.weekdays:
            yield day


def _months(first: date, last: date, step: int, month: int | None) -> Iterator[tuple[int, int]]:
    """(year, month) pairs: every `step` months from the first one, or the given month of every year."""
    start = first.year * 12 + first.month - 1
    for n in range(start, last.year * 12 + last.month):
        if (n - start) % step == 0 if month is None else n % 12 == month - 1:
            yield n // 12, n % 12 + 1


def _by_day(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    month = rule.month if rule.kind == YEARLY_BY_DAY else None
    for year, number in _months(first, last, rule.period, month):
        if rule.day <= _length(year, number):
            yield date(year, number, rule.day)


def _by_position(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    month = rule.month if rule.kind == YEARLY_BY_POSITION else None
    for year, number in _months(first, last, rule.period, month):
        matching = [
            day
            for day in (date(year, number, n) for n in range(1, _length(year, number) + 1))
            if day.weekday() in rule.weekdays
        ]
        index = -1 if rule.position == LAST else rule.position - 1
        if index < len(matching):
            yield matching[index]


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


_PATTERNS: dict[str, Callable[[Recurrence, date, date], Iterator[date]]] = {
    DAILY: _daily,
    WEEKLY: _weekly,
    MONTHLY_BY_DAY: _by_day,
    MONTHLY_BY_POSITION: _by_position,
    YEARLY_BY_DAY: _by_day,
    YEARLY_BY_POSITION: _by_position,
}
