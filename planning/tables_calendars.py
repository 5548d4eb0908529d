"""Columns of working calendars."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from planning.forms_calendars import WEEKDAYS, clock
from toolkit.formats import is_chinese
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Badge, Custom, Day, Link, Number, Table, Text

ONE = Link("planning_calendar", calendar="id")


def hours(spans: Sequence[Sequence[int]] | None) -> str:
    """`08:00–12:00, 13:00–17:00`, or that nobody works."""
    if spans is None:
        return gettext("as the calendar it is based on")
    return ", ".join(f"{clock(begin)}–{clock(end)}" for begin, end in spans) or gettext("off")


def hours_of_week(week: Sequence[Any]) -> list[dict[str, Any]]:
    """Each weekday with its hours."""
    return [{"label": label, "value": hours(week[int(day)])} for day, label in WEEKDAYS]


def weekly(row: Row, reader: Reader) -> str:
    """How many hours a week has."""
    total = sum(end - begin for spans in row["week"] for begin, end in spans or ())
    return f"{total / 60:g} h"


def named(row: Row, reader: Reader) -> str:
    """A holiday's name in the reader's language, where it is known."""
    return str((is_chinese(get_language()) and row["source_fields"].get("name_zh")) or row["name"])


def told(row: Row, reader: Reader) -> str:
    """The hours of an exception."""
    return hours(row["spans"])


class CalendarTable(Table):
    """The calendars that count in a project."""

    caption = _("Working calendars")
    name = Text(_("Name"), link=ONE, strong=True)
    used = Badge(_("Used by the plan"), mapping={True: _("The plan's calendar")}, sort=False, silent=True)
    week = Custom(_("A week"), render=weekly, needs=("week",), sort=False)
    base = Text(_("Based on"), source="base__name", priority=3)
    exceptional = Number(_("Exceptions"))
    whose = Badge(
        _("Of the organization"),
        source="project_id",
        mapping={None: _("Organization")},
        sort=False,
        priority=3,
    )


class ExceptionTable(Table):
    """Days that differ from the week."""

    caption = _("Exceptions")
    first_on = Day(_("First day"), sort=False)
    last_on = Day(_("Last day"), sort=False)
    name = Custom(_("Name"), render=named, needs=("name", "source_fields"), sort=False)
    spans = Custom(_("Hours"), render=told, needs=("spans",), sort=False)
    actions = Actions(
        Action(
            _("Remove"),
            Link("planning_remove_exception", exception="id"),
            policy="planning.edit_calendars",
            icon="trash",
        )
    )


class HolidayTable(Table):
    """The days of a country's year."""

    caption = _("Days to add")
    day = Day(_("Day"), sort=False)
    name = Text(_("Name"), strong=True, sort=False)
    works = Badge(_("Hours"), mapping={True: _("worked in exchange"), False: _("off")}, sort=False)
    there = Badge(_("In the calendar"), mapping={True: _("there already")}, sort=False, silent=True)
