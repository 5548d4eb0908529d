"""Where work piles up: weeks in which somebody is wanted for too long, and work that grows old. Pure.

The work of a task is spread evenly over the working time of whoever does it, from its start to its finish;
what lies in the past is wanted from now on. Amounts are working minutes, weeks begin on Monday.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any, Protocol
from uuid import UUID

WEEK = timedelta(days=7)
WEEKS_AHEAD = 26


class Hours(Protocol):
    """Working time of somebody."""

    def between(self, start: datetime, finish: datetime) -> int:
        """Working minutes from an instant to another, by the wall clock."""


class Piece(Protocol):
    """What somebody has still to do for one task."""

    @property
    def who_id(self) -> UUID: ...
    @property
    def who(self) -> str: ...
    @property
    def units(self) -> Decimal: ...
    @property
    def calendar(self) -> Any: ...
    @property
    def number(self) -> int: ...
    @property
    def minutes(self) -> int: ...
    @property
    def start(self) -> datetime: ...
    @property
    def finish(self) -> datetime: ...


@dataclass(frozen=True)
class Load:
    """One week of one person or resource: `wanted` against `available`, and the numbers of the tasks, the one
    that wants most first."""

    who_id: UUID
    who: str
    week: date
    wanted: int
    available: int
    tasks: tuple[int, ...]

    @property
    def is_over(self) -> bool:
        """Whether more is wanted than there is."""
        return self.wanted > self.available

    @property
    def weight(self) -> tuple[bool, Fraction, int]:
        """The worst first: without any hours, then by share, then by what is missing."""
        share = Fraction(self.wanted, self.available) if self.available else Fraction(0)
        return not self.available, share, self.wanted - self.available


def loads(work: Iterable[Piece], begin: datetime) -> list[Load]:
    """Every week of everybody from an instant (wall clock) on, as far as `WEEKS_AHEAD`, by name and week."""
    wanted: dict[tuple[UUID, date], dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    people: dict[UUID, Piece] = {}
    for one in work:
        people.setdefault(one.who_id, one)
        for week, minutes in spread(one, begin):
            wanted[one.who_id, week][one.number] += minutes
    found = [_load(people[key], week, parts, begin) for (key, week), parts in wanted.items()]
    return sorted(found, key=lambda one: (one.who, one.week))


def overloads(work: Iterable[Piece], begin: datetime) -> list[Load]:
    """The weeks in which more is wanted than there is, the worst first."""
    found = [one for one in loads(work, begin) if one.is_over]
    return sorted(found, key=lambda one: one.weight, reverse=True)


def spread(one: Piece, begin: datetime) -> Iterator[tuple[date, Fraction]]:
    """How much of one piece of work falls into each week."""
    if not one.minutes:
        return
    start, finish = max(one.start, begin), max(one.finish, begin)
    whole = one.calendar.between(start, finish)
    if whole <= 0:
        yield monday(start), Fraction(one.minutes)
        return
    for week in weeks(start, finish, begin):
        first = datetime.combine(week, time.min)
        part = one.calendar.between(max(start, first), min(finish, first + WEEK))
        if part:
            yield week, Fraction(one.minutes * part, whole)


def weeks(start: datetime, finish: datetime, begin: datetime) -> Iterator[date]:
    """The Mondays of the weeks that a span touches, within what is looked at."""
    week, last = monday(start), min(monday(finish), monday(begin) + WEEK * WEEKS_AHEAD)
    while week <= last:
        yield week
        week += WEEK


def monday(instant: datetime) -> date:
    """The first day of an instant's week."""
    return instant.date() - timedelta(days=instant.weekday())


def _load(who: Piece, week: date, parts: dict[int, Fraction], begin: datetime) -> Load:
    first = datetime.combine(week, time.min)
    there = who.calendar.between(max(first, begin), first + WEEK)
    order = sorted(parts, key=lambda number: (-parts[number], number))
    available = int(max(0, there) * who.units)
    return Load(who.who_id, who.who, week, round(sum(parts.values())), available, tuple(order))


@dataclass(frozen=True)
class Age:
    """How old a task in work is in calendar days, how long nothing was heard of it, and the usual time (the
    median of the finished ones; None without any)."""

    days: int
    quiet: int
    usual: float | None

    @property
    def tone(self) -> str:
        """Older than usual is amber, more than twice as old red."""
        if self.usual is None or self.days <= self.usual:
            return ""
        return "r" if self.days > 2 * self.usual else "a"


def usual_days(spans: Sequence[tuple[date, date]]) -> float | None:
    """The median of calendar days from first to last; None without any."""
    return median((last - first).days for first, last in spans) if spans else None
