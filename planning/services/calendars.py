"""A project's working calendars: weekly hours, exceptions, a country's holidays, and which one the plan uses.

Nothing here moves a date: the plan's pages offer to compute it anew.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from planning.calendars import STANDARD, load_calendars
from planning.engine.calendar import DAY
from planning.engine.national import CountryUnknown, NationalDay, is_announced, national_days
from planning.events import CalendarChanged
from planning.models import CalendarException, Plan, WorkCalendar
from planning.selectors import calendars_of
from planning.services.whole import opened, unsettle
from projects.selectors import Project
from tenancy.actors import Actor
from tenancy.verbs import publish, publish_all, record, require, verb
from toolkit.errors import BadInput, DomainError, Missing
from toolkit.writing import differences, write

Hours = Sequence[Sequence[int]]


class CalendarOfHouse(DomainError):
    """A calendar of the organization is not changed from one of its projects."""

    code = "calendar_of_house"
    message = _("%(name)s belongs to the organization. Add a calendar of this project and use that.")


class HoursInvalid(BadInput):
    """Hours that overlap, run backwards, or never come."""

    code = "hours_invalid"
    message = _("Working hours run from an earlier to a later time and do not overlap. Change them.")
    field = "begin"


class NoHolidaysKnown(BadInput):
    """Nobody knows the holidays of this country, or of this part of it."""

    code = "no_holidays_known"
    message = _("The holidays of this country or part of it are not known. Add the days one by one.")
    field = "country"


@verb
def add_calendar(*, actor: Actor, project: Project, name: str, week: Sequence[Hours]) -> WorkCalendar:
    """Give the project a calendar. `week`: the spans of each weekday from Monday, in minutes since midnight.

    Raises `HoursInvalid`.
    """
    require(actor, "planning.edit_calendars", project)
    calendar = WorkCalendar.objects.create(
        project_id=project.pk, name=name.strip(), week=checked_week(week), created_at=actor.now
    )
    _tell(actor, project.pk, calendar, None, {"name": calendar.name, "week": calendar.week})
    return calendar


@verb
def edit_calendar(
    *, actor: Actor, calendar: WorkCalendar, version: int | None = None, **fields: Any
) -> WorkCalendar:
    """Change its `name` or its `week`. Raises `Stale`, `HoursInvalid`, `CalendarOfHouse`."""
    project_id = _mine(actor, calendar)
    if "week" in fields:
        fields["week"] = checked_week(fields["week"])
    changed = differences(calendar, fields)
    if changed:
        before = write(calendar, changed, version=version)
        _tell(actor, project_id, calendar, before, changed)
    return calendar


@verb
def add_exception(
    *,
    actor: Actor,
    calendar: WorkCalendar,
    name: str,
    first_on: date,
    last_on: date | None = None,
    spans: Hours = (),
) -> CalendarException:
    """Days that differ from the week: off, or with hours of their own. Raises `HoursInvalid`."""
    project_id = _mine(actor, calendar)
    made = CalendarException.objects.create(
        calendar=calendar,
        name=name.strip(),
        first_on=first_on,
        last_on=last_on or first_on,
        spans=_checked(spans),
    )
    _turn(calendar)
    _tell(actor, project_id, calendar, None, _told(made))
    return made


@verb
def remove_exception(
    *, actor: Actor, exception: CalendarException, version: int | None = None
) -> WorkCalendar:
    """The days are usual ones again."""
    calendar = exception.calendar
    project_id = _mine(actor, calendar)
    told = _told(exception)
    exception.delete()
    _turn(calendar)
    _tell(actor, project_id, calendar, told, None)
    return calendar


@verb
def add_holidays(
    *, actor: Actor, calendar: WorkCalendar, country: str, year: int, subdivision: str = ""
) -> list[CalendarException]:
    """A country's holidays of a year, and the weekend days worked in exchange; answers those that were new.

    Days that the calendar knows as exceptions stay as they are. Raises `NoHolidaysKnown`.
    """
    project_id = _mine(actor, calendar)
    days = holidays(country=country, year=year, subdivision=subdivision)
    known = known_days(calendar)
    made = CalendarException.objects.bulk_create(
        [_exception(calendar, country, one) for one in days if one.day not in known]
    )
    if made:
        _turn(calendar)
        told = {"country": country, "year": year, "days": [str(one.first_on) for one in made]}
        _tell(actor, project_id, calendar, None, told)
    return made


@verb
def use_calendar(*, actor: Actor, project: Project, calendar_id: UUID | None) -> Plan:
    """Let the plan count by this calendar, or by standard hours. Raises `Missing`."""
    require(actor, "planning.edit_calendars", project)
    if calendar_id and not calendars_of(project=project).filter(pk=calendar_id).exists():
        raise Missing()
    plan = opened(actor, project)
    before = plan.calendar_id
    if before == calendar_id:
        return plan
    write(plan, {"calendar_id": calendar_id})
    record(
        actor,
        "planning.use_calendar",
        plan,
        before={"calendar_id": before},
        after={"calendar_id": calendar_id},
    )
    unsettle(project.pk)
    named = (one for one in (before, calendar_id) if one)
    publish_all((CalendarChanged(actor.organization.id, project.pk, one) for one in named), actor=actor)
    return plan


def holidays(*, country: str, year: int, subdivision: str = "") -> list[NationalDay]:
    """The days of one year. Raises `NoHolidaysKnown`."""
    try:
        return national_days(country=country, subdivision=subdivision, years=[year])
    except CountryUnknown as error:
        raise NoHolidaysKnown() from error


def announced(*, country: str, year: int) -> bool:
    """Whether the days of that year are final."""
    return is_announced(country=country, year=year)


def known_days(calendar: WorkCalendar) -> set[date]:
    """The days that are exceptions already, of the calendar or of the one behind it."""
    found = load_calendars([calendar.pk]).get(calendar.pk, STANDARD)
    return found.exceptional


def _exception(calendar: WorkCalendar, country: str, one: NationalDay) -> CalendarException:
    return CalendarException(
        calendar=calendar,
        name=one.name[:255],
        first_on=one.day,
        last_on=one.day,
        spans=[list(span) for span in one.spans],
        source_fields={"country": country, "name_zh": one.name_zh},
    )


def checked_week(week: Sequence[Hours]) -> list[list[list[int]]]:
    """Seven days of spans. Raises `HoursInvalid` unless there is some time to work."""
    days = [_checked(day) for day in week]
    if len(days) != 7 or not any(days):
        raise HoursInvalid()
    return days


def _checked(spans: Iterable[Sequence[int]]) -> list[list[int]]:
    found, last = [], 0
    for begin, end in sorted(map(tuple, spans)):
        if not last <= begin < end <= DAY:
            raise HoursInvalid()
        found.append([begin, end])
        last = end
    return found


def _mine(actor: Actor, calendar: WorkCalendar) -> UUID:
    """The project whose calendar it is, if this actor may change it."""
    require(actor, "planning.edit_calendars", calendar)
    if calendar.project_id is None:
        raise CalendarOfHouse(name=calendar.name)
    project_id: UUID = calendar.project_id
    return project_id


def _turn(calendar: WorkCalendar) -> None:
    WorkCalendar.objects.filter(pk=calendar.pk).update(version=F("version") + 1)


def _told(exception: CalendarException) -> dict[str, Any]:
    names = ("name", "first_on", "last_on", "spans")
    return {name: getattr(exception, name) for name in names}


def _tell(actor: Actor, project_id: UUID, calendar: WorkCalendar, before: Any, after: Any) -> None:
    record(actor, "planning.edit_calendar", calendar, before=before, after=after)
    unsettle(project_id)
    publish(CalendarChanged(actor.organization.id, project_id, calendar.pk), actor=actor)
