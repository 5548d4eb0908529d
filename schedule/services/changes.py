"""Verbs of change requests beside those of every register."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from planning.selectors import project_calendars, task_by_id
from projects.registers.events import RecordChanged, RecordStateChanged
from projects.registers.rules import allow_change, told
from projects.selectors import today_of
from records.approving import Measure
from records.asking import answers_of, house
from records.needing import working_days_after
from records.selectors import asks_of, carrier
from records.services.asks import put, take_back
from schedule.changing import ASSESSED, POLICY, NotAssessed, missing
from schedule.foresight import foresee
from schedule.models import ChangeEffect, ChangeRequest
from schedule.paper import paper
from schedule.performing import ADD, DURATION, MOVE
from schedule.registers.changes import CHANGES
from schedule.states import DECIDED
from tenancy.actors import Actor
from tenancy.selectors import people
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import differences, joined, write

SIGNATURE = "schedule.sign_change_request"
SPONSOR, AGREED = "CS", "approved"
ASSESSED_WITHIN = 2
DAY_MINUTES = 480
MONTHS = 12
IMPACT = tuple(name for name in ASSESSED if name not in ("reason", "options", "do_nothing", "implementation"))


class ChangeMovedOn(DomainError):
    """Somebody was faster."""

    code = "change_moved_on"
    message = _("%(key)s is “%(state)s” by now, so this comes too late. Reload and look again.")


class EffectIncomplete(BadInput):
    """Each effect has words of its own to be called with."""

    code = "effect_incomplete"
    message = _("Fill this in: the effect needs it.")


class NotSigner(BadInput):
    """The client signs by one of its own people, who is reached by mail."""

    code = "not_signer"
    message = _("Choose one of this client’s people who has a mail address.")
    field = "person_id"


class NothingToAssess(DomainError):
    """Only what was approved first is assessed after."""

    code = "nothing_to_assess"
    message = _("%(key)s is assessed already, or was not approved as an emergency.")


@verb
def plan_effect(
    *,
    actor: Actor,
    change: ChangeRequest,
    effect: str,
    task_id: UUID | None = None,
    day: date | None = None,
    days: Decimal | None = None,
    name: str = "",
) -> ChangeEffect:
    """Say what the change does to the plan once it is approved and carried out.

    A milestone moves to `day`; a task takes `days` working days; a new task `name` begins on `day` and takes
    `days`. It is tried at once, and the end of the plan foreseen. Raises `EffectIncomplete`, `RecordFrozen`,
    `Missing`, and what the effect raises.
    """
    require(actor, CHANGES.policy("edit"), change)
    allow_change(CHANGES, actor, change)
    values = _values(actor, change, effect, {"task_id": task_id, "day": day, "days": days, "name": name})
    last = change.effects.aggregate(last=Max("position"))["last"] or 0
    made = ChangeEffect.objects.create(
        client_id=change.client_id,
        project_id=change.project_id,
        change=change,
        position=last + 1,
        effect=effect,
        values=values,
        created_at=actor.now,
    )
    _foretell(actor, change)
    record(actor, CHANGES.policy("edit"), change, after={"effect": effect, **values})
    publish(told(RecordChanged, actor, change, fields="effects"), actor=actor)
    return made


@verb
def drop_effect(*, actor: Actor, effect: ChangeEffect, version: int | None = None) -> ChangeRequest:
    """Take an effect out of a change request. Raises `RecordFrozen`, `Stale`."""
    change = effect.change
    require(actor, CHANGES.policy("edit"), change)
    allow_change(CHANGES, actor, change)
    before = {"effect": effect.effect, **effect.values}
    write(effect, {}, version=version)
    effect.delete()
    _foretell(actor, change)
    record(actor, CHANGES.policy("edit"), change, before=before)
    publish(told(RecordChanged, actor, change, fields="effects"), actor=actor)
    return change


@verb
def assess_change(
    *, actor: Actor, change: ChangeRequest, version: int | None = None, **fields: Any
) -> ChangeRequest:
    """Write the impact of an emergency that was approved before it was assessed.

    Raises `NothingToAssess`, `NotAssessed` where a dimension stays unanswered, `Stale`.
    """
    require(actor, CHANGES.policy("edit"), change)
    if change.assess_by is None or change.assessed_at is not None:
        raise NothingToAssess(key=change.key)
    changed = {**differences(change, fields), "assessed_at": actor.now}
    before = write(change, changed, version=version)
    left = missing(change, IMPACT)
    if left:
        raise NotAssessed(key=change.key, missing=left)
    record(actor, CHANGES.policy("edit"), change, before=before, after=changed)
    publish(told(RecordChanged, actor, change, fields=joined(changed)[:400]), actor=actor)
    return change


@verb
def ask_signature(
    *, actor: Actor, change: ChangeRequest, person_id: UUID, expires_on: date | None = None
) -> ChangeRequest:
    """Ask one of the client's people to sign an approved change; an earlier question is taken back.

    Raises `ChangeMovedOn`, `NotSigner`, `AskDayOver`.
    """
    require(actor, SIGNATURE, change)
    if change.state != ChangeRequest.State.APPROVED:
        raise ChangeMovedOn(key=change.key, state=change.get_state_display())
    theirs = people(actor=actor).present().filter(client_id=change.client_id).exclude(email="")
    person = theirs.filter(pk=person_id).first()
    kind, found = answers_of(SIGNATURE), carrier(actor=actor, entry_id=change.pk)
    if person is None or kind is None:
        raise NotSigner()
    close_questions(actor, change, str(_("Asked anew.")))
    day = today_of(project=change.project, now=actor.now)
    put(
        actor,
        entry=found.entry,
        person=person,
        kind=kind,
        title=str(change),
        texts=(paper(change, as_of=day), "", ""),
        expires_on=expires_on,
    )
    record(actor, SIGNATURE, change, after={"person_id": person_id, "expires_on": expires_on})
    return change


@verb
def grant_change(*, actor: Actor, approval: Any, record: ChangeRequest) -> None:
    """The board agreed. What its client's sponsor has approved counts as signed.

    An emergency that nobody has assessed is to be assessed within two working days.
    """
    day = today_of(project=record.project, now=actor.now)
    owed = record.emergency and record.assessed_at is None
    values = {"decided_at": actor.now, **({"assess_by": _assess_by(actor, record, day)} if owed else {})}
    _decide(actor, record, "approve", values)
    signed = approval.steps.filter(role=SPONSOR, outcome=AGREED).first()
    if signed:
        _decide(actor, record, "sign", {"signed_at": actor.now, "signed_by_id": signed.decided_by_id})


@verb
def refuse_change(*, actor: Actor, approval: Any, record: ChangeRequest) -> None:
    """The board refused."""
    _decide(actor, record, "reject", {"decided_at": actor.now})


def size(change: ChangeRequest) -> Measure:
    """What finds the row of the matrix: the working days, later or earlier, and a year's money."""
    days = None if change.days is None else abs(change.days)
    if change.cost_once is None and change.cost_monthly is None:
        return Measure(days=days)
    year = (change.cost_once or 0) + MONTHS * (change.cost_monthly or 0)
    return Measure(Decimal(year), change.currency, days)


def content(change: ChangeRequest) -> dict[str, Any]:
    """What must not change between asking and deciding: what it says, and what it does to the plan."""
    effects = change.effects.values_list("effect", "values")
    said = {name: getattr(change, name) for name in CHANGES.fields}
    return {**said, "state": change.state, "effects": [[key, values] for key, values in effects]}


def sign_change(actor: Actor, change_id: UUID, person_id: UUID | None) -> None:
    """The client signed, by the answer to the question. Raises `ChangeMovedOn`."""
    change = _locked(change_id)
    _decide(actor, change, "sign", {"signed_at": actor.now, "signed_by_id": person_id})


def decline_change(actor: Actor, change_id: UUID, reason: str) -> None:
    """The client does not sign: the change is rejected. Raises `ChangeMovedOn`."""
    _decide(actor, _locked(change_id), "decline", {"decided_at": actor.now}, reason)


def close_questions(actor: Actor, change: ChangeRequest, reason: str) -> None:
    """Take back what the client was asked to sign and has not answered."""
    doer, found = house(actor, "signature of a change request"), carrier(actor=actor, entry_id=change.pk)
    for ask in asks_of(actor=actor, carrier=found).waiting().filter(answers=SIGNATURE):
        take_back(doer, ask, reason)


def _locked(change_id: UUID) -> ChangeRequest:
    rows = ChangeRequest.objects.select_for_update(of=("self",)).select_related("project")
    return rows.get(pk=change_id)  # type: ignore[no-any-return]


def _decide(actor: Actor, change: ChangeRequest, step: str, values: dict[str, Any], reason: str = "") -> None:
    """A step that nobody takes by hand."""
    now = DECIDED.get((change.state, step))
    if now is None:
        raise ChangeMovedOn(key=change.key, state=change.get_state_display())
    before = write(change, {**values, "state": now})
    record(actor, POLICY, change, before=before, after={**values, "state": now, "reason": reason})
    publish(told(RecordStateChanged, actor, change, was=before["state"], now=now), actor=actor)


def _assess_by(actor: Actor, change: ChangeRequest, day: date) -> date:
    calendar = project_calendars(actor=actor, project_ids=[change.project_id]).get(change.project_id)
    works = (lambda one: calendar.minutes(one) > 0) if calendar else None
    return working_days_after(day, ASSESSED_WITHIN, is_working=works)


def _foretell(actor: Actor, change: ChangeRequest) -> None:
    found = foresee(actor, change)
    ends = {"finish_before": found.without, "finish_after": found.with_it, "foreseen_at": actor.now}
    write(change, ends)


def _values(actor: Actor, change: ChangeRequest, effect: str, given: dict[str, Any]) -> dict[str, Any]:
    """What an effect is called with, as JSON; the row it is about by its name of today."""
    needed = NEEDED.get(effect)
    if needed is None:
        raise EffectIncomplete(field="effect")
    for name in needed:
        if given[name] in (None, ""):
            raise EffectIncomplete(field=name)
    values: dict[str, Any] = {}
    if "task_id" in needed:
        values |= _row(actor, change, given["task_id"], effect)
    if "name" in needed:
        values["name"] = given["name"]
    if "day" in needed:
        values["day"] = given["day"].isoformat()
    if "days" in needed:
        values["minutes"] = int(given["days"] * DAY_MINUTES)
    return values


def _row(actor: Actor, change: ChangeRequest, task_id: UUID, effect: str) -> dict[str, Any]:
    task = task_by_id(actor=actor, task_id=task_id)
    wanted = "milestone" if effect == MOVE else "task"
    if task.project_id != change.project_id or task.kind != wanted:
        raise EffectIncomplete(WRONG_ROW[wanted], field="task_id")
    return {"task": str(task.pk), "key": task.key, "name": task.name}


NEEDED = {MOVE: ("task_id", "day"), DURATION: ("task_id", "days"), ADD: ("name", "day", "days")}
WRONG_ROW = {
    "milestone": _("Choose a milestone: this effect moves one."),
    "task": _("Choose a task: this effect changes how long one takes."),
}
