"""Assumptions and dependencies: their form and columns."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.models import Assumption
from planning.states import ASSUMPTION
from projects.registers.declared import Register
from projects.registers.forms import RegisterForm, chinese_title, long_text, owner_field, title_field
from projects.registers.tables import key, state, titled
from toolkit.days import DayField
from toolkit.filters import Between, Filters, OneOf, Search
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Choice, Day, Person, Table, Text

State = Assumption.State


class AssumptionForm(RegisterForm):
    """What is taken for granted or waited for."""

    title = title_field(_("Assumption or dependency"))
    title_zh = chinese_title()
    kind = forms.ChoiceField(
        label=_("Type"), choices=Assumption.Kind.choices, initial=Assumption.Kind.ASSUMPTION
    )
    party = forms.ChoiceField(
        label=_("Depends on"), choices=Assumption.Party.choices, initial=Assumption.Party.CLIENT
    )
    impact = long_text(_("If it does not hold"))
    validate_on = DayField(label=_("Check by"), required=False)
    owner_id = owner_field()


def unchecked(row: Row, reader: Reader) -> str:
    """Nobody has looked at it by its day."""
    is_open = row["state"] == State.OPEN
    return "r" if is_open and row["validate_on"] and row["validate_on"] < reader.as_of else ""


class AssumptionTable(Table):
    """The assumptions and dependencies of a project."""

    caption = _("Assumptions and dependencies")
    number = key("planning_assumption", "AS")
    title = titled(_("Assumption or dependency"), "planning_assumption")
    kind = Choice(_("Type"), mapping=dict(Assumption.Kind.choices), priority=2)
    party = Choice(_("Depends on"), mapping=dict(Assumption.Party.choices), priority=2)
    validate_on = Day(_("Check by"), tone=unchecked, needs=("state",))
    owner = Person(_("Owner"), source="owner__name", priority=2)
    state = state(State, green={"validated"}, red={"invalidated"})


class AssumptionFacts(Table):
    """What is said of one."""

    kind = Choice(_("Type"), mapping=dict(Assumption.Kind.choices))
    party = Choice(_("Depends on"), mapping=dict(Assumption.Party.choices))
    validate_on = Day(_("Check by"))
    owner = Person(_("Owner"), source="owner__name")
    impact = Text(_("If it does not hold"))


class AssumptionFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "impact", label=_("Search"))
    kind = OneOf(Assumption.Kind.choices, label=_("Type"))
    party = OneOf(Assumption.Party.choices, label=_("Depends on"))
    state = OneOf(State.choices, label=_("State"), many=True)
    check = Between("validate_on", label=_("Check by"))


ASSUMPTIONS = Register(
    Assumption,
    "assumption",
    "assumptions",
    name=_("Assumption or dependency"),
    names=_("Assumptions and dependencies"),
    purpose=_("What the plan takes for granted or waits for, and what happens if it does not come true."),
    icon="help",
    form=AssumptionForm,
    table=AssumptionTable,
    facts=AssumptionFacts,
    filterset=AssumptionFilters,
    states=ASSUMPTION,
    order=("validate_on", "number"),
    due="validate_on",
    ended=frozenset({State.VALIDATED, State.INVALIDATED}),
)
