"""The clock of an issue: until when somebody answers and until when it is out of the way, by severity. Pure.

What is critical counts around the clock; the rest counts working minutes of the plan's calendar.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from planning.engine.calendar import Calendar, NoWorkingTime
from planning.engine.zones import to_local, to_utc

HOUR = 60


@dataclass(frozen=True)
class Promise:
    """Minutes until the first answer and until the resolution; `working` ones, or around the clock."""

    respond: int
    resolve: int
    working: bool = True


PROMISES = {
    "1": Promise(1 * HOUR, 8 * HOUR, working=False),
    "2": Promise(4 * HOUR, 16 * HOUR),
    "3": Promise(8 * HOUR, 40 * HOUR),
    "4": Promise(16 * HOUR, 80 * HOUR),
}


@dataclass(frozen=True)
class Dues:
    """The two instants that an issue is measured by."""

    respond_by: datetime
    resolve_by: datetime


def dues(*, severity: str, start: datetime, calendar: Calendar, zone: str) -> Dues:
    """Both instants, counted from `start` by the promise for this severity.

    Where the calendar never works, the minutes count around the clock.
    """
    promise = PROMISES[severity]
    both = (after(start, minutes, promise, calendar, zone) for minutes in (promise.respond, promise.resolve))
    return Dues(*both)


def after(start: datetime, minutes: int, promise: Promise, calendar: Calendar, zone: str) -> datetime:
    """The instant by which so many minutes of a promise have passed."""
    if not promise.working:
        return start + timedelta(minutes=minutes)
    try:
        return to_utc(calendar.add(to_local(start, zone), minutes), zone)
    except NoWorkingTime:
        return start + timedelta(minutes=minutes)
