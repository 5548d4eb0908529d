"""The charter and the ten management plans: their forms, columns, rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.models import Charter, ManagementPlan
from planning.models.signed import Signed
from planning.states import CHARTER, MANAGEMENT_PLAN
from planning.versions import give_edition, supersede_others, take_back_question
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
from records.selectors import carrier
from records.selectors.files import files
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.errors import DomainError
from toolkit.filters import Filters, OneOf, Search
from toolkit.tables import Choice, Day, Instant, Money, Number, Person, Table, Text

ONE_A_LINE = _("One in each line.")
FROZEN = frozenset({"submitted", "review", "approved", "superseded"})
# The four blocks that are agreed with the client, and what each is made of.
BLOCKS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "objectives": (_("Objectives"), ("objectives",)),
    "scope": (_("Scope"), ("scope",)),
    "timetable": (_("Timetable"), ("starts_on", "finishes_on")),
    "budget": (_("Budget"), ("budget_from", "budget_to", "currency")),
}


class CharterIncomplete(DomainError):
    """Four blocks make a charter."""

    code = "charter_incomplete"
    message = _("%(key)s cannot be submitted yet. Fill in: %(missing)s.")


class PlanEmpty(DomainError):
    """A plan says something, and somebody answers for it."""

    code = "plan_empty"
    message = _("%(key)s cannot be submitted yet. Write its text or attach it as a file, and name an owner.")


class CharterForm(RegisterForm):
    """What the project is for, what belongs to it, by when and for how much."""

    title = title_field(_("Title"))
    title_zh = chinese_title()
    background = long_text(_("Background"))
    objectives = long_text(
        _("Objectives"), help_text=_("In short; the register of objectives has the figures.")
    )
    scope = long_text(_("Scope"), rows=6)
    out_of_scope = long_text(_("Out of scope"))
    starts_on = DayField(label=_("Start"), required=False)
    finishes_on = DayField(label=_("Finish"), required=False)
    budget_from = amount_field(_("Budget from"))
    budget_to = amount_field(_("Budget to"))
    currency = currency_field(required=False)
    deliverables = long_text(_("Deliverables"), help_text=ONE_A_LINE)
    success_criteria = long_text(_("Success criteria"), help_text=ONE_A_LINE)
    success_factors = long_text(
        _("Critical success factors"),
        help_text=_("What has to go right for the project to succeed. One in each line."),
    )
    limits = long_text(_("Constraints"), help_text=ONE_A_LINE)
    assumptions = long_text(_("Assumptions"), help_text=ONE_A_LINE)
    risks = long_text(_("Risks at a high level"), help_text=ONE_A_LINE)
    authority = long_text(_("Authority of the project manager"))
    owner_id = owner_field(_("Project manager"))

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class CharterTable(Table):
    """The charters of a project, version after version."""

    caption = _("Charters")
    number = key("planning_charter", "CH")
    title = titled(_("Charter"), "planning_charter")
    edition = Number(_("Version"), decimals=0)
    starts_on = Day(_("Start"), priority=3)
    finishes_on = Day(_("Finish"), priority=2)
    budget_to = Money(_("Budget to"), currency="currency", priority=3)
    approved_at = Instant(pgettext_lazy("when", "Approved"), priority=2)
    client_answer = Choice(_("Client"), mapping=dict(Signed.Answer.choices))
    state = state(Charter.State, green={"approved"}, begun={"submitted"}, grey={"superseded"})


class CharterFacts(Table):
    """What is said of one: figures first, then its blocks."""

    edition = Number(_("Version"), decimals=0)
    approved_by = Person(_("Approved by"), source="approved_by__name")
    approved_at = Instant(pgettext_lazy("when", "Approved"))
    starts_on = Day(_("Start"))
    finishes_on = Day(_("Finish"))
    budget_from = Money(_("Budget from"), currency="currency")
    budget_to = Money(_("Budget to"), currency="currency")
    background = Text(_("Background"))
    objectives = Text(_("Objectives"))
    scope = Text(_("Scope"))
    out_of_scope = Text(_("Out of scope"))
    deliverables = Text(_("Deliverables"))
    success_criteria = Text(_("Success criteria"))
    success_factors = Text(_("Critical success factors"))
    limits = Text(_("Constraints"))
    assumptions = Text(_("Assumptions"))
    risks = Text(_("Risks at a high level"))
    authority = Text(_("Authority of the project manager"))
    owner = Person(_("Project manager"), source="owner__name")


class CharterFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "background", "scope", label=_("Search"))
    state = OneOf(Charter.State.choices, label=_("State"), many=True)


class ManagementPlanForm(RegisterForm):
    """One of the ten, as text or as an attached file."""

    area = forms.ChoiceField(label=_("Plan"), choices=ManagementPlan.Area.choices)
    title = title_field(_("Title"))
    title_zh = chinese_title()
    text = long_text(
        _("Text"), rows=14, limit=15_000, help_text=_("Or attach it as a file once it is added.")
    )
    owner_id = owner_field()


class ManagementPlanTable(Table):
    """The management plans of a project, version after version."""

    caption = _("Management plans")
    number = key("planning_management_plan", "MP")
    title = titled(_("Title"), "planning_management_plan")
    area = Choice(_("Plan"), mapping=dict(ManagementPlan.Area.choices), priority=2)
    edition = Number(_("Version"), decimals=0)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    approved_at = Instant(pgettext_lazy("when", "Approved"), priority=3)
    client_answer = Choice(_("Client"), mapping=dict(Signed.Answer.choices))
    state = state(ManagementPlan.State, green={"approved"}, begun={"review"}, grey={"superseded"})


class ManagementPlanFacts(Table):
    """What is said of one."""

    area = Choice(_("Plan"), mapping=dict(ManagementPlan.Area.choices))
    edition = Number(_("Version"), decimals=0)
    approved_by = Person(_("Approved by"), source="approved_by__name")
    approved_at = Instant(pgettext_lazy("when", "Approved"))
    text = Text(_("Text"))
    owner = Person(_("Owner"), source="owner__name")


class ManagementPlanFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "text", label=_("Search"))
    area = OneOf(ManagementPlan.Area.choices, label=_("Plan"))
    state = OneOf(ManagementPlan.State.choices, label=_("State"), many=True)


def must_have_four_blocks(*, actor: Actor, subject: Charter, step: str) -> None:
    """Objectives, scope, timetable and budget are what the client signs."""
    missing = [
        str(label)
        for label, names in BLOCKS.values()
        if any(getattr(subject, name) in (None, "") for name in names)
    ]
    if missing:
        raise CharterIncomplete(key=subject.key, missing=", ".join(missing))


def must_say_something(*, actor: Actor, subject: ManagementPlan, step: str) -> None:
    """A text or a file, and an owner."""
    if subject.owner_id and (subject.text.strip() or has_file(actor, subject)):
        return
    raise PlanEmpty(key=subject.key)


def has_file(actor: Actor, subject: Any) -> bool:
    """Whether a file hangs on the record."""
    return files(actor=actor, carrier=carrier(actor=actor, entry_id=subject.pk)).exists()


CHARTERS = Register(
    Charter,
    "charter",
    "charters",
    name=_("Charter"),
    names=_("Charters"),
    purpose=_("Objectives, scope, timetable and budget on one page, approved here and signed by the client."),
    icon="file-text",
    form=CharterForm,
    table=CharterTable,
    facts=CharterFacts,
    filterset=CharterFilters,
    states=CHARTER,
    order=("-number",),
    before={"submit": must_have_four_blocks, "approve": supersede_others},
    after={"approve": give_edition, "supersede": take_back_question},
    separate=frozenset({"approve"}),
    frozen=FROZEN,
    related=("approved_by", "signed_by"),
    template="planning/charter.html",
)
MANAGEMENT_PLANS = Register(
    ManagementPlan,
    "management_plan",
    "management_plans",
    name=_("Management plan"),
    names=_("Management plans"),
    purpose=_("How scope, schedule, cost, quality and six more are managed. Each is approved and signed."),
    icon="notebook",
    form=ManagementPlanForm,
    table=ManagementPlanTable,
    facts=ManagementPlanFacts,
    filterset=ManagementPlanFilters,
    states=MANAGEMENT_PLAN,
    order=("area", "-number"),
    before={"submit": must_say_something, "approve": supersede_others},
    after={"approve": give_edition, "supersede": take_back_question},
    separate=frozenset({"approve"}),
    frozen=FROZEN,
    related=("approved_by", "signed_by"),
    template="planning/management_plan.html",
)
