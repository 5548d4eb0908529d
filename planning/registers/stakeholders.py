"""Stakeholders and what they expect: their forms, columns, rules."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models import Expectation, Objective, Stakeholder
from planning.states import EXPECTATION, STAKEHOLDER
from projects.registers.declared import Register
from projects.registers.forms import (
    RegisterForm,
    chinese_title,
    long_text,
    one_of,
    owner_field,
    title_field,
)
from projects.registers.tables import Related, key, state, titled
from tenancy.actors import Actor
from tenancy.selectors import people
from toolkit.days import DayField
from toolkit.errors import DomainError
from toolkit.filters import Filters, OneOf, Search
from toolkit.tables import Choice, Day, Name, Number, Person, Table, Text

WEIGHTS = [(str(number), str(number)) for number in range(1, 6)]
ENGAGEMENT = dict(Stakeholder.Engagement.choices)


class MeasureMissing(DomainError):
    """A need is understood when both sides know how it shows."""

    code = "measure_missing"
    message = _("%(key)s is not understood yet. Write how you and the stakeholder will know that it is met.")


def people_around(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """Our own people and those of the project's client, by name."""
    here = people(actor=actor).present().filter(Q(client__isnull=True) | Q(client_id=project.client_id))
    return [("", _("Nobody in Milepost")), *here.order_by("name", "pk").values_list("pk", "name")]


def stakeholders(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """Who may expect something: the active ones, the client's first."""
    rows = Stakeholder.objects.live().filter(project=project, state=Stakeholder.State.ACTIVE)
    return [("", _("Choose a stakeholder")), *((row.pk, row.title) for row in rows.order_by("side", "title"))]


def objectives(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """What an expectation may be served by."""
    rows = Objective.objects.live().filter(project=project).order_by("level", "number")
    return [("", _("None yet")), *((row.pk, str(row)) for row in rows)]


def weight_field(label: Any, help_text: Any) -> forms.IntegerField:
    """From 1 to 5."""
    given = {"min_value": 1, "max_value": 5, "initial": 3, "help_text": help_text}
    said = _("Write a number from 1 to 5.")
    return forms.IntegerField(label=label, error_messages={"min_value": said, "max_value": said}, **given)


class StakeholderForm(RegisterForm):
    """Who it is, how much weight they have, and where they stand."""

    offers = {"person_id": people_around}

    title = title_field(_("Name"), _("A person or a group."))
    title_zh = chinese_title()
    side = forms.ChoiceField(label=_("Side"), choices=Stakeholder.Side.choices)
    company = forms.CharField(label=_("Organization"), max_length=200, required=False)
    position = forms.CharField(label=_("Role"), max_length=200, required=False)
    power = weight_field(_("Power"), _("1: can change nothing. 5: can stop the project."))
    interest = weight_field(_("Interest"), _("1: hardly touched. 5: affected every day."))
    engagement = forms.ChoiceField(
        label=_("Engagement today"), choices=Stakeholder.Engagement.choices, initial="neutral"
    )
    desired = forms.ChoiceField(
        label=_("Engagement wanted"), choices=Stakeholder.Engagement.choices, initial="supportive"
    )
    language = forms.CharField(label=_("Language"), max_length=60, required=False)
    contact = forms.CharField(label=_("Contact"), max_length=300, required=False)
    approach = long_text(_("How we work with them"))
    person_id = one_of(_("Person in Milepost"), help_text=_("Where they have an entry of their own."))
    owner_id = owner_field(_("Looked after by"))


class StakeholderTable(Table):
    """The stakeholders of a project."""

    caption = _("Stakeholders")
    number = key("planning_stakeholder", "ST")
    title = titled(_("Name"), "planning_stakeholder")
    company = Text(_("Organization"), priority=2)
    position = Text(_("Role"), priority=3)
    power = Number(_("Power"), decimals=0)
    interest = Number(_("Interest"), decimals=0)
    engagement = Choice(_("Today"), mapping=ENGAGEMENT, priority=2)
    desired = Choice(_("Wanted"), mapping=ENGAGEMENT, priority=2)
    owner = Person(_("Looked after by"), source="owner__name", priority=3)
    state = state(Stakeholder.State, begun={"active"}, grey={"left"})


class StakeholderFacts(Table):
    """What is said of one."""

    side = Choice(_("Side"), mapping=dict(Stakeholder.Side.choices))
    company = Text(_("Organization"))
    position = Text(_("Role"))
    power = Number(_("Power"), decimals=0)
    interest = Number(_("Interest"), decimals=0)
    engagement = Choice(_("Engagement today"), mapping=ENGAGEMENT)
    desired = Choice(_("Engagement wanted"), mapping=ENGAGEMENT)
    language = Text(_("Language"))
    contact = Text(_("Contact"))
    person = Person(_("Person in Milepost"), source="person__name")
    approach = Text(_("How we work with them"))
    owner = Person(_("Looked after by"), source="owner__name")


class StakeholderFilters(Filters):
    """How the list is narrowed; power and interest are chosen in the picture."""

    q = Search("title", "title_zh", "company", "position", label=_("Search"))
    side = OneOf(Stakeholder.Side.choices, label=_("Side"))
    state = OneOf(Stakeholder.State.choices, label=_("State"), many=True)
    engagement = OneOf(Stakeholder.Engagement.choices, label=_("Engagement today"), many=True)
    power = OneOf(WEIGHTS, label=_("Power"))
    interest = OneOf(WEIGHTS, label=_("Interest"))


class ExpectationForm(RegisterForm):
    """Whose need it is, and how we know that it is met."""

    offers = {"stakeholder_id": stakeholders, "objective_id": objectives}

    title = title_field(_("What they need or expect"))
    title_zh = chinese_title()
    stakeholder_id = one_of(_("Stakeholder"), required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Expectation.Kind.choices)
    weight = forms.ChoiceField(label=_("Weight"), choices=Expectation.Weight.choices, initial="medium")
    measure = long_text(_("How we know it is met"), rows=3)
    response = long_text(_("What we do about it"), rows=3)
    objective_id = one_of(_("Served by the objective"))
    heard_on = DayField(label=_("Heard on"), required=False)
    owner_id = owner_field()


class ExpectationTable(Table):
    """What the stakeholders of a project need and expect."""

    caption = _("Needs and expectations")
    number = key("planning_expectation", "EX")
    title = titled(_("Need or expectation"), "planning_expectation")
    stakeholder = Name(_("Stakeholder"), source="stakeholder__title")
    side = Choice(_("Side"), source="stakeholder__side", mapping=dict(Stakeholder.Side.choices), priority=3)
    kind = Choice(_("Kind"), mapping=dict(Expectation.Kind.choices), priority=3)
    weight = Choice(_("Weight"), mapping=dict(Expectation.Weight.choices), priority=2)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    state = state(Expectation.State, green={"met"}, begun={"understood"}, red={"not_met"})


class ExpectationFacts(Table):
    """What is said of one."""

    stakeholder = Related(_("Stakeholder"), "planning_stakeholder")
    kind = Choice(_("Kind"), mapping=dict(Expectation.Kind.choices))
    weight = Choice(_("Weight"), mapping=dict(Expectation.Weight.choices))
    objective = Related(_("Served by the objective"), "planning_objective")
    heard_on = Day(_("Heard on"))
    measure = Text(_("How we know it is met"))
    response = Text(_("What we do about it"))
    owner = Person(_("Owner"), source="owner__name")


class ExpectationFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "measure", "stakeholder__title", label=_("Search"))
    side = OneOf(Stakeholder.Side.choices, source="stakeholder__side", label=_("Side"))
    weight = OneOf(Expectation.Weight.choices, label=_("Weight"))
    state = OneOf(Expectation.State.choices, label=_("State"), many=True)


def must_be_measurable(*, actor: Actor, subject: Expectation, step: str) -> None:
    """What nobody could check is not understood."""
    if not subject.measure.strip():
        raise MeasureMissing(key=subject.key)


STAKEHOLDERS = Register(
    Stakeholder,
    "stakeholder",
    "stakeholders",
    name=_("Stakeholder"),
    names=_("Stakeholders"),
    purpose=_("Who can help or stop the project, and where they stand. Begin with the client’s sponsor."),
    icon="users",
    form=StakeholderForm,
    table=StakeholderTable,
    facts=StakeholderFacts,
    filterset=StakeholderFilters,
    states=STAKEHOLDER,
    order=("-power", "-interest", "number"),
    unshared=True,
    related=("person",),
)
EXPECTATIONS = Register(
    Expectation,
    "expectation",
    "expectations",
    name=_("Need or expectation"),
    names=_("Needs and expectations"),
    purpose=_("What each stakeholder needs and expects, and how both sides will know that it is met."),
    icon="heart-handshake",
    form=ExpectationForm,
    table=ExpectationTable,
    facts=ExpectationFacts,
    filterset=ExpectationFilters,
    states=EXPECTATION,
    before={"understand": must_be_measurable},
    related=("stakeholder", "objective"),
)
