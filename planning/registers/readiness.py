"""Readiness items: their form, columns, rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.models import ReadinessItem
from planning.states import READINESS
from projects.registers.declared import Register
from projects.registers.forms import RegisterForm, chinese_title, long_text, owner_field, title_field
from projects.registers.tables import key, state, titled
from projects.selectors import today_of
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.filters import Between, Filters, Flag, OneOf, Search
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Badge, Choice, Day, Person, Table, Text
from toolkit.writing import write

State = ReadinessItem.State


class ReadinessForm(RegisterForm):
    """What is needed, by when, and when it is expected."""

    title = title_field(_("What has to be in place"))
    title_zh = chinese_title()
    kind = forms.ChoiceField(label=_("Type"), choices=ReadinessItem.Kind.choices)
    need_by = DayField(label=_("Needed by"))
    forecast_on = DayField(label=_("Expected on"), required=False)
    mandatory = forms.BooleanField(
        label=_("Needed to go on"),
        required=False,
        initial=True,
        help_text=_("While it is late, the gates of transfer, pilot and ramp do not pass."),
    )
    owner_id = owner_field()
    notes = long_text(_("Notes"))


def late(row: Row, reader: Reader) -> str:
    """Red where it is or will be too late, amber in danger."""
    if row["state"] == State.READY:
        return ""
    too_late = row["need_by"] < reader.as_of or (row["forecast_on"] and row["forecast_on"] > row["need_by"])
    if too_late or row["state"] == State.LATE:
        return "r"
    return "a" if row["state"] == State.AT_RISK else ""


class BoardTable(Table):
    """What has to be in place, of one type."""

    caption = _("Readiness")
    number = key("planning_readiness_item", "RI")
    title = titled(_("What has to be in place"), "planning_readiness_item")
    need_by = Day(_("Needed by"), tone=late, needs=("state", "forecast_on"))
    forecast_on = Day(_("Expected"), tone=late, needs=("state", "need_by"), priority=2)
    ready_on = Day(pgettext_lazy("when", "Ready"), priority=3)
    mandatory = Badge(_("Needed to go on"), mapping={True: _("Needed to go on")}, priority=3)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    state = state(State, green={"ready"}, begun={"on_track"}, amber={"at_risk"}, red={"late"})


class ReadinessTable(BoardTable):
    """What has to be in place, of every type."""

    kind = Choice(_("Type"), mapping=dict(ReadinessItem.Kind.choices), priority=2)


class ReadinessFacts(Table):
    """What is said of one."""

    kind = Choice(_("Type"), mapping=dict(ReadinessItem.Kind.choices))
    need_by = Day(_("Needed by"))
    forecast_on = Day(_("Expected on"))
    ready_on = Day(_("Ready on"))
    mandatory = Choice(_("Needed to go on"), mapping={True: _("Yes"), False: _("No")})
    owner = Person(_("Owner"), source="owner__name")
    notes = Text(_("Notes"))


class ReadinessFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "notes", label=_("Search"))
    kind = OneOf(ReadinessItem.Kind.choices, label=_("Type"), many=True)
    state = OneOf(State.choices, label=_("State"), many=True)
    need_by = Between(label=_("Needed by"))
    mandatory = Flag(label=_("Needed to go on"))


def keep_day(*, actor: Actor, subject: Any, step: str) -> None:
    """On which day of the project it was in place; open again, it has none."""
    today = today_of(project=subject.project, now=actor.now)
    write(subject, {"ready_on": today if step == "finish" else None})


READINESS_ITEMS = Register(
    ReadinessItem,
    "readiness_item",
    "readiness_items",
    name=_("Readiness item"),
    names=_("Readiness items"),
    purpose=_("People, seats, lines, licences, access and funds, each with the day by which it is needed."),
    icon="checkup-list",
    form=ReadinessForm,
    table=ReadinessTable,
    facts=ReadinessFacts,
    filterset=ReadinessFilters,
    states=READINESS,
    order=("need_by", "number"),
    after={"finish": keep_day, "reopen": keep_day},
    due="need_by",
    ended=frozenset({"ready"}),
)
