"""What the file says of the project as a whole."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from exchange.mspdi.calendars import take_calendar
from exchange.mspdi.records import Field, Record
from exchange.mspdi.values import flag, instant, integer, time_of_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Properties of the plan. Moments are in the plan's own time, which has no zone."""

    uid: str | None
    guid: str | None
    name: str
    title: str
    subject: str
    category: str
    company: str
    manager: str
    author: str
    created_at: datetime | None
    saved_at: datetime | None
    save_version: int | None
    starts_at: datetime | None
    finishes_at: datetime | None
    status_at: datetime | None
    current_at: datetime | None
    scheduled_from_start: bool
    calendar_uid: int | None
    default_starts: time | None
    default_ends: time | None
    minutes_per_day: int
    minutes_per_week: int
    days_per_month: int
    week_start_day: int | None
    critical_slack_limit: int | None
    currency_code: str
    currency_symbol: str
    currency_digits: int | None
    new_tasks_are_manual: bool
    honors_constraints: bool
    has_multiple_critical_paths: bool
    source_fields: dict[str, Any]


PROJECT_FIELDS = {
    "uid": Field("UID"),
    "guid": Field("GUID"),
    "name": Field("Name", default=""),
    "title": Field("Title", default=""),
    "subject": Field("Subject", default=""),
    "category": Field("Category", default=""),
    "company": Field("Company", default=""),
    "manager": Field("Manager", default=""),
    "author": Field("Author", default=""),
    "created_at": Field("CreationDate", instant),
    "saved_at": Field("LastSaved", instant),
    "save_version": Field("SaveVersion", integer),
    "starts_at": Field("StartDate", instant),
    "finishes_at": Field("FinishDate", instant),
    "status_at": Field("StatusDate", instant),
    "current_at": Field("CurrentDate", instant),
    "scheduled_from_start": Field("ScheduleFromStart", flag, True),
    "default_starts": Field("DefaultStartTime", time_of_day),
    "default_ends": Field("DefaultFinishTime", time_of_day),
    "minutes_per_day": Field("MinutesPerDay", integer, 480),
    "minutes_per_week": Field("MinutesPerWeek", integer, 2400),
    "days_per_month": Field("DaysPerMonth", integer, 20),
    "week_start_day": Field("WeekStartDay", integer),
    "critical_slack_limit": Field("CriticalSlackLimit", integer),
    "currency_code": Field("CurrencyCode", default=""),
    "currency_symbol": Field("CurrencySymbol", default=""),
    "currency_digits": Field("CurrencyDigits", integer),
    "new_tasks_are_manual": Field("NewTasksAreManual", flag, False),
    "honors_constraints": Field("HonorConstraints", flag, True),
    "has_multiple_critical_paths": Field("MultipleCriticalPaths", flag, False),
}


def read_project(record: Record, *, calendars: Collection[int]) -> Project:
    return Project(
        **record.typed(PROJECT_FIELDS),
        calendar_uid=take_calendar(record, calendars),
        source_fields=record.rest(),
    )
