"""Change requests: their form, columns and steps."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.registers.declared import Register
from projects.registers.forms import (
    RegisterForm,
    amount_field,
    chinese_title,
    currency_field,
    long_text,
    owner_field,
    title_field,
)
from projects.registers.tables import key, state, titled
from schedule.changing import (
    carry_out,
    is_emergency,
    keep_review,
    must_be_assessed,
    not_the_implementer,
    note_submission,
    put_to_the_board,
    take_from_the_board,
)
from schedule.models import ChangeRequest
from schedule.models.changes import APPROVED, ENDED
from schedule.states import CHANGE_REQUEST
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.filters import Filters, Flag, OneOf, Search
from toolkit.formats import NOTHING, day_of, unit
from toolkit.tables import Choice, Custom, Day, Delta, Instant, Money, Number, Person, Table, Text

STATES = ChangeRequest.State
TONES = {"urgent": "r", "high": "a"}


class AssessmentForm(forms.Form):
    """What a change would mean, dimension by dimension."""

    scope_impact = long_text(_("Impact on scope"), rows=2)
    days = forms.IntegerField(
        label=_("Impact on time in working days"),
        required=False,
        min_value=-3650,
        max_value=3650,
        help_text=_("Working days by which the project ends later; negative for earlier, 0 for none."),
    )
    cost_once = amount_field(_("One-off cost"), digits=16)
    cost_monthly = amount_field(_("Recurring cost a month"), digits=16)
    currency = currency_field(required=False)
    quality_impact = long_text(_("Impact on quality"), rows=2)
    risk_impact = long_text(_("Impact on risk"), rows=2)
    sla_impact = long_text(_("Impact on the SLA"), rows=2)
    headcount = forms.DecimalField(
        label=_("Impact on headcount in FTE"), required=False, max_digits=8, decimal_places=2
    )
    contract_impact = long_text(_("Impact on the contract"), rows=2)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class ChangeForm(AssessmentForm, RegisterForm):
    """What somebody wants otherwise."""

    title = title_field(_("Change"), _("What is to be different, in one sentence."))
    title_zh = chinese_title()
    type = forms.ChoiceField(label=_("Type"), choices=ChangeRequest.Type.choices)
    priority = forms.ChoiceField(
        label=_("Priority"), choices=ChangeRequest.Priority.choices, initial=ChangeRequest.Priority.NORMAL
    )
    emergency = forms.BooleanField(
        label=_("Emergency"),
        required=False,
        help_text=_(
            "It goes to the change board at once and is assessed within two working days of approval."
        ),
    )
    reason = long_text(_("Reason"))
    options = long_text(_("Options considered"))
    do_nothing = long_text(_("What happens if nothing is done"))
    implementation = long_text(_("Implementation plan"))
    effective_on = DayField(label=_("Effective from"), required=False)
    owner_id = owner_field()

    field_order = (
        "title",
        "title_zh",
        "type",
        "priority",
        "emergency",
        "reason",
        "options",
        "do_nothing",
        *AssessmentForm.base_fields,
        "implementation",
        "effective_on",
        "owner_id",
    )


def age(row: Mapping[str, Any], reader: Any) -> str:
    """Calendar days since it was submitted, until it ended."""
    if row["submitted_at"] is None or row["state"] in ENDED:
        return NOTHING
    days = (reader.as_of - day_of(row["submitted_at"], reader.zone)).days
    return unit(days, 1, " d", "天", reader.language)


def money_has_a_currency(
    *, actor: Actor, project: Any, subject: ChangeRequest | None, values: dict[str, Any]
) -> None:
    """Where nobody names one, the project's own; always in capital letters."""
    costs = [values.get(name, getattr(subject, name, None)) for name in ("cost_once", "cost_monthly")]
    named = values.get("currency", subject.currency if subject else "") or ""
    wanted = named.upper() or (project.currency if any(cost is not None for cost in costs) else "")
    if wanted != (subject.currency if subject else ""):
        values["currency"] = wanted
    else:
        values.pop("currency", None)


class ChangeTable(Table):
    """The change requests of a project."""

    caption = _("Change requests")
    number = key("schedule_change_request", "CR")
    title = titled(_("Change"), "schedule_change_request")
    type = Choice(_("Type"), mapping=dict(ChangeRequest.Type.choices), priority=2)
    priority = Choice(
        _("Priority"),
        mapping=dict(ChangeRequest.Priority.choices),
        priority=3,
        tone=lambda row, reader: TONES.get(row["priority"], "") if row["state"] not in ENDED else "",
        needs=("state",),
    )
    days = Delta(_("Time"), priority=2)
    cost_once = Money(_("One-off cost"), currency="currency", priority=2)
    cost_monthly = Money(_("Cost a month"), currency="currency", priority=3)
    age = Custom(_("Age"), render=age, exports=age, sort="submitted_at", needs=("submitted_at", "state"))
    owner = Person(_("Owner"), source="owner__name", priority=3)
    state = state(
        STATES,
        green={STATES.IMPLEMENTED, STATES.VERIFIED, STATES.CLOSED},
        begun={
            STATES.SUBMITTED,
            STATES.TRIAGED,
            STATES.ASSESSMENT,
            STATES.APPROVED,
            STATES.SIGNED,
            STATES.IMPLEMENTING,
        },
        amber={STATES.REVIEW},
        red={STATES.REJECTED},
        grey={STATES.DEFERRED},
    )


class ChangeFacts(Table):
    """What is said of one beside its impact."""

    type = Choice(_("Type"), mapping=dict(ChangeRequest.Type.choices))
    priority = Choice(_("Priority"), mapping=dict(ChangeRequest.Priority.choices))
    made_by = Person(_("Requested by"), source="made_by__name")
    submitted_at = Instant(pgettext_lazy("when", "Submitted"))
    effective_on = Day(_("Effective from"))
    decided_at = Instant(pgettext_lazy("when", "Decided"))
    assess_by = Day(_("Assess by"))
    reason = Text(_("Reason"))
    options = Text(_("Options considered"))
    do_nothing = Text(_("What happens if nothing is done"))
    implementation = Text(_("Implementation plan"))
    review = Text(_("Review after implementation"))
    owner = Person(_("Owner"), source="owner__name")


class ChangeFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "reason", label=_("Search"))
    type = OneOf(ChangeRequest.Type.choices, label=_("Type"), many=True)
    priority = OneOf(ChangeRequest.Priority.choices, label=_("Priority"))
    state = OneOf(STATES.choices, label=_("State"), many=True)
    emergency = Flag(label=_("Emergency"))


class ImpactFacts(Table):
    """Its impact, dimension by dimension."""

    scope_impact = Text(_("Scope"))
    days = Delta(_("Time"))
    cost_once = Money(_("One-off cost"), currency="currency")
    cost_monthly = Money(_("Cost a month"), currency="currency")
    quality_impact = Text(_("Quality"))
    risk_impact = Text(_("Risk"))
    sla_impact = Text(_("SLA"))
    headcount = Number(_("Headcount in FTE"))
    contract_impact = Text(_("Contract"))


CHANGES = Register(
    ChangeRequest,
    "change_request",
    "change_requests",
    name=_("Change request"),
    names=_("Change requests"),
    purpose=_("What is to be different from what was agreed, with what it costs. Nothing moves without one."),
    icon="git-pull-request",
    area="schedule",
    form=ChangeForm,
    table=ChangeTable,
    facts=ChangeFacts,
    filterset=ChangeFilters,
    states=CHANGE_REQUEST,
    order=("-number",),
    rules=(money_has_a_currency,),
    before={
        "present": must_be_assessed,
        "expedite": is_emergency,
        "verify": not_the_implementer,
    },
    after={
        "submit": note_submission,
        "present": put_to_the_board,
        "expedite": put_to_the_board,
        "reassess": take_from_the_board,
        "defer": take_from_the_board,
        "implement": carry_out,
    },
    decisions={"verify": keep_review},
    frozen=frozenset({*APPROVED, STATES.REVIEW, STATES.REJECTED}),
    ended=frozenset(ENDED),
    related=("made_by", "signed_by", "implemented_by"),
    template="schedule/change_request.html",
)
