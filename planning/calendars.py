"""Working calendars of the tables as calendars to reckon with."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from planning.engine.calendar import Calendar, OtherWeek, Spans, Special, Week
from planning.engine.recurrence import ANY_DAY, Recurrence
from planning.models import CalendarException, WorkCalendar

STANDARD = Calendar()


def load_calendars(ids: Iterable[UUID]) -> dict[UUID, Calendar]:
    """The calendars with these ids, each with its base behind it: two queries, or none for no ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = list(WorkCalendar.objects.filter(pk__in=wanted).select_related("base"))
    every = {row.pk: row for row in [*rows, *(row.base for row in rows if row.base)]}
    specials: dict[UUID, list[Special]] = {pk: [] for pk in every}
    for exception in CalendarException.objects.filter(calendar_id__in=every).order_by("first_on", "id"):
        specials[exception.calendar_id].append(special_of(exception))
    return {row.pk: _calendar(row, every, specials) for row in rows}


def _calendar(
    row: WorkCalendar, every: dict[UUID, WorkCalendar], specials: dict[UUID, list[Special]]
) -> Calendar:
    behind = every.get(row.base_id) if row.base_id else None
    base = _calendar(behind, {}, specials) if behind else None
    return Calendar(
        week_of(row.week), specials=specials[row.pk], weeks=[_other(week) for week in row.weeks], base=base
    )


def special_of(exception: CalendarException) -> Special:
    """The exceptional days of one row."""
    rule = rule_of(exception.rule) if exception.rule else None
    return Special(exception.first_on, exception.last_on, spans_of(exception.spans), rule)


def week_of(days: Iterable[Any]) -> Week:
    """A week pattern from its JSON form."""
    return tuple(None if day is None else spans_of(day) for day in days)


def spans_of(spans: Iterable[Any]) -> Spans:
    """A day's spans from their JSON form."""
    return tuple((int(begin), int(end)) for begin, end in spans)


def rule_of(values: dict[str, Any]) -> Recurrence:
    """A pattern from its JSON form."""
    return Recurrence(**{**values, "weekdays": frozenset(values.get("weekdays", ANY_DAY))})


def rule_json(rule: Recurrence | None) -> dict[str, Any] | None:
    """The JSON form of a pattern."""
    if rule is None:
        return None
    return {
        "kind": rule.kind,
        "period": rule.period,
        "weekdays": sorted(rule.weekdays),
        "day": rule.day,
        "position": rule.position,
        "month": rule.month,
        "count": rule.count,
    }


def _other(week: dict[str, Any]) -> OtherWeek:
    return OtherWeek(
        date.fromisoformat(week["first"]), date.fromisoformat(week["last"]), week_of(week["days"])
    )


def other_json(week: OtherWeek) -> dict[str, Any]:
    """The JSON form of a week pattern that holds for a while."""
    return {"first": week.first.isoformat(), "last": week.last.isoformat(), "days": list(week.days)}
