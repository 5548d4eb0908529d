"""Verbs of approvals: ask for a decision, decide, hand it on, take the request back."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from records.approving import Measure, approvable_of, content_of, fingerprint, offered
from records.asking import house
from records.events import (
    ApprovalDeferred,
    ApprovalGranted,
    ApprovalRefused,
    ApprovalRequested,
    ApprovalStepTaken,
    ApprovalSuperseded,
    ApprovalWithdrawn,
)
from records.matrix import ANY, Band, fitting
from records.models import Approval, ApprovalStep
from records.selectors import Carrier, carrier
from records.selectors.approvals import step_for
from records.selectors.approvals_deciders import check_reach, may_manage, people_of_step
from records.selectors.approvals_matrix import matrix_in_force
from records.services.approvals_steps import about as facts
from records.services.approvals_steps import can_take_over, close_asks, hand_over, open_steps, steps_of
from records.states import APPROVAL, OPEN
from tenancy.actors import Actor
from tenancy.rules import SamePerson, separate
from tenancy.selectors import people
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied, DomainError, Stale

REQUEST, DECIDE = "records.request_approval", "records.decide_approval"
HAND, WITHDRAW = "records.hand_approval", "records.withdraw_approval"
OUTCOMES = {"approve": ApprovalStep.Outcome.APPROVED, "refuse": ApprovalStep.Outcome.REFUSED}
LONGEST_TEXT = 20_000


class DecisionUnknown(BadInput):
    """The record is not decided on in this way."""

    code = "decision_unknown"
    message = _("Choose a kind of decision that this record has.")
    field = "decision"


class ReasonNeeded(BadInput):
    """Some steps need a reason that others can read later."""

    code = "reason_missing"
    message = _("Write the reason: others will read it in the history.")
    field = "reason"


class OwnWork(Denied):
    """As `SamePerson`, and who may decide instead."""

    code = "same_person"

    def __init__(self, action: str, subject: Any, names: str) -> None:
        text = _("You made this yourself, so somebody else has to decide on it: %(names)s.") % {
            "names": names
        }
        super().__init__(action, subject, message=text)


class NotYourTurn(Denied):
    """It waits for somebody else."""

    code = "not_your_turn"

    def __init__(self, action: str, subject: Any, names: str) -> None:
        text = _("This does not wait for you. It waits for: %(names)s.") % {"names": names}
        super().__init__(action, subject, message=text)


class RecordChanged(DomainError):
    """What was asked about is not there any more."""

    code = "record_changed"
    message = _("The record was changed after this was asked. Ask for approval again.")


class CannotTakeOver(BadInput):
    """A decision is handed to somebody who can come in, and who did not make the thing."""

    code = "cannot_take_over"
    message = _("Choose one of your own people with a login, who did not make this.")
    field = "person_id"


class AuthorUnknown(BadInput):
    """Whoever made it is one of the organization's people."""

    code = "author_unknown"
    message = _("One of the authors is nobody here. Choose people from the list.")
    field = "authors"


@verb
def request_approval(
    *,
    actor: Actor,
    carrier: Carrier,
    about: str,
    decision: str = "",
    amount: Decimal | None = None,
    currency: str = "",
    days: int | None = None,
    due: date | None = None,
    authors: Collection[UUID] = (),
    sponsor_id: UUID | None = None,
) -> Approval:
    """Ask for a decision about a record: `about` is the text that is approved, word for word.

    Money and days find the row of the matrix; without them the record's own count. `authors` are persons
    who made it, beside whoever asks. What was asked before, under the same kind, is superseded.
    `sponsor_id` names one of several sponsors of the client. Raises `DecisionUnknown`, `NobodyElse`,
    `NobodyDecides`, `NoSponsor`, `NotSponsor`, `AuthorUnknown`.
    """
    require(actor, REQUEST, carrier.entry)
    check_reach(actor, carrier.id)
    kinds = [one.key for one in offered(carrier.kind.label)]
    decision = decision or kinds[0]
    if decision not in kinds:
        raise DecisionUnknown()
    _know(actor, authors)
    _supersede_earlier(actor, carrier, decision)
    given = Measure(amount, currency, days)
    approval = _new(actor, carrier, decision, about[:LONGEST_TEXT].strip(), given, authors)
    approval.due = due
    band = _band(actor, approval)
    approval.manner = band.manner
    steps = steps_of(actor, approval, band, sponsor_id)
    approval.save(force_insert=True)
    ApprovalStep.objects.bulk_create(steps)
    record(actor, REQUEST, approval, after=asked(approval))
    publish(ApprovalRequested(*facts(actor, approval), decision), actor=actor)
    open_steps(actor, approval)
    return approval


@verb
def decide(
    *, actor: Actor, approval: Approval, outcome: str, reason: str = "", version: int | None = None
) -> Approval:
    """Approve, refuse or put off what waits for the actor; refusing and putting off need a reason.

    With the last approval the effect follows in the same transaction. Raises `StateRefused`, `NotYourTurn`,
    `OwnWork`, `ReasonNeeded`, `RecordChanged`, `Stale`.
    """
    require(actor, DECIDE, approval)
    check_reach(actor, approval.entry_id)
    APPROVAL.take(actor, approval, outcome)
    if outcome not in (*OUTCOMES, "defer"):
        raise Denied(DECIDE, approval)
    _check_author(actor, approval)
    step = step_for(actor=actor, approval=approval)
    if step is None:
        raise NotYourTurn(DECIDE, approval, waiting_for(actor, approval))
    settle(actor, approval, step, outcome, reason, version=version)
    return approval


@verb
def hand_approval(
    *, actor: Actor, approval: Approval, person_id: UUID, reason: str, version: int | None = None
) -> Approval:
    """Let another of our own people decide instead of the actor.

    Raises `NotYourTurn`, `CannotTakeOver`, `Stale`.
    """
    require(actor, HAND, approval)
    check_reach(actor, approval.entry_id)
    step = step_for(actor=actor, approval=approval) if approval.state in OPEN else None
    if step is None:
        raise NotYourTurn(HAND, approval, waiting_for(actor, approval))
    if person_id == actor.person_id or not can_take_over(actor, approval, person_id):
        raise CannotTakeOver()
    _touch(approval, {}, version)
    hand_over(actor, approval, step, person_id, reason)
    after = {"person_id": person_id, "reason": reason}
    record(actor, HAND, approval, before={"person_id": step.person_id}, after=after)
    return approval


@verb
def withdraw_approval(
    *, actor: Actor, approval: Approval, reason: str, version: int | None = None
) -> Approval:
    """Take a request back: who asked, or who manages the project. Raises `StateRefused`, `Stale`."""
    require(actor, WITHDRAW, approval)
    check_reach(actor, approval.entry_id)
    state = APPROVAL.take(actor, approval, "withdraw", policy=WITHDRAW).to
    if not may_manage(actor, approval):
        raise Denied(WITHDRAW, approval)
    if not reason.strip():
        raise ReasonNeeded()
    _end(actor, approval, state, reason, version)
    record(actor, WITHDRAW, approval, after={"reason": reason})
    publish(ApprovalWithdrawn(*facts(actor, approval)), actor=actor)
    return approval


# --- what the verbs are made of; the answer to a sponsor's ask decides by the same


def settle(
    actor: Actor,
    approval: Approval,
    step: ApprovalStep,
    outcome: str,
    reason: str,
    *,
    version: int | None = None,
    via: str = "",
) -> None:
    """Write what was said at a step, and what follows from it.

    The approval's row is taken first, so that two who decide at once come one after the other.
    """
    if APPROVAL.step(approval.state, outcome).needs_reason and not reason.strip():
        raise ReasonNeeded()
    check_content(actor, approval)
    before = approval.state
    if outcome == "defer":
        _touch(approval, {"state": Approval.State.DEFERRED, "reason": reason[:500]}, version)
        publish(ApprovalDeferred(*facts(actor, approval), approval.version), actor=actor)
    else:
        _touch(approval, {}, version)
        _say(actor, step, outcome, reason, via)
        _conclude(actor, approval, step, outcome, reason)
    after = {"state": approval.state, "outcome": outcome, "reason": reason, "step": step.position}
    record(actor, DECIDE, approval, before={"state": before}, after=after)


def check_content(actor: Actor, approval: Approval) -> None:
    """Refuse where the record is no longer what was asked about."""
    found = record_of(actor, approval)
    if content_of(approvable_of(found.kind.label, approval.decision), found.record) != approval.content:
        raise RecordChanged()


def asked(approval: Approval) -> dict[str, Any]:
    """What the trail keeps of a request."""
    names = ("decision", "amount", "currency", "days", "due", "fingerprint")
    return {name: getattr(approval, name) for name in names}


def record_of(actor: Actor, approval: Approval) -> Carrier:
    """The record as it stands, read by the house."""
    return carrier(actor=house(actor, "approval"), entry_id=approval.entry_id)


def supersede(actor: Actor, approval: Approval, reason: str) -> None:
    """Close a request that was overtaken."""
    _end(actor, approval, Approval.State.SUPERSEDED, reason, None)
    record(actor, "records.supersede_approval", approval, after={"reason": reason})
    publish(ApprovalSuperseded(*facts(actor, approval)), actor=actor)


def waiting_for(actor: Actor, approval: Approval) -> str:
    """The names of those who can decide now."""
    steps = approval.steps.filter(outcome="", opened_at__isnull=False)
    found = [one for step in steps for one in people_of_step(actor=actor, approval=approval, step=step)]
    return ", ".join(dict.fromkeys(one.name for one in found))


def _know(actor: Actor, authors: Collection[UUID]) -> None:
    wanted = set(authors)
    if wanted and people(actor=actor).filter(pk__in=wanted).count() < len(wanted):
        raise AuthorUnknown()


def _new(
    actor: Actor, carrier: Carrier, decision: str, text: str, given: Measure, authors: Collection[UUID]
) -> Approval:
    kind = approvable_of(carrier.kind.label, decision)
    own = kind.measure(carrier.record) if given == Measure() else given
    made = {str(one) for one in (*authors, *kind.authors(carrier.record), actor.person_id) if one}
    approval = Approval(
        **carrier.carried,
        decision=decision,
        about=text,
        amount=own.amount,
        currency=own.currency if own.amount is not None else "",
        days=own.days,
        content=content_of(kind, carrier.record),
        asked_by_id=actor.person_id,
        authors=sorted(made),
        created_at=actor.now,
    )
    told = {
        name: getattr(approval, name)
        for name in ("decision", "about", "amount", "currency", "days", "content")
    }
    approval.fingerprint = fingerprint({**told, "record": str(carrier.id)})
    return approval


def _band(actor: Actor, approval: Approval) -> Band:
    """The row of the matrix in force today that the request falls into."""
    today = actor.today(actor.organization.zone)
    matrix = matrix_in_force(actor=actor, decision=approval.decision, on=today)
    return fitting(
        matrix.bands,
        amount=approval.amount,
        currency=approval.currency,
        days=approval.days,
        counted_in=matrix.currency,
    )


def _supersede_earlier(actor: Actor, carrier: Carrier, decision: str) -> None:
    for earlier in Approval.objects.open().filter(entry=carrier.entry, decision=decision):
        supersede(actor, earlier, str(_("Asked anew.")))


def _check_author(actor: Actor, approval: Approval) -> None:
    try:
        separate(actor, map(UUID, approval.authors), action=DECIDE, subject=approval)
    except SamePerson as error:
        names = waiting_for(actor, approval)
        raise (OwnWork(DECIDE, approval, names) if names else error) from error


def _touch(approval: Approval, values: dict[str, Any], version: int | None) -> None:
    """Take the approval's row, over the version that was seen, while it is open."""
    rows = Approval.objects.open().filter(pk=approval.pk)
    seen = approval.version if version is None else version
    if not rows.filter(version=seen).update(**values, version=F("version") + 1):
        raise Stale()
    for name, value in {**values, "version": seen + 1}.items():
        setattr(approval, name, value)


def _say(actor: Actor, step: ApprovalStep, outcome: str, reason: str, via: str) -> None:
    said = {
        "outcome": OUTCOMES[outcome],
        "reason": reason[:500],
        "decided_by_id": actor.person_id,
        "decided_at": actor.now,
        "via": via or actor.via,
        "ip": actor.ip or None,
    }
    if not ApprovalStep.objects.filter(pk=step.pk, outcome="").update(**said):
        raise Stale()


def _conclude(actor: Actor, approval: Approval, step: ApprovalStep, outcome: str, reason: str) -> None:
    """Granted, refused, or somebody else's turn."""
    if outcome == "refuse":
        _finish(actor, approval, Approval.State.REFUSED, reason)
    elif approval.manner == ANY or not approval.steps.filter(outcome="").exists():
        _finish(actor, approval, Approval.State.GRANTED, reason)
    else:
        _set(approval, {"state": Approval.State.PENDING})
        publish(ApprovalStepTaken(*facts(actor, approval), step.pk), actor=actor)
        open_steps(actor, approval)


def _finish(actor: Actor, approval: Approval, state: str, reason: str) -> None:
    """The decision is made: what follows from it follows now."""
    _set(approval, {"state": state, "reason": reason[:500], "decided_at": actor.now})
    close_asks(actor, approval, str(_("The decision is made.")))
    found = record_of(actor, approval)
    effects = approvable_of(found.kind.label, approval.decision)
    granted = state == Approval.State.GRANTED
    effect = effects.on_granted if granted else effects.on_refused
    effect(actor=house(actor, f"approval {approval.pk}"), approval=approval, record=found.record)
    told = ApprovalGranted if granted else ApprovalRefused
    publish(told(*facts(actor, approval), approval.decision), actor=actor)


def _end(actor: Actor, approval: Approval, state: str, reason: str, version: int | None) -> None:
    _touch(approval, {"state": state, "reason": reason[:500], "decided_at": actor.now}, version)
    close_asks(actor, approval, reason)


def _set(approval: Approval, values: dict[str, Any]) -> None:
    """Write to a row that this transaction has taken already."""
    Approval.objects.filter(pk=approval.pk).update(**values)
    for name, value in values.items():
        setattr(approval, name, value)
