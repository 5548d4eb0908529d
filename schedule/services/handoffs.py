"""Verbs of hand-offs: a task changes its owner once the other one has said yes."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.selectors import Task
from planning.services import edit_task
from projects.services import ReasonMissing
from records.asking import house
from schedule.events import HandOffStateChanged
from schedule.models import HandOff
from schedule.policies import LEADERS
from schedule.selectors.handoffs import takers
from schedule.states import HANDOFF
from tenancy.actors import Actor
from tenancy.rules import REGISTRY, roles_on
from tenancy.transitions import Step
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied, DomainError
from toolkit.writing import write

OFFER, STEP = "schedule.offer_handoff", "schedule.change_handoff_state"
States = HandOff.State


class NothingToHandOver(DomainError):
    """A hand-off is of open work, from the one who owns it."""

    code = "nothing_to_hand_over"
    message = _("%(key)s cannot be handed over: only open tasks and milestones with an owner can.")


class AlreadyOffered(DomainError):
    """One offer of a task at a time."""

    code = "already_offered"
    message = _("%(key)s is offered to %(name)s already. Withdraw that offer first.")


class TakerElsewhere(BadInput):
    """Only who works on the project takes a task of it over."""

    code = "unknown_reference"
    message = _("Choose another member of this project.")
    field = "taker_id"


class OfferOutdated(DomainError):
    """What was offered is not the giver's any more, or is over."""

    code = "offer_outdated"
    message = _("%(key)s has another owner by now, or has ended. Decline the offer, or ask for a new one.")


class NotYourHandOff(Denied):
    """Nobody accepts for another one."""

    code = "not_your_handoff"

    def __init__(self, subject: HandOff) -> None:
        text = _("Who is to take the task over answers the offer; who made it, or leads, withdraws it.")
        super().__init__(STEP, subject, text)


@verb
def offer_handoff(*, actor: Actor, task: Task, taker_id: UUID, done: str, left: str) -> HandOff:
    """Offer a task to another member, with what is done and what is open. Its owner stays responsible.

    An older offer that another owner has left behind is withdrawn. Raises `NothingToHandOver`,
    `TakerElsewhere`, `AlreadyOffered`.
    """
    require(actor, OFFER, task)
    if task.is_summary or task.is_buffer or task.has_ended or task.owner_id is None:
        raise NothingToHandOver(key=task.key)
    if str(taker_id) not in dict(takers(actor=actor, task=task)):
        raise TakerElsewhere()
    _make_way(actor, task)
    about = {"project_id": task.project_id, "client_id": task.client_id, "created_at": actor.now}
    told = {"giver_id": task.owner_id, "taker_id": taker_id, "done": done.strip(), "left": left.strip()}
    made: HandOff = HandOff.objects.create(task=task, **told, **about)
    record(actor, OFFER, made, after={name: str(value) for name, value in told.items()})
    _announce(actor, made, "")
    return made


def _make_way(actor: Actor, task: Task) -> None:
    found = HandOff.objects.filter(task=task, state=States.OFFERED).select_related("taker").first()
    if found is None:
        return
    if found.giver_id == task.owner_id:
        raise AlreadyOffered(key=task.key, name=found.taker.name)
    _write(house(actor, f"offer of {task.pk} left behind"), found, HANDOFF.step(found.state, "withdraw"))


@verb
def step_handoff(
    *, actor: Actor, handoff: HandOff, step: str, reason: str = "", version: int | None = None
) -> HandOff:
    """Accept, decline or withdraw an offer. Accepting makes the taker the owner of the task.

    Raises `StateRefused`, `Denied`, `NotYourHandOff`, `ReasonMissing`, `OfferOutdated`, `Stale`.
    """
    require(actor, STEP, handoff)
    row = HANDOFF.take(actor, handoff, step)
    if not may_step(actor, handoff, step):
        raise NotYourHandOff(handoff)
    if row.needs_reason and not reason.strip():
        raise ReasonMissing()
    if step == "accept":
        _take_over(actor, handoff)
    return _write(actor, handoff, row, reason=reason, version=version)


def may_step(actor: Actor, handoff: HandOff, step: str) -> bool:
    """Whether it is this person who takes the step: the taker answers, the giver or who leads withdraws."""
    if actor.is_system:
        return True
    if step != "withdraw":
        return handoff.taker_id == actor.person_id
    return handoff.giver_id == actor.person_id or bool(roles_on(actor, REGISTRY[STEP], handoff) & LEADERS)


def _take_over(actor: Actor, handoff: HandOff) -> None:
    """The plan's own verb, done by the house: who takes over need not be one who plans."""
    task = handoff.task
    if task.owner_id != handoff.giver_id or task.has_ended or task.withdrawn_at:
        raise OfferOutdated(key=task.key)
    edit_task(actor=house(actor, f"hand-off {handoff.pk}"), task=task, owner_id=handoff.taker_id)


def _write(
    actor: Actor, handoff: HandOff, row: Step, *, reason: str = "", version: int | None = None
) -> HandOff:
    values: dict[str, Any] = {"state": row.to, "answered_at": actor.now, "answer": reason.strip()[:500]}
    before = write(handoff, values, version=version)
    after = {"state": row.to, "answer": handoff.answer}
    record(actor, STEP, handoff, before={"state": before["state"]}, after=after)
    _announce(actor, handoff, before["state"])
    return handoff


def _announce(actor: Actor, handoff: HandOff, before: str) -> None:
    about = (actor.organization.id, handoff.project_id, handoff.pk, handoff.task_id)
    publish(HandOffStateChanged(*about, before, handoff.state), actor=actor)
