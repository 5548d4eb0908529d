"""Recovery plans and their actions: forms, columns, rules."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.registers.declared import Register
from projects.registers.forms import (
    RegisterForm,
    amount_field,
    chinese_title,
    currency_field,
    long_text,
    one_of,
    owner_field,
    title_field,
)
from projects.registers.tables import Related, key, state, titled
from projects.selectors import Project
from schedule.models import RecoveryAction, RecoveryPlan
from schedule.registers.choices import rows_of_plan
from schedule.states import RECOVERY_ACTION, RECOVERY_PLAN
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.errors import BadInput, DomainError
from toolkit.filters import Filters, OneOf, Search
from toolkit.tables import Choice, Day, Money, Person, Table, Text

PLANS, ACTIONS, LEVERS = RecoveryPlan.State, RecoveryAction.State, RecoveryAction.Lever
WITHOUT, WITH = _("Finish without it"), _("Finish with it")


class NothingToDo(DomainError):
    """A plan without actions recovers nothing."""

    code = "nothing_to_do"
    message = _("%(key)s has no action yet. Add one with its slipped task, lever, owner and day.")


class ActionsOpen(DomainError):
    """Recovered is what was done."""

    code = "actions_open"
    message = _("%(key)s still has open actions: %(open)s. Finish or drop them first.")


class CurrencyMissing(BadInput):
    """An amount is in a currency."""

    code = "currency_missing"
    message = _("Write the currency of the cost as three letters, such as USD.")
    field = "currency"


class PlanDecided(DomainError):
    """What was approved is not widened in silence."""

    code = "plan_decided"
    message = _("%(key)s is approved: its actions stay as they are. Take it back to draft, or make another.")


class RecoveryPlanForm(RegisterForm):
    """Which date is brought back to which, and what that costs."""

    title = title_field(_("Recovery plan"))
    title_zh = chinese_title()
    reason = long_text(_("What slipped, and why"))
    before_on = DayField(label=WITHOUT, required=False)
    after_on = DayField(label=WITH, required=False)
    cost = amount_field(_("Cost"))
    currency = currency_field(required=False)
    owner_id = owner_field()

    def clean_currency(self) -> str:
        """In capital letters."""
        return str(self.cleaned_data["currency"]).upper()


class RecoveryPlanTable(Table):
    """The recovery plans of a project."""

    caption = _("Recovery plans")
    number = key("schedule_recovery_plan", "RP")
    title = titled(_("Recovery plan"), "schedule_recovery_plan")
    before_on = Day(WITHOUT)
    after_on = Day(WITH)
    cost = Money(_("Cost"), currency="currency", priority=2)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    state: Any = state(
        PLANS, green={PLANS.RECOVERED}, begun={PLANS.APPROVED, PLANS.EXECUTING}, red={PLANS.FAILED}
    )


class RecoveryPlanFacts(Table):
    """What is said of one."""

    before_on = Day(WITHOUT)
    after_on = Day(WITH)
    cost = Money(_("Cost"), currency="currency")
    owner = Person(_("Owner"), source="owner__name")
    reason = Text(_("What slipped, and why"))


class RecoveryPlanFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "reason", label=_("Search"))
    state = OneOf(PLANS.choices, label=_("State"), many=True)


def drafts(*, actor: Actor, project: Project) -> list[tuple[Any, Any]]:
    """The recovery plans that may still be written."""
    rows = RecoveryPlan.objects.live().filter(project=project).order_by("-number")
    return [("", "–"), *((one.pk, str(one)) for one in rows)]


class RecoveryActionForm(RegisterForm):
    """One measure: which task, which lever, whose, by when."""

    offers = {"task_id": rows_of_plan, "plan_id": drafts}

    title = title_field(pgettext_lazy("recovery", "Action"), _("What is done, in one sentence."))
    title_zh = chinese_title()
    plan_id = one_of(_("Recovery plan"), required=True)
    task_id = one_of(_("Slipped task"))
    lever = forms.ChoiceField(label=_("Lever"), choices=LEVERS.choices)
    resources = forms.CharField(
        label=_("Resources"), max_length=300, required=False, help_text=_("Who or what it takes.")
    )
    before_on = DayField(label=WITHOUT, required=False)
    after_on = DayField(label=WITH, required=False)
    owner_id = owner_field()
    due_on = DayField(label=_("Due"), required=False)


class RecoveryActionTable(Table):
    """The actions of recovery plans."""

    caption = _("Recovery actions")
    number = key("schedule_recovery_action", "RA")
    title = titled(pgettext_lazy("recovery", "Action"), "schedule_recovery_action")
    task = Text(_("Slipped task"), source="task__name", priority=2)
    lever = Choice(_("Lever"), mapping=dict(LEVERS.choices), priority=2)
    before_on = Day(WITHOUT, priority=2)
    after_on = Day(WITH)
    owner = Person(_("Owner"), source="owner__name")
    due_on = Day(_("Due"))
    state: Any = state(ACTIONS, green={ACTIONS.DONE}, grey={ACTIONS.DROPPED})


class RecoveryActionFacts(Table):
    """What is said of one."""

    plan = Related(_("Recovery plan"), "schedule_recovery_plan")
    task = Related(_("Slipped task"), "planning_task")
    lever = Choice(_("Lever"), mapping=dict(LEVERS.choices))
    resources = Text(_("Resources"))
    before_on = Day(WITHOUT)
    after_on = Day(WITH)
    due_on = Day(_("Due"))
    owner = Person(_("Owner"), source="owner__name")


class RecoveryActionFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "resources", "task__name", label=_("Search"))
    lever = OneOf(LEVERS.choices, label=_("Lever"))
    state = OneOf(ACTIONS.choices, label=_("State"), many=True)


def actions_of(plan: RecoveryPlan) -> QuerySet[RecoveryAction]:
    """The live actions of a recovery plan."""
    return RecoveryAction.objects.live().filter(plan=plan).order_by("number")


def has_currency(*, actor: Actor, project: Any, subject: Any, values: dict[str, Any]) -> None:
    """An amount without its currency says nothing."""
    after = {name: values.get(name, getattr(subject, name, None)) for name in ("cost", "currency")}
    if after["cost"] is not None and not after["currency"]:
        raise CurrencyMissing()


def belongs_to_draft(*, actor: Actor, project: Any, subject: Any, values: dict[str, Any]) -> None:
    """Actions are written while their plan is a draft."""
    ids = [one for one in (values.get("plan_id"), getattr(subject, "plan_id", None)) if one]
    decided = RecoveryPlan.objects.filter(pk__in=ids).exclude(state=PLANS.DRAFT).first()
    if decided is not None:
        raise PlanDecided(key=decided.key)


def must_have_actions(*, actor: Actor, subject: RecoveryPlan, step: str) -> None:
    """Somebody has to do something."""
    if not actions_of(subject).exists():
        raise NothingToDo(key=subject.key)


def must_be_done(*, actor: Actor, subject: RecoveryPlan, step: str) -> None:
    """What is open has recovered nothing yet."""
    waiting = [one.key for one in actions_of(subject).filter(state=ACTIONS.PLANNED)]
    if waiting:
        raise ActionsOpen(key=subject.key, open=", ".join(waiting))


RECOVERY_PLANS = Register(
    RecoveryPlan,
    "recovery_plan",
    "recovery_plans",
    name=_("Recovery plan"),
    names=_("Recovery plans"),
    purpose=_("How slipped work comes back to its dates: which tasks, which levers, at what cost."),
    icon="route",
    area="schedule",
    due="after_on",
    ended=frozenset({PLANS.RECOVERED, PLANS.FAILED}),
    form=RecoveryPlanForm,
    table=RecoveryPlanTable,
    facts=RecoveryPlanFacts,
    filterset=RecoveryPlanFilters,
    states=RECOVERY_PLAN,
    order=("-number",),
    rules=(has_currency,),
    before={"approve": must_have_actions, "recover": must_be_done},
    separate=frozenset({"approve"}),
    frozen=frozenset({PLANS.APPROVED, PLANS.EXECUTING, PLANS.RECOVERED, PLANS.FAILED}),
    template="schedule/recovery_plan.html",
)
RECOVERY_ACTIONS = Register(
    RecoveryAction,
    "recovery_action",
    "recovery_actions",
    name=_("Recovery action"),
    names=_("Recovery actions"),
    purpose=_("What is done for a recovery plan: a slipped task, a lever, an owner and a day."),
    icon="arrow-back-up",
    area="schedule",
    due="due_on",
    ended=frozenset({ACTIONS.DONE, ACTIONS.DROPPED}),
    form=RecoveryActionForm,
    table=RecoveryActionTable,
    facts=RecoveryActionFacts,
    filterset=RecoveryActionFilters,
    states=RECOVERY_ACTION,
    order=("-number",),
    rules=(belongs_to_draft,),
    frozen=frozenset({ACTIONS.DONE, ACTIONS.DROPPED}),
    related=("plan", "task"),
)
