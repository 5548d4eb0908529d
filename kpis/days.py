"""A project's days: when one ends, and which have ended. Pure: no Django, the clock is passed in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def cut_off(day: date, zone: str) -> datetime:
    """The instant at which a day ends in an IANA zone: the first one of the next day, in UTC.

    Days last 23 to 25 hours. Where clocks jump forward at midnight, the day ends at the jump.
    """
    return datetime.combine(day + ONE_DAY, time(), ZoneInfo(zone)).astimezone(UTC)


def has_ended(day: date, zone: str, now: datetime) -> bool:
    """Whether the day is over in the zone."""
    return now >= cut_off(day, zone)


def last_day(zone: str, now: datetime) -> date:
    """Yesterday, as the zone counts days: the last one that has ended."""
    return now.astimezone(ZoneInfo(zone)).date() - ONE_DAY


def days_until(last: date, count: int) -> Iterator[date]:
    """The `count` days up to and including `last`, oldest first."""
    return (last - timedelta(days=back) for back in reversed(range(count)))
