"""Requirements: their form, columns, and what their steps ask first."""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from planning.models import Deliverable, Requirement, RequirementTask
from planning.registers.offers import client_side, deliverables, from_the_client
from planning.states import REQUIREMENT
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
from toolkit.errors import DomainError
from toolkit.filters import Filters, Flag, OneOf, Search
from toolkit.markup import Row
from toolkit.tables import Choice, Link, Name, Person, Table, Text

State = Requirement.State
WORKED_ON = Exists(
    RequirementTask.objects.filter(requirement=OuterRef("pk"), task__withdrawn_at__isnull=True)
)


class CriterionMissing(DomainError):
    """Nobody can tell whether a wish without a criterion is met."""

    code = "criterion_missing"
    message = _("%(key)s cannot be agreed yet. Write when it is met.")


class NotAllocated(DomainError):
    """Somebody has to do something for it."""

    code = "not_allocated"
    message = _("%(key)s has neither a deliverable nor a task. Link one, or make one of it.")


class DeliverableOpen(DomainError):
    """What meets it has to be accepted first."""

    code = "deliverable_open"
    message = _("%(key)s is delivered by %(deliverable)s, which the client has not accepted yet.")


class RequirementForm(RegisterForm):
    """What somebody needs."""

    offers = {"stakeholder_id": client_side, "deliverable_id": deliverables}

    title = title_field(_("Requirement"))
    title_zh = chinese_title()
    statement = long_text(_("Statement"), help_text=_("Who needs what, and why."))
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("A person, a department, a law, a clause of the contract."),
    )
    stakeholder_id = one_of(_("The client’s person who asks for it"))
    priority = forms.ChoiceField(
        label=_("Priority"), choices=Requirement.Priority.choices, initial=Requirement.Priority.SHOULD
    )
    criterion = long_text(_("Met when"), help_text=_("Something that can be seen, counted or tried."))
    owner_id = owner_field()
    deliverable_id = one_of(_("Delivered by"))


def delivered_by_nothing(row: Row) -> bool:
    """Also where the deliverable was withdrawn."""
    return row["deliverable__number"] is None or row["deliverable__withdrawn_at"] is not None


class RequirementTable(Table):
    """The requirements of a project."""

    caption = _("Requirements")
    number = key("planning_requirement", "RQ")
    title = titled(_("Requirement"), "planning_requirement")
    priority = Choice(_("Priority"), mapping=dict(Requirement.Priority.choices))
    source = Text(_("Source"), priority=2)
    deliverable = Name(
        _("Delivered by"),
        source="deliverable__title",
        priority=2,
        link=Link("planning_deliverable", number="deliverable__number"),
        unless=delivered_by_nothing,
        needs=("deliverable__withdrawn_at",),
    )
    owner = Person(_("Owner"), source="owner__name", priority=3)
    state = state(
        State,
        green={"accepted"},
        begun={"analysed", "agreed", "allocated", "delivered", "verified"},
        red={"rejected"},
        grey={"deferred"},
    )


class RequirementFacts(Table):
    """What is said of one."""

    priority = Choice(_("Priority"), mapping=dict(Requirement.Priority.choices))
    source = Text(_("Source"))
    stakeholder = Person(_("The client’s person who asks for it"), source="stakeholder__name")
    owner = Person(_("Owner"), source="owner__name")
    deliverable = Related(_("Delivered by"), "planning_deliverable")
    statement = Text(_("Statement"))
    criterion = Text(_("Met when"))


class RequirementFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "statement", "source", label=_("Search"))
    priority = OneOf(Requirement.Priority.choices, label=_("Priority"), many=True)
    state = OneOf(State.choices, label=_("State"), many=True)
    orphan = Flag(label=_("Without a task"), condition=~Q(WORKED_ON))


def can_be_told(*, actor: Actor, subject: Requirement, step: str) -> None:
    """What is agreed says when it is met."""
    if not subject.criterion.strip():
        raise CriterionMissing(key=subject.key)


def is_taken_care_of(*, actor: Actor, subject: Requirement, step: str) -> None:
    """A deliverable or a task stands behind it."""
    has_task = subject.task_links.filter(task__withdrawn_at__isnull=True).exists()
    if not has_task and not _live_deliverable(subject):
        raise NotAllocated(key=subject.key)


def is_delivered(*, actor: Actor, subject: Requirement, step: str) -> None:
    """The client has accepted what delivers it."""
    found = _live_deliverable(subject)
    if found and found.state != Deliverable.State.ACCEPTED:
        raise DeliverableOpen(key=subject.key, deliverable=found.key)


def _live_deliverable(subject: Requirement) -> Deliverable | None:
    found = subject.deliverable
    return found if found and found.withdrawn_at is None else None


REQUIREMENTS = Register(
    Requirement,
    "requirement",
    "requirements",
    name=_("Requirement"),
    names=_("Requirements"),
    purpose=_("What the client needs and what shows that it is met. Make deliverables and tasks of them."),
    icon="clipboard-check",
    form=RequirementForm,
    table=RequirementTable,
    facts=RequirementFacts,
    filterset=RequirementFilters,
    states=REQUIREMENT,
    rules=(from_the_client("stakeholder_id"),),
    before={"agree": can_be_told, "allocate": is_taken_care_of, "accept": is_delivered},
    frozen=frozenset({State.ACCEPTED, State.REJECTED}),
    related=("stakeholder", "deliverable"),
    template="planning/requirement.html",
)
