"""Working time: which minutes of which days count, and arithmetic over them.

Instants are naive, in the plan's own wall-clock time; amounts are whole working minutes. A working day is
a tuple of spans (from, to) in minutes since midnight, ascending, `to` up to 1440. Weekdays count from
Monday = 0. What a night of changing clocks does to the real length of a shift is left out on purpose: a
plan says "eight hours on Sunday", and means the clock on the wall (the rule of Microsoft Project).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planning.engine.recurrence import Recurrence, days

Spans = tuple[tuple[int, int], ...]
Week = tuple[Spans | None, ...]

DAY = 1440
STANDARD_DAY: Spans = ((480, 720), (780, 1020))
STANDARD_WEEK: Week = (STANDARD_DAY,) * 5 + ((), ())
HORIZON = 3660
# Days counted ahead when somebody asks for a day before all that were counted.
GROWTH = 366


class NoWorkingTime(ValueError):
    """The calendar has no working minute within ten years of the day that was asked for."""


@dataclass(frozen=True)
class Special:
    """Days that differ from the week: their spans, or none for a day off; every day, or those of a rule."""

    first: date
    last: date
    spans: Spans = ()
    rule: Recurrence | None = None

    def days(self) -> Iterable[date]:
        """The days meant."""
        return days(self.rule or Recurrence(), self.first, self.last)


@dataclass(frozen=True)
class OtherWeek:
    """A week pattern that holds from a day to a day; None for a weekday means the usual one."""

    first: date
    last: date
    days: Week


class Calendar:
    """Working time of one calendar, with the calendar it is based on behind it.

    A day is decided by the first that knows it: own exceptions, the base's exceptions (a holiday of the
    site holds for its people too), own other weeks, own week, the base.
    """

    def __init__(
        self,
        week: Week = STANDARD_WEEK,
        *,
        specials: Sequence[Special] = (),
        weeks: Sequence[OtherWeek] = (),
        base: "Calendar | None" = None,
    ) -> None:
        self.week, self.weeks, self.base = week, tuple(weeks), base
        self._special: dict[date, Spans] = {}
        for special in specials:
            for day in special.days():
                self._special.setdefault(day, special.spans)
        self._known: dict[date, Spans] = {}
        self._origin, self._sums = 0, list[int]()

    def spans(self, day: date) -> Spans:
        """The working spans of a day."""
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = self._decide(day)
        return found

    def _decide(self, day: date) -> Spans:
        special = self.special(day)
        if special is not None:
            return special
        for other in self.weeks:
            spans = other.days[day.weekday()]
            if other.first <= day <= other.last and spans is not None:
                return spans
        usual = self.week[day.weekday()]
        if usual is None:
            return self.base.spans(day) if self.base else STANDARD_WEEK[day.weekday()] or ()
        return usual

    def special(self, day: date) -> Spans | None:
        """The spans of an exceptional day, or None for a usual one."""
        own = self._special.get(day)
        return self.base.special(day) if own is None and self.base else own

    @property
    def exceptional(self) -> set[date]:
        """The days that are exceptions, those of the base included."""
        return {*self._special, *(self.base.exceptional if self.base else ())}

    def minutes(self, day: date) -> int:
        """How many minutes of a day count."""
        return sum(end - start for start, end in self.spans(day))

    def add(self, start: datetime, minutes: int) -> datetime:
        """The earliest instant by which `minutes` working minutes have passed since `start`.

        Zero minutes answer `start` itself; a negative amount counts backwards.
        Raises `NoWorkingTime` where the calendar never works.
        """
        if minutes < 0:
            return self.subtract(start, -minutes)
        if minutes == 0:
            return start
        day, floor, idle = start.date(), _minute(start), 0
        while idle < HORIZON:
            for begin, end in self.spans(day):
                worked = end - max(begin, floor)
                if worked >= minutes:
                    return _at(day, max(begin, floor) + minutes)
                minutes -= max(worked, 0)
            idle = 0 if self.spans(day) else idle + 1
            day, floor = day + timedelta(days=1), 0
        raise NoWorkingTime(f"no working time after {start:%Y-%m-%d}")

    def subtract(self, finish: datetime, minutes: int) -> datetime:
        """The latest instant from which `minutes` working minutes pass until `finish`."""
        if minutes < 0:
            return self.add(finish, -minutes)
        if minutes == 0:
            return finish
        day, ceiling, idle = finish.date(), _minute(finish), 0
        while idle < HORIZON:
            for begin, end in reversed(self.spans(day)):
                worked = min(end, ceiling) - begin
                if worked >= minutes:
                    return _at(day, min(end, ceiling) - minutes)
                minutes -= max(worked, 0)
            idle = 0 if self.spans(day) else idle + 1
            day, ceiling = day - timedelta(days=1), DAY
        raise NoWorkingTime(f"no working time before {finish:%Y-%m-%d}")

    def between(self, start: datetime, finish: datetime) -> int:
        """Working minutes from `start` to `finish`; negative when `finish` comes first."""
        return self._worked(finish) - self._worked(start)

    def _worked(self, instant: datetime) -> int:
        """Working minutes from this calendar's origin to an instant."""
        minute = _minute(instant)
        today = sum(max(0, min(end, minute) - begin) for begin, end in self.spans(instant.date()))
        return self._sum_before(instant.toordinal()) + today

    def _sum_before(self, day: int) -> int:
        """Working minutes from the origin to the beginning of a day; each day is counted once and kept."""
        if not self._sums:
            self._origin, self._sums = day, [0]
        for late in range(self._origin + len(self._sums), day + 1):
            self._sums.append(self._sums[-1] + self.minutes(date.fromordinal(late - 1)))
        if day < self._origin:
            self._count_back(max(day - GROWTH, 1))
        return self._sums[day - self._origin]

    def _count_back(self, day: int) -> None:
        earlier, worked = [], self._sums[0]
        for early in range(self._origin - 1, day - 1, -1):
            worked -= self.minutes(date.fromordinal(early))
            earlier.append(worked)
        self._sums = [*reversed(earlier), *self._sums]
        self._origin = day

    def opening(self, instant: datetime) -> datetime:
        """The instant itself if work goes on there, else the next moment at which work starts."""
        return self.add(instant, 1) - timedelta(minutes=1)

    def closing(self, day: date) -> datetime:
        """When work ends on a day; 17:00 on a day off."""
        spans = self.spans(day) or STANDARD_DAY
        return _at(day, spans[-1][1])


class Shared(Calendar):
    """The time that two calendars have in common: a task's own and that of whoever works on it."""

    def __init__(self, one: Calendar, other: Calendar) -> None:
        super().__init__()
        self.one, self.other = one, other

    def _decide(self, day: date) -> Spans:
        pairs = ((a, b) for a in self.one.spans(day) for b in self.other.spans(day))
        common = ((max(a[0], b[0]), min(a[1], b[1])) for a, b in pairs)
        return tuple(sorted(span for span in common if span[0] < span[1]))


def _minute(instant: datetime) -> int:
    return instant.hour * 60 + instant.minute


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time.min) + timedelta(minutes=minute)
