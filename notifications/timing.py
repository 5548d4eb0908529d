"""When a letter may arrive: quiet hours, and the instants of digests.

Pure calculations over instants (aware, UTC), wall clocks and IANA zones. Every instant answered is the
earliest one that fits, so letters keep the order in which they were written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
WEEKEND = frozenset({5, 6})
MONDAY = 0
MIDNIGHT = time(0)
MORNING = time(9)
LONGEST_QUIET_DAYS = 9
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Quiet:
    """Hours of the wall clock in which nothing may arrive, over midnight if `until` is before `since`.

    Both empty: none. With `weekends`, Saturday and Sunday are quiet all day.
    """

    since: time | None = None
    until: time | None = None
    weekends: bool = False

    def covers(self, wall: datetime) -> bool:
        """Whether the clock on the wall stands in the quiet hours; `until` itself does not."""
        if self.weekends and wall.weekday() in WEEKEND:
            return True
        if self.since is None or self.until is None or self.since == self.until:
            return False
        clock = wall.time()
        if self.since < self.until:
            return self.since <= clock < self.until
        return clock >= self.since or clock < self.until


@dataclass(frozen=True)
class Rhythm:
    """When digests come: each full hour, or at one time of the day; on these weekdays (Monday is 0)."""

    hourly: bool = False
    at: time = MORNING
    days: frozenset[int] = EVERY_DAY


@dataclass(frozen=True)
class Slot:
    """One digest's place in time. `number` never repeats for one person: her local day, or the hour."""

    number: int
    at: datetime


def release(at: datetime, quiet: Quiet, zone: str) -> datetime:
    """The earliest instant from `at` on that lies outside the quiet hours of this zone."""
    where = ZoneInfo(zone)
    if not quiet.covers(at.astimezone(where)):
        return at
    later = (one for one in _edges(at, quiet, where) if one > at)
    found = [one for one in later if not quiet.covers(one.astimezone(where))]
    if not found:
        raise ValueError("these quiet hours never end")
    return min(found)


def _edges(at: datetime, quiet: Quiet, where: tzinfo) -> Iterator[datetime]:
    """Every instant after which quiet may be over: its end, a midnight, a change of the clock."""
    first = at.astimezone(where).date() - A_DAY
    for day in (first + timedelta(days=n) for n in range(LONGEST_QUIET_DAYS)):
        for clock in {quiet.until or MIDNIGHT, MIDNIGHT}:
            wall = datetime.combine(day, clock, where)
            yield from (wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC))
        yield from _change(datetime.combine(day, MIDNIGHT, UTC), where)


def _change(start: datetime, where: tzinfo) -> Iterator[datetime]:
    """The instant in the 24 hours after `start` at which the clocks of the zone change, to the second."""
    low, high = start, start + A_DAY
    before = low.astimezone(where).utcoffset()
    if high.astimezone(where).utcoffset() == before:
        return
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if middle.astimezone(where).utcoffset() == before else (low, middle)
    yield high


def next_slot(at: datetime, rhythm: Rhythm, quiet: Quiet, zone: str, *, after: int = 0) -> Slot:
    """The first digest from `at` on whose number is above `after`, moved out of the quiet hours.

    A day without that time of the clock (spring) takes the first instant after the gap; a day that has it
    twice (autumn) takes the first; a day that the zone skipped has no digest.
    """
    slots = _hours(at, rhythm, quiet, zone) if rhythm.hourly else _days(at, rhythm, quiet, zone)
    return next(slot for slot in slots if slot.number > after)


def _days(at: datetime, rhythm: Rhythm, quiet: Quiet, zone: str) -> Iterator[Slot]:
    day = at.astimezone(ZoneInfo(zone)).date()
    while True:
        due = local_instant(day, rhythm.at, zone)
        if due is not None and due >= at and day.weekday() in (rhythm.days or EVERY_DAY):
            yield Slot(day.toordinal(), release(due, quiet, zone))
        day += A_DAY


def _hours(at: datetime, rhythm: Rhythm, quiet: Quiet, zone: str) -> Iterator[Slot]:
    """Full hours of the clock, and the end of quiet hours; numbered by hours since 1970."""
    where, chosen = ZoneInfo(zone), _days_of(rhythm, quiet)
    while True:
        at = release(_full_hour(at, where), quiet, zone)
        if at.astimezone(where).weekday() in chosen:
            yield Slot(int(at.timestamp() // 3600), at)
        at += timedelta(seconds=1)


def _days_of(rhythm: Rhythm, quiet: Quiet) -> frozenset[int]:
    """The chosen weekdays on which something may arrive at all; if that is none, all of those."""
    possible = EVERY_DAY - WEEKEND if quiet.weekends else EVERY_DAY
    return (rhythm.days & possible) or possible


def _full_hour(at: datetime, where: tzinfo) -> datetime:
    wall = at.astimezone(where)
    into = timedelta(minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond)
    return at if not into else at + (AN_HOUR - into)


def local_instant(day: date, clock: time, zone: str) -> datetime | None:
    """The instant at which the wall shows this time on this day; None when the zone skipped the day."""
    where = ZoneInfo(zone)
    found = datetime.combine(day, clock, where).astimezone(UTC)
    return found if found.astimezone(where).date() == day else None


def tomorrow_morning(now: datetime, zone: str) -> datetime:
    """09:00 of the next local day."""
    return _morning(now.astimezone(ZoneInfo(zone)).date() + A_DAY, zone)


def monday_morning(now: datetime, zone: str) -> datetime:
    """09:00 of the next local Monday, never of today."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return _morning(today + timedelta(days=7 - (today.weekday() - MONDAY) % 7), zone)


def _morning(day: date, zone: str) -> datetime:
    found = local_instant(day, MORNING, zone)
    return found or _morning(day + A_DAY, zone)
