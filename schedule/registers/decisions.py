"""The decision log: its form, columns and rules."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.selectors import tasks
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
from projects.selectors import today_of
from schedule.models import ChangeRequest, Decision
from schedule.registers.issues import open_tasks
from schedule.states import DECISION
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.errors import BadInput, DomainError
from toolkit.filters import Filters, OneOf, Search
from toolkit.tables import Day, Name, Person, Table, Text
from toolkit.writing import write

BASIS = {"choice": _("Decision"), "reason": _("Why"), "evidence": _("Data and feedback it rests on")}


class NothingDecided(DomainError):
    """A decision without its reasons cannot be looked at again."""

    code = "decision_without_basis"
    message = _("%(key)s cannot be recorded as decided yet. Fill in: %(missing)s.")


class LinkElsewhere(BadInput):
    """What a decision names is of its own project."""

    code = "unknown_reference"
    message = _("There is no such record here. Choose one from the list.")
    field = "change_id"


class ReplacesItself(BadInput):
    """A decision follows an earlier one."""

    code = "decision_replaces_itself"
    message = _("A decision cannot replace itself. Choose an earlier one.")
    field = "replaces_id"


def changes_of(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """The change requests that carry a decision into the plan."""
    rows = ChangeRequest.objects.live().filter(project=project).order_by("-number")
    return [("", _("No change request")), *((one.pk, str(one)) for one in rows)]


def earlier_ones(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """What can be replaced."""
    rows = Decision.objects.live().filter(project=project).order_by("-number")
    return [("", _("Nothing")), *((one.pk, str(one)) for one in rows)]


class DecisionForm(RegisterForm):
    """What was decided, and on what it rests."""

    offers = {"change_id": changes_of, "task_id": open_tasks, "replaces_id": earlier_ones}

    title = title_field(_("Question"), _("What was to be decided, in one sentence."))
    title_zh = chinese_title()
    evidence = long_text(
        _("Data and feedback it rests on"),
        help_text=_("Figures, what the team or the client said, and where."),
    )
    options = long_text(_("Options considered"))
    choice = long_text(_("Decision"))
    reason = long_text(_("Why"))
    decided_on = DayField(label=_("Decided on"), required=False)
    owner_id = owner_field(_("Decided by"))
    change_id = one_of(_("Change request"), help_text=_("The one that carries it into the plan."))
    task_id = one_of(_("Task"))
    replaces_id = one_of(_("Replaces"))


class DecisionTable(Table):
    """The decisions of a project."""

    caption = _("Decisions")
    number = key("schedule_decision", "DE")
    title = titled(_("Question"), "schedule_decision")
    choice = Text(_("Decision"), priority=2)
    decided_on = Day(_("Decided on"))
    owner = Person(_("Decided by"), source="owner__name", priority=2)
    change = Name(_("Change request"), source="change__title", priority=3)
    state = state(Decision.State, green={"decided"}, grey={"superseded"})


class DecisionFacts(Table):
    """What is said of one."""

    decided_on = Day(_("Decided on"))
    owner = Person(_("Decided by"), source="owner__name")
    change = Related(_("Change request"), "schedule_change_request")
    task = Related(_("Task"), "planning_task")
    replaces = Related(_("Replaces"), "schedule_decision")
    evidence = Text(_("Data and feedback it rests on"))
    options = Text(_("Options considered"))
    choice = Text(_("Decision"))
    reason = Text(_("Why"))


class DecisionFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "choice", "reason", "evidence", label=_("Search"))
    state = OneOf(Decision.State.choices, label=_("State"), many=True)


def names_its_own(*, actor: Actor, project: Any, subject: Decision | None, values: dict[str, Any]) -> None:
    """Change request, task and earlier decision are of the same project."""
    rows = {
        "change_id": ChangeRequest.objects.live().filter(project=project),
        "task_id": tasks(actor=actor, project=project),
        "replaces_id": Decision.objects.live().filter(project=project),
    }
    for name, found in rows.items():
        if values.get(name) and not found.filter(pk=values[name]).exists():
            raise LinkElsewhere(field=name)
    if subject and values.get("replaces_id") == subject.pk:
        raise ReplacesItself()


def rests_on_something(*, actor: Actor, subject: Decision, step: str) -> None:
    """The choice, why, and the data or feedback behind it."""
    missing = [str(label) for name, label in BASIS.items() if not getattr(subject, name).strip()]
    if missing:
        raise NothingDecided(key=subject.key, missing=", ".join(missing))


def decided(*, actor: Actor, subject: Decision, step: str) -> None:
    """From today on where nobody named a day; what it replaces is superseded."""
    if subject.decided_on is None:
        write(subject, {"decided_on": today_of(project=subject.project, now=actor.now)})
    if subject.replaces_id is None:
        return
    earlier = Decision.objects.filter(pk=subject.replaces_id, state=Decision.State.DECIDED)
    for one in earlier:
        write(one, {"state": Decision.State.SUPERSEDED})


DECISIONS = Register(
    Decision,
    "decision",
    "decisions",
    name=_("Decision"),
    names=_("Decisions"),
    purpose=_("What was decided, why, and on which data or feedback. Link the change request that follows."),
    icon="flag-check",
    area="schedule",
    form=DecisionForm,
    table=DecisionTable,
    facts=DecisionFacts,
    filterset=DecisionFilters,
    states=DECISION,
    order=("-number",),
    rules=(names_its_own,),
    before={"decide": rests_on_something},
    after={"decide": decided},
    frozen=frozenset({"decided", "superseded"}),
    ended=frozenset({"decided", "superseded"}),
    related=("change", "task", "replaces"),
)
