"""Until when a line is put off: the choices that a person has."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from notifications.timing import MORNING, local_instant, monday_morning, tomorrow_morning
from toolkit.errors import BadInput

HOUR, TOMORROW, MONDAY, DAY = "hour", "tomorrow", "monday", "day"
CHOICES = (
    (HOUR, _("For an hour")),
    (TOMORROW, _("Until tomorrow, 09:00")),
    (MONDAY, _("Until next Monday, 09:00")),
    (DAY, _("Until a day, 09:00")),
)


class DayMissing(BadInput):
    """A day was meant, and none was named."""

    code = "day_missing"
    message = _("Choose the day on which it comes back.")
    field = "day"


def snooze_until(*, when: str, day: date | None, now: datetime, zone: str) -> datetime:
    """The instant at which a line comes back; raises `DayMissing`."""
    if when == HOUR:
        return now + timedelta(hours=1)
    if when == TOMORROW:
        return tomorrow_morning(now, zone)
    if when == MONDAY:
        return monday_morning(now, zone)
    found = local_instant(day, MORNING, zone) if day else None
    if found is None:
        raise DayMissing()
    return found
