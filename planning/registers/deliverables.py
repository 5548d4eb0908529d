"""Deliverables: their form, columns, rules, and what their steps ask first."""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.models import Deliverable, Requirement
from planning.registers.offers import client_side, from_the_client, work
from planning.registers.review import ask_client, record_by_hand, take_ask_back
from planning.states import DELIVERABLE
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
from tenancy.rules import separate
from toolkit.days import DayField
from toolkit.errors import DomainError
from toolkit.filters import Between, Filters, Flag, OneOf, Search
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Choice, Custom, Day, Number, Person, Table, Text
from toolkit.writing import write

State = Deliverable.State
NEEDED = ("criteria", "acceptor_id")


class DeliverableUnready(DomainError):
    """Nobody can accept what does not say when it is good."""

    code = "deliverable_unready"
    message = _("%(key)s cannot go to the client yet. Fill in: %(missing)s.")


class DeliverableForm(RegisterForm):
    """What the client receives."""

    offers = {"acceptor_id": client_side, "task_id": work}

    title = title_field(_("Deliverable"))
    title_zh = chinese_title()
    criteria = long_text(_("Accepted when"), help_text=_("The client reads this when asked to accept."))
    due_on = DayField(label=_("Due"), required=False)
    owner_id = owner_field()
    acceptor_id = one_of(_("Accepted by the client’s"))
    window_days = forms.IntegerField(
        label=_("Days for review"),
        min_value=1,
        max_value=90,
        initial=10,
        help_text=_("Calendar days from the day on which the client is asked."),
    )
    deemed = forms.BooleanField(
        label=_("Silence accepts it"),
        required=False,
        help_text=_("Only where the contract says so: without an answer it counts as accepted."),
    )
    task_id = one_of(_("Made by task"))


def late(row: Row, reader: Reader) -> str:
    """A day that has passed before it was handed over is late."""
    done = {State.SUBMITTED, State.CLIENT_REVIEW, State.ACCEPTED}
    return "r" if row["due_on"] and row["due_on"] < reader.as_of and row["state"] not in done else ""


class DeliverableTable(Table):
    """The deliverables of a project."""

    caption = _("Deliverables")
    number = key("planning_deliverable", "D")
    title = titled(_("Deliverable"), "planning_deliverable")
    due_on = Day(_("Due"), tone=late, needs=("state",))
    owner = Person(_("Owner"), source="owner__name", priority=2)
    acceptor = Person(_("Accepted by"), source="acceptor__name", priority=2)
    review_until = Day(_("Answer until"), priority=3)
    state = state(
        State,
        green={"accepted"},
        begun={"in_progress", "internal_qc", "submitted"},
        amber={"client_review"},
        red={"rejected"},
    )


def by_silence(row: Row, reader: Reader) -> str:
    """Whether no answer counts as acceptance."""
    return str(_("Yes, by contract") if row["deemed"] else _("No"))


class DeliverableFacts(Table):
    """What is said of one."""

    due_on = Day(_("Due"))
    owner = Person(_("Owner"), source="owner__name")
    acceptor = Person(_("Accepted by"), source="acceptor__name")
    window_days = Number(_("Days for review"))
    deemed = Custom(_("Silence accepts it"), render=by_silence, exports=by_silence, needs=("deemed",))
    task = Related(_("Made by task"), "planning_task")
    review_until = Day(_("Answer until"))
    decided_on = Day(pgettext_lazy("when", "Decided"))
    decided_by = Person(_("Decided by"), source="decided_by__name")
    decided_how = Choice(_("How it was decided"), mapping=dict(Deliverable.How.choices))
    criteria = Text(_("Accepted when"))
    remark = Text(_("The client’s remark"))


class DeliverableFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "criteria", label=_("Search"))
    state = OneOf(State.choices, label=_("State"), many=True)
    due = Between("due_on", label=_("Due"))
    orphan = Flag(
        label=_("Without a requirement"),
        condition=~Q(Exists(Requirement.objects.live().filter(deliverable=OuterRef("pk")))),
    )


def is_ready(*, actor: Actor, subject: Deliverable, step: str) -> None:
    """The client reads when it is good, and somebody of theirs says whether it is."""
    labels = {name: DeliverableForm.base_fields[name].label for name in NEEDED}
    missing = [str(label) for name, label in labels.items() if not getattr(subject, name)]
    if missing:
        raise DeliverableUnready(key=subject.key, missing=", ".join(missing))


def hand_in(*, actor: Actor, subject: Deliverable, step: str) -> None:
    """Remember who asks for the quality check."""
    write(subject, {"handed_in_by_id": actor.person_id})


def by_somebody_else(*, actor: Actor, subject: Deliverable, step: str) -> None:
    """Neither its owner nor whoever handed it in passes the quality check."""
    if subject.handed_in_by_id:
        authors = [subject.handed_in_by_id, subject.owner_id]
        separate(actor, authors, action="planning.change_deliverable_state", subject=subject)


DELIVERABLES = Register(
    Deliverable,
    "deliverable",
    "deliverables",
    name=_("Deliverable"),
    names=_("Deliverables"),
    purpose=_("What the client receives, when it is good, and who accepts it."),
    icon="package",
    form=DeliverableForm,
    table=DeliverableTable,
    facts=DeliverableFacts,
    filterset=DeliverableFilters,
    states=DELIVERABLE,
    order=("due_on", "number"),
    rules=(from_the_client("acceptor_id"),),
    before={"submit": by_somebody_else, "ask": is_ready},
    after={
        "check": hand_in,
        "ask": ask_client,
        "recall": take_ask_back,
    },
    decisions={"accept": record_by_hand, "reject": record_by_hand},
    frozen=frozenset({State.CLIENT_REVIEW, State.ACCEPTED}),
    related=("acceptor", "task", "decided_by"),
    due="due_on",
    ended=frozenset({State.CLIENT_REVIEW, State.ACCEPTED}),
)
