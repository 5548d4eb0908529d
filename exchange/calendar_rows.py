"""Calendars of Microsoft Project as rows of the plan."""

from datetime import date, time

from exchange.mspdi.calendars import Calendar, CalendarException, WeekDay, WorkingTime, WorkWeek
from exchange.plain import leftover
from planning.engine import recurrence
from planning.engine.calendar import DAY, STANDARD_DAY, STANDARD_WEEK, OtherWeek, Spans, Special, Week
from planning.engine.recurrence import Recurrence
from planning.loading import CalendarRow, ExceptionRow

KINDS = {
    1: recurrence.DAILY,
    2: recurrence.YEARLY_BY_DAY,
    3: recurrence.YEARLY_BY_POSITION,
    4: recurrence.MONTHLY_BY_DAY,
    5: recurrence.MONTHLY_BY_POSITION,
    6: recurrence.WEEKLY,
}
WORKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})
WORKDAYS_ONLY = 8


def calendar_row(calendar: Calendar) -> CalendarRow:
    """One calendar. Weekdays that a derived calendar leaves out are its base's."""
    is_derived = calendar.base_uid is not None
    return CalendarRow(
        external_id=str(calendar.uid),
        name=calendar.name or str(calendar.uid),
        base=str(calendar.base_uid) if is_derived else "",
        week=week_of(calendar.days, fallback=None if is_derived else STANDARD_WEEK),
        weeks=tuple(week for work_week in calendar.work_weeks if (week := other_week(work_week))),
        exceptions=tuple(row for one in calendar.exceptions if (row := exception_row(one))),
        fields=leftover(calendar, ("uid", "name", "base_uid")),
    )


def week_of(days: tuple[WeekDay, ...], fallback: Week | None) -> Week:
    """Spans of each weekday from Monday; the file counts from 1, Sunday."""
    found: list[Spans | None] = list(fallback or (None,) * 7)
    for day in days:
        if day.day:
            found[(day.day - 2) % 7] = spans_of(day.times, is_working=day.is_working)
    return tuple(found)


def spans_of(times: tuple[WorkingTime, ...], *, is_working: bool) -> Spans:
    """Working stretches in minutes since midnight; a working day without times has the usual ones."""
    if not is_working:
        return ()
    spans = sorted(
        (minute(span.starts), minute(span.ends) or DAY)
        for span in times
        if span.starts and span.ends is not None
    )
    return tuple(span for span in spans if span[0] < span[1]) or STANDARD_DAY


def minute(moment: time | None) -> int:
    """Minutes since midnight."""
    return moment.hour * 60 + moment.minute if moment else 0


def other_week(week: WorkWeek) -> OtherWeek | None:
    """A week pattern for a while; nothing without its first and last day."""
    if not (week.starts_at and week.finishes_at):
        return None
    return OtherWeek(week.starts_at.date(), week.finishes_at.date(), week_of(week.days, fallback=None))


def exception_row(exception: CalendarException) -> ExceptionRow | None:
    """Exceptional days; nothing without their first day."""
    if exception.starts_at is None:
        return None
    first = exception.starts_at.date()
    last = exception.finishes_at.date() if exception.finishes_at else first
    special = Special(
        first=first,
        last=max(first, last),
        spans=spans_of(exception.times, is_working=exception.is_working),
        rule=rule_of(exception, first),
    )
    return ExceptionRow(
        name=exception.name, special=special, fields=leftover(exception, ("name", "is_working"))
    )


def rule_of(exception: CalendarException, first: date) -> Recurrence | None:
    """The pattern; None for every day of the span."""
    kind = KINDS.get(exception.type or 0)
    if exception.type == WORKDAYS_ONLY:
        return Recurrence(kind=recurrence.WEEKLY, weekdays=WORKDAYS)
    if kind is None or (kind == recurrence.DAILY and (exception.period or 1) == 1):
        return None
    return Recurrence(
        kind=kind,
        period=exception.period or 1,
        weekdays=weekdays_of(exception, kind),
        day=exception.month_day or first.day,
        position=(exception.month_position or 0) + 1,
        month=(exception.month or 0) + 1,
        count=exception.occurrences or 0 if exception.is_by_occurrences else 0,
    )


def weekdays_of(exception: CalendarException, kind: str) -> frozenset[int]:
    """Weekdays from Monday = 0: a bit mask from Sunday for weekly patterns, an item for positions."""
    if kind == recurrence.WEEKLY:
        mask = exception.days_of_week or 0
        return frozenset((bit - 1) % 7 for bit in range(7) if mask & 1 << bit) or recurrence.ANY_DAY
    item = exception.month_item or 0
    groups = {0: recurrence.ANY_DAY, 1: WORKDAYS, 2: WEEKEND}
    return groups.get(item) or frozenset({(item - 4) % 7})
