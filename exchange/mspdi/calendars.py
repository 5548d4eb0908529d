"""Working calendars: usual week, exceptions, alternative weeks. Resources have calendars based on others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from exchange.mspdi.records import Field, Record
from exchange.mspdi.values import flag, instant, integer, time_of_day

EXCEPTION_DAY = 0


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """A stretch of work within a day. 00:00 as the end is midnight after the day."""

    starts: time | None
    ends: time | None


@dataclass(frozen=True, slots=True)
class WeekDay:
    """1 Sunday to 7 Saturday. A working day without times has the project's default times."""

    day: int | None
    is_working: bool
    times: tuple[WorkingTime, ...]
    source_fields: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarException:
    """Days that differ from the usual week, between two moments.

    `type` 1 daily, 2 yearly by day, 3 yearly by position, 4 monthly by day, 5 monthly by position, 6 weekly,
    7 number of days, 8 number of weekdays, 9 none; the other recurrence fields are as in the file. None in
    the form of Project 2003, which names each span of days by itself.
    """

    name: str
    starts_at: datetime | None
    finishes_at: datetime | None
    is_working: bool
    times: tuple[WorkingTime, ...]
    type: int | None = None
    is_by_occurrences: bool = False
    occurrences: int | None = None
    period: int | None = None
    days_of_week: int | None = None
    month_item: int | None = None
    month_position: int | None = None
    month: int | None = None
    month_day: int | None = None
    source_fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """Another usual week for a span of time."""

    name: str
    starts_at: datetime | None
    finishes_at: datetime | None
    days: tuple[WeekDay, ...]
    source_fields: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A calendar of the plan. Project since 2007 writes its exceptions twice; `repeated_exceptions` is the
    old form where `exceptions` holds the new one. `base_uid` may name a calendar that comes later, or none in
    the file."""

    uid: int
    guid: str | None
    name: str
    is_base: bool
    is_baseline: bool
    base_uid: int | None
    days: tuple[WeekDay, ...]
    exceptions: tuple[CalendarException, ...]
    repeated_exceptions: tuple[CalendarException, ...]
    work_weeks: tuple[WorkWeek, ...]
    source_fields: dict[str, Any]


def reference(raw: str) -> int | None:
    """The UID of another calendar; -1 stands for none, as does 0 for the base of a base calendar."""
    uid = integer(raw)
    return None if uid == -1 else uid


CALENDAR_FIELDS = {
    "uid": Field("UID", integer),
    "guid": Field("GUID"),
    "name": Field("Name", default=""),
    "is_base": Field("IsBaseCalendar", flag, False),
    "is_baseline": Field("IsBaselineCalendar", flag, False),
    "base_uid": Field("BaseCalendarUID", reference),
}
EXCEPTION_FIELDS = {
    "name": Field("Name", default=""),
    "is_working": Field("DayWorking", flag, False),
    "type": Field("Type", integer),
    "is_by_occurrences": Field("EnteredByOccurrences", flag, False),
    "occurrences": Field("Occurrences", integer),
    "period": Field("Period", integer),
    "days_of_week": Field("DaysOfWeek", integer),
    "month_item": Field("MonthItem", integer),
    "month_position": Field("MonthPosition", integer),
    "month": Field("Month", integer),
    "month_day": Field("MonthDay", integer),
}
DAY, WORKING = Field("DayType", integer), Field("DayWorking", flag, False)
FROM_DATE, TO_DATE = Field("FromDate", instant), Field("ToDate", instant)
FROM_TIME, TO_TIME = Field("FromTime", time_of_day), Field("ToTime", time_of_day)
CALENDAR_UID = Field("CalendarUID", reference)


def take_calendar(record: Record, known: Collection[int]) -> int | None:
    """The calendar that a record refers to, or None, with a remark, where the file does not hold it."""
    uid = record.take(CALENDAR_UID)
    if uid is None or uid in known:
        return uid
    record.alter("CalendarUID", -1)
    record.remarks.add("unknown_calendars", f"{record.label}: {uid}")
    return None


def read_calendar(record: Record) -> Calendar:
    fields = record.typed(CALENDAR_FIELDS)
    if fields["is_base"] and fields["base_uid"] == 0:
        fields["base_uid"] = None
    days = record.nested("WeekDays", "WeekDay")
    old = tuple(_old_exception(day) for day in days if _is_exception(day))
    new = tuple(_exception(found) for found in record.nested("Exceptions", "Exception"))
    return Calendar(
        **fields,
        days=tuple(_day(day) for day in days if not _is_exception(day)),
        exceptions=new or old,
        repeated_exceptions=old if new else (),
        work_weeks=tuple(_work_week(found) for found in record.nested("WorkWeeks", "WorkWeek")),
        source_fields=record.rest(),
    )


def _is_exception(day: Record) -> bool:
    return day.peek("DayType") == str(EXCEPTION_DAY)


def _day(record: Record) -> WeekDay:
    day, working, times = record.take(DAY), record.take(WORKING), _times(record)
    return WeekDay(day, working, times, record.rest())


def _old_exception(record: Record) -> CalendarException:
    record.take(DAY)
    starts_at, finishes_at = _period(record)
    working, times = record.take(WORKING), _times(record)
    return CalendarException(
        name="",
        starts_at=starts_at,
        finishes_at=finishes_at,
        is_working=working,
        times=times,
        source_fields=record.rest(),
    )


def _exception(record: Record) -> CalendarException:
    starts_at, finishes_at = _period(record)
    fields = record.typed(EXCEPTION_FIELDS)
    return CalendarException(
        **fields,
        starts_at=starts_at,
        finishes_at=finishes_at,
        times=_times(record),
        source_fields=record.rest(),
    )


def _work_week(record: Record) -> WorkWeek:
    starts_at, finishes_at = _period(record)
    name = record.take(Field("Name", default=""))
    days = tuple(_day(day) for day in record.nested("WeekDays", "WeekDay"))
    return WorkWeek(name, starts_at, finishes_at, days, record.rest())


def _period(record: Record) -> tuple[datetime | None, datetime | None]:
    for period in record.groups("TimePeriod"):
        return period.take(FROM_DATE), period.take(TO_DATE)
    return None, None


def _times(record: Record) -> tuple[WorkingTime, ...]:
    found = record.nested("WorkingTimes", "WorkingTime")
    return tuple(WorkingTime(stretch.take(FROM_TIME), stretch.take(TO_TIME)) for stretch in found)
