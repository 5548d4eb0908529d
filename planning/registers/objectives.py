"""Objectives: their form, columns, rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.models import Objective, ObjectiveAgreement
from planning.states import OBJECTIVE
from projects.registers.declared import Register
from projects.registers.forms import (
    RegisterForm,
    amount_field,
    chinese_title,
    long_text,
    one_of,
    owner_field,
    title_field,
)
from projects.registers.tables import Related, key, state, titled
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.errors import BadInput, DomainError
from toolkit.filters import Filters, OneOf, Search
from toolkit.tables import Choice, Day, Number, Person, Table, Text

SMART = ("metric", "baseline", "target", "due_on", "owner_id")


class NotSmart(DomainError):
    """What cannot be measured cannot be agreed."""

    code = "not_smart"
    message = _("%(key)s cannot be agreed yet. Fill in: %(missing)s.")


class StakeholderDisagrees(DomainError):
    """Whoever can stop the project has said no."""

    code = "stakeholder_disagrees"
    message = _(
        "%(key)s cannot be agreed while %(names)s disagrees. Talk to them and record what they say then."
    )


class ServesSecondary(BadInput):
    """Two levels, no more."""

    code = "serves_secondary"
    message = _("A secondary objective serves a primary one. Choose a primary objective.")
    field = "parent_id"


def primaries(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """What a secondary objective may serve."""
    rows = Objective.objects.live().filter(project=project, level=Objective.Level.PRIMARY)
    return [("", _("Nothing above it")), *((one.pk, str(one)) for one in rows.order_by("number"))]


class ObjectiveForm(RegisterForm):
    """What is to be reached."""

    offers = {"parent_id": primaries}

    title = title_field(_("Objective"))
    title_zh = chinese_title()
    level = forms.ChoiceField(
        label=_("Level"), choices=Objective.Level.choices, initial=Objective.Level.PRIMARY
    )
    parent_id = one_of(_("Serves"), help_text=_("For a secondary objective."))
    reason = long_text(_("Why it matters"))
    metric = forms.CharField(label=_("Measured by"), max_length=200, required=False)
    baseline = amount_field(_("Today"), places=4)
    target = amount_field(_("Target"), places=4)
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)
    due_on = DayField(label=_("Due"), required=False)
    owner_id = owner_field()


class ObjectiveTable(Table):
    """The objectives of a project."""

    caption = _("Objectives")
    number = key("planning_objective", "OB")
    title = titled(_("Objective"), "planning_objective")
    level = Choice(_("Level"), mapping=dict(Objective.Level.choices), priority=2)
    metric = Text(_("Measured by"), priority=2)
    baseline = Number(_("Today"), priority=3)
    target = Number(_("Target"))
    due_on = Day(_("Due"))
    owner = Person(_("Owner"), source="owner__name", priority=2)
    state = state(Objective.State, green={"achieved"}, begun={"agreed", "tracking"}, red={"not_achieved"})


class ObjectiveFacts(Table):
    """What is said of one."""

    level = Choice(_("Level"), mapping=dict(Objective.Level.choices))
    parent = Related(_("Serves"), "planning_objective")
    reason = Text(_("Why it matters"))
    metric = Text(_("Measured by"))
    baseline = Number(_("Today"))
    target = Number(_("Target"))
    unit = Text(_("Unit"))
    due_on = Day(_("Due"))
    owner = Person(_("Owner"), source="owner__name")


class ObjectiveFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "metric", label=_("Search"))
    level = OneOf(Objective.Level.choices, label=_("Level"))
    state = OneOf(Objective.State.choices, label=_("State"), many=True)


def must_be_smart(*, actor: Actor, subject: Objective, step: str) -> None:
    """Specific, measurable, owned and dated; whether it is achievable and relevant, people agree."""
    fields = {name: ObjectiveForm.base_fields[name].label for name in SMART}
    missing = [str(label) for name, label in fields.items() if getattr(subject, name) in (None, "")]
    if missing:
        raise NotSmart(key=subject.key, missing=", ".join(missing))


def nobody_powerful_is_against(*, actor: Actor, subject: Objective, step: str) -> None:
    """The last word of each stakeholder with power 4 or 5 is not "disagree"."""
    against = ObjectiveAgreement.objects.against().filter(objective=subject).order_by("stakeholder__number")
    names = list(against.values_list("stakeholder__title", flat=True))
    if names:
        raise StakeholderDisagrees(key=subject.key, names=", ".join(names))


def may_be_agreed(*, actor: Actor, subject: Objective, step: str) -> None:
    """It can be measured, and nobody who could stop it is against it."""
    must_be_smart(actor=actor, subject=subject, step=step)
    nobody_powerful_is_against(actor=actor, subject=subject, step=step)


def serves_a_primary(
    *, actor: Actor, project: Any, subject: Objective | None, values: dict[str, Any]
) -> None:
    """Only a secondary objective serves another, which is primary and not itself."""
    parent_id = values.get("parent_id")
    if not parent_id:
        return
    level = values.get("level", subject.level if subject else Objective.Level.PRIMARY)
    above = Objective.objects.live().filter(project=project, pk=parent_id, level=Objective.Level.PRIMARY)
    if level == Objective.Level.PRIMARY or (subject and subject.pk == parent_id) or not above.exists():
        raise ServesSecondary()


OBJECTIVES = Register(
    Objective,
    "objective",
    "objectives",
    name=_("Objective"),
    names=_("Objectives"),
    purpose=_("What the project is for, in figures and by when. Write the first with your client."),
    icon="target",
    form=ObjectiveForm,
    table=ObjectiveTable,
    facts=ObjectiveFacts,
    filterset=ObjectiveFilters,
    states=OBJECTIVE,
    order=("level", "number"),
    rules=(serves_a_primary,),
    before={"agree": may_be_agreed},
    related=("parent",),
    due="due_on",
    ended=frozenset({"achieved", "partly", "not_achieved"}),
    template="planning/objective.html",
)
