"""Calendars for plans under test."""

from datetime import UTC, date, datetime

from planning.models import CalendarException, WorkCalendar

MADE = datetime(2026, 11, 1, tzinfo=UTC)


def calendar_with_holiday(project, day: date) -> WorkCalendar:
    """Standard hours, and one day off."""
    calendar = WorkCalendar.objects.create(project=project, name="Kraków", created_at=MADE)
    CalendarException.objects.create(calendar=calendar, name="Feast", first_on=day, last_on=day)
    return calendar
