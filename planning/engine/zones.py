"""Between the plan's own time and UTC.

People and plan files speak in the project's wall-clock time; rows hold UTC instants. Where the wall clock
is not unique, the rule is Python's `fold=0` (PEP 495):

* **overlap** (autumn, 02:30 happens twice): the first of the two;
* **gap** (spring, 02:30 does not exist): moved forward by the length of the gap, so 02:30 becomes 03:30.

So reading a stored instant back gives the time that was written, except inside a gap.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name; raises `ZoneInfoNotFoundError` for an unknown one."""
    return ZoneInfo(name)


def to_utc(local: datetime, zone: str) -> datetime:
    """The UTC instant of a wall-clock time; a time that already names its zone is only converted."""
    if local.tzinfo is None:
        local = local.replace(tzinfo=zone_of(zone), fold=0)
    return local.astimezone(UTC)


def to_local(instant: datetime, zone: str) -> datetime:
    """The wall-clock time of an instant, without a zone."""
    return instant.astimezone(zone_of(zone)).replace(tzinfo=None, fold=0)


def local_day(instant: datetime, zone: str) -> date:
    """The day it is in the zone at that instant."""
    return instant.astimezone(zone_of(zone)).date()


def last_day(local: datetime, *, lasting: bool) -> date:
    """The day that work ending at `local` falls due: work that lasts until midnight is due the day before."""
    if lasting and local.time() == time.min:
        return local.date() - timedelta(days=1)
    return local.date()
