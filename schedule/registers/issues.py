"""Issues and blockers: their form, columns, rules and clock."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.engine.calendar import Calendar
from planning.selectors import project_calendars, tasks
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
from schedule.clock import dues
from schedule.models import Issue
from schedule.models.issues import OPEN
from schedule.states import ISSUE
from tenancy.actors import Actor
from tenancy.rules import separate
from toolkit.errors import BadInput, DomainError
from toolkit.filters import Filters, OneOf, Search
from toolkit.formats import day_of, unit
from toolkit.tables import Choice, Custom, Instant, Person, Table, Text
from toolkit.writing import write

RED = {Issue.Severity.CRITICAL: "r", Issue.Severity.HIGH: "a"}


class NobodyOwnsIt(DomainError):
    """An issue without an owner is nobody's."""

    code = "issue_without_owner"
    message = _("%(key)s has no owner yet. Name one, then assign it.")


class NotResolved(DomainError):
    """What was done is written down before it counts as resolved."""

    code = "issue_without_resolution"
    message = _("Write what resolved %(key)s, then mark it resolved.")


class TaskElsewhere(BadInput):
    """A task of another project, or one that was withdrawn."""

    code = "unknown_reference"
    message = _("There is no such record here. Choose one from the list.")
    field = "task_id"


def open_tasks(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """The rows of the plan that can be blocked, in its order."""
    rows = tasks(actor=actor, project=project).values_list("pk", "number", "name")
    return [("", _("No task")), *((pk, f"T{number} {name}") for pk, number, name in rows)]


class IssueForm(RegisterForm):
    """What stands in the way."""

    offers = {"task_id": open_tasks}

    title = title_field(_("Issue"), _("What stands in the way, in one sentence."))
    title_zh = chinese_title()
    kind = forms.ChoiceField(
        label=_("Type"),
        choices=Issue.Kind.choices,
        initial=Issue.Kind.ISSUE,
        help_text=_("A blocker stops work on a task."),
    )
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=Issue.Severity.choices,
        initial=Issue.Severity.MEDIUM,
        help_text=_("It sets by when somebody answers and by when it is resolved."),
    )
    task_id = one_of(_("Task it blocks"))
    owner_id = owner_field()
    description = long_text(_("What happens"))
    root_cause = long_text(_("Root cause"))
    resolution = long_text(_("Resolution"))


def is_open(row: Mapping[str, Any]) -> bool:
    """Whether its clock still runs."""
    return row["state"] in OPEN


def late(name: str) -> Any:
    """The tone of a deadline: red from the day after it."""

    def tone(row: Mapping[str, Any], reader: Any) -> str:
        passed = row[name] and day_of(row[name], reader.zone) < reader.as_of
        return "r" if passed and is_open(row) else ""

    return tone


def age(row: Mapping[str, Any], reader: Any) -> str:
    """How long it has stood open, in calendar days; until its resolution where it has one."""
    end = row["resolved_at"]
    until = day_of(end, reader.zone) if end else reader.as_of
    return unit((until - day_of(row["created_at"], reader.zone)).days, 1, " d", "天", reader.language)


class IssueTable(Table):
    """The issues of a project."""

    caption = _("Issues")
    number = key("schedule_issue", "IS")
    title = titled(_("Issue"), "schedule_issue")
    kind = Choice(_("Type"), mapping=dict(Issue.Kind.choices), priority=2)
    severity = Choice(
        _("Severity"),
        mapping=dict(Issue.Severity.choices),
        tone=lambda row, reader: RED.get(row["severity"], "") if is_open(row) else "",
        needs=("state",),
    )
    task = Text(_("Task it blocks"), source="task__name", priority=3)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    age = Custom(_("Age"), render=age, exports=age, sort="created_at", needs=("created_at", "resolved_at"))
    resolve_by = Instant(_("Resolve by"), tone=late("resolve_by"), needs=("state",))
    state = state(
        Issue.State,
        green={"verified", "closed"},
        begun={"assigned", "in_progress", "resolved"},
        amber={"reopened"},
    )


class IssueFacts(Table):
    """What is said of one."""

    kind = Choice(_("Type"), mapping=dict(Issue.Kind.choices))
    severity = Choice(_("Severity"), mapping=dict(Issue.Severity.choices))
    task = Related(_("Task it blocks"), "planning_task")
    created_at = Instant(pgettext_lazy("when", "Raised"))
    respond_by = Instant(_("Respond by"))
    first_response_at = Instant(_("First response"))
    resolve_by = Instant(_("Resolve by"))
    resolved_at = Instant(pgettext_lazy("when", "Resolved"))
    resolved_by = Person(_("Resolved by"), source="resolved_by__name")
    description = Text(_("What happens"))
    root_cause = Text(_("Root cause"))
    resolution = Text(_("Resolution"))
    owner = Person(_("Owner"), source="owner__name")


class IssueFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "description", label=_("Search"))
    kind = OneOf(Issue.Kind.choices, label=_("Type"))
    severity = OneOf(Issue.Severity.choices, label=_("Severity"), many=True)
    state = OneOf(Issue.State.choices, label=_("State"), many=True)


def of_this_plan(*, actor: Actor, project: Any, subject: Issue | None, values: dict[str, Any]) -> None:
    """A blocked task stands in the same plan."""
    task_id = values.get("task_id")
    if task_id and not tasks(actor=actor, project=project).filter(pk=task_id).exists():
        raise TaskElsewhere()


def start_the_clock(*, actor: Actor, project: Any, subject: Issue | None, values: dict[str, Any]) -> None:
    """Both deadlines follow from the severity: they are written with it."""
    if subject is None or "severity" in values:
        severity = values.get("severity") or Issue.Severity.MEDIUM
        values.update(deadlines(actor, project, severity, subject.counts_from if subject else actor.now))


def deadlines(actor: Actor, project: Any, severity: str, start: Any) -> dict[str, Any]:
    """The deadlines of a severity, counted by the calendar of the project's plan."""
    calendar = project_calendars(actor=actor, project_ids=[project.pk]).get(project.pk) or Calendar()
    return vars(dues(severity=severity, start=start, calendar=calendar, zone=project.zone))


def has_owner(*, actor: Actor, subject: Issue, step: str) -> None:
    """Somebody named has it."""
    if subject.owner_id is None:
        raise NobodyOwnsIt(key=subject.key)


def has_resolution(*, actor: Actor, subject: Issue, step: str) -> None:
    """What was done stands there."""
    if not subject.resolution.strip():
        raise NotResolved(key=subject.key)


def not_the_resolver(*, actor: Actor, subject: Issue, step: str) -> None:
    """Whoever resolved it does not verify it."""
    if subject.resolved_by_id:
        separate(actor, [subject.resolved_by_id], action="schedule.change_issue_state", subject=subject)


def answered(*, actor: Actor, subject: Issue, step: str) -> None:
    """The first step on it is the first response."""
    if subject.first_response_at is None:
        write(subject, {"first_response_at": actor.now})


def resolved(*, actor: Actor, subject: Issue, step: str) -> None:
    """Who resolved it, and when."""
    answered(actor=actor, subject=subject, step=step)
    write(subject, {"resolved_at": actor.now, "resolved_by_id": actor.person_id})


def reopened(*, actor: Actor, subject: Issue, step: str) -> None:
    """Its clock begins again."""
    again = deadlines(actor, subject.project, subject.severity, actor.now)
    nobody = {"first_response_at": None, "resolved_at": None, "resolved_by_id": None}
    write(subject, {**again, **nobody, "reopened_at": actor.now})


ISSUES = Register(
    Issue,
    "issue",
    "issues",
    name=_("Issue"),
    names=_("Issues and blockers"),
    purpose=_("What stands in the way of the project. Raise it with a severity: the clock follows from it."),
    icon="alert-triangle",
    area="schedule",
    form=IssueForm,
    table=IssueTable,
    facts=IssueFacts,
    filterset=IssueFilters,
    states=ISSUE,
    order=("severity", "resolve_by", "number"),
    rules=(of_this_plan, start_the_clock),
    before={"assign": has_owner, "resolve": has_resolution, "verify": not_the_resolver},
    after={"assign": answered, "start": answered, "resolve": resolved, "reopen": reopened},
    frozen=frozenset({"closed"}),
    ended=frozenset({"resolved", "verified", "closed"}),
    related=("task", "resolved_by"),
)
