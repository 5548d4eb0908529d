"""Variances: their form, columns, rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
from schedule.models import Variance
from schedule.registers.choices import rows_of_plan
from schedule.states import VARIANCE
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.errors import DomainError
from toolkit.filters import Filters, OneOf, Search
from toolkit.links import Link
from toolkit.tables import Choice, Day, Number, Person, Table, Text

METRICS, PARTIES, STATES = Variance.Metric, Variance.Party, Variance.State
TASK = Link("planning_task", number="task__number")


class NotExplained(DomainError):
    """Without a cause nothing is explained."""

    code = "not_explained"
    message = _("%(key)s is not explained yet. Fill in: %(missing)s.")


class NotCorrected(DomainError):
    """A correction is somebody's, by a day."""

    code = "not_corrected"
    message = _("%(key)s has no corrective action yet. Fill in: %(missing)s.")


class VarianceForm(RegisterForm):
    """What differs, why, and what is done about it."""

    offers = {"task_id": rows_of_plan}

    title = title_field(_("Variance"), _("What differs, in one sentence."))
    title_zh = chinese_title()
    metric = forms.ChoiceField(label=_("Measure"), choices=METRICS.choices, initial=METRICS.OTHER)
    task_id = one_of(_("Task or milestone"))
    threshold = amount_field(_("Threshold"), digits=10)
    value = amount_field(_("Value"), digits=10)
    cause = long_text(_("Cause"))
    waited_for = forms.ChoiceField(
        label=_("Waited for"),
        choices=[("", _("Not said yet")), *PARTIES.choices],
        required=False,
        help_text=_("Whose delay it is: ours, the client’s, a third party’s."),
    )
    corrective = long_text(_("Corrective action"))
    owner_id = owner_field(_("Owner of the action"))
    due_on = DayField(label=_("Corrected by"), required=False)


class VarianceTable(Table):
    """The variances of a project."""

    caption = _("Variances")
    number = key("schedule_variance", "VA")
    title = titled(_("Variance"), "schedule_variance")
    metric = Choice(_("Measure"), mapping=dict(METRICS.choices), priority=2)
    threshold = Number(_("Threshold"), decimals=2, priority=3)
    value = Number(_("Value"), decimals=2)
    waited_for = Choice(_("Waited for"), mapping={**dict(PARTIES.choices), "": "–"}, priority=2)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    due_on = Day(_("Corrected by"))
    state: Any = state(STATES, green={STATES.CLOSED}, begun={STATES.ACTION, STATES.EXPLAINED})


class VarianceFacts(Table):
    """What is said of one."""

    metric = Choice(_("Measure"), mapping=dict(METRICS.choices))
    task = Related(_("Task or milestone"), "planning_task")
    baseline = Related(_("Against"), "schedule_baseline")
    threshold = Number(_("Threshold"), decimals=2)
    value = Number(_("Value"), decimals=2)
    waited_for = Choice(_("Waited for"), mapping={**dict(PARTIES.choices), "": "–"})
    due_on = Day(_("Corrected by"))
    owner = Person(_("Owner"), source="owner__name")
    cause = Text(_("Cause"))
    corrective = Text(_("Corrective action"))


class VarianceFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "cause", "corrective", label=_("Search"))
    metric = OneOf(METRICS.choices, label=_("Measure"))
    waited_for = OneOf(PARTIES.choices, label=_("Waited for"))
    state = OneOf(STATES.choices, label=_("State"), many=True)


def missing(subject: Variance, *names: str) -> str:
    """The fields that are empty, in the words of the form."""
    fields = VarianceForm.base_fields
    return ", ".join(str(fields[one].label) for one in names if getattr(subject, one) in (None, ""))


def must_have_cause(*, actor: Actor, subject: Variance, step: str) -> None:
    """Explained: why, and whom it waited for."""
    if lacking := missing(subject, "cause", "waited_for"):
        raise NotExplained(key=subject.key, missing=lacking)


def must_have_action(*, actor: Actor, subject: Variance, step: str) -> None:
    """Being corrected: what, by whom, until when."""
    if lacking := missing(subject, "corrective", "owner_id", "due_on"):
        raise NotCorrected(key=subject.key, missing=lacking)


VARIANCES = Register(
    Variance,
    "variance",
    "variances",
    name=_("Variance"),
    names=_("Variances"),
    purpose=_(
        "What differs from the baseline, why, and what corrects it. The house raises what is measured."
    ),
    icon="alert-triangle",
    area="schedule",
    due="due_on",
    ended=frozenset({STATES.CLOSED}),
    form=VarianceForm,
    table=VarianceTable,
    facts=VarianceFacts,
    filterset=VarianceFilters,
    states=VARIANCE,
    order=("-number",),
    before={"explain": must_have_cause, "act": must_have_action},
    frozen=frozenset({STATES.CLOSED}),
    unshared=True,
    related=("task", "baseline"),
)
