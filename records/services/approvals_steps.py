"""Who decides on a request: the steps made of a row of the matrix, opened and closed in their turn."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from records.approving import decision_of
from records.asking import answers_of
from records.events import ApprovalStepOpened
from records.matrix import IN_ORDER, SPONSOR, Band
from records.models import Approval, ApprovalStep, Ask
from records.selectors.approvals_deciders import Decider, deciders, others
from records.selectors.people import readers_among
from records.services.asks import put, take_back
from tenancy.actors import Actor
from tenancy.selectors import administrators, people
from tenancy.verbs import publish
from toolkit.errors import BadInput, DomainError

APPROVE = "records.approve"
TITLE_LENGTH = 200
DELIVERY_HEAD = "DH"


class NobodyElse(DomainError):
    """Whoever made it does not decide on it, and nobody else may."""

    code = "nobody_else"
    message = _(
        "Only %(author)s may decide on this, and made it. Ask %(others)s to make somebody else delivery head."
    )


class NobodyDecides(DomainError):
    """A role that nobody holds decides nothing."""

    code = "nobody_decides"
    message = _("Nobody holds the role that decides on this. Ask %(others)s to give it to somebody.")


class NoSponsor(DomainError):
    """The client's sponsor decides by an ask."""

    code = "no_sponsor"
    message = _("The client’s sponsor decides on this, and nobody is named as sponsor. Choose one.")
    field = "sponsor_id"


class NotSponsor(BadInput):
    """The sponsor is one of the client's people, with an address."""

    code = "not_sponsor"
    message = _("Choose one of this client’s people who has a mail address.")
    field = "sponsor_id"


def steps_of(actor: Actor, approval: Approval, band: Band, sponsor_id: UUID | None) -> list[ApprovalStep]:
    """The steps of a request, in their order; raises what names whom to ask where nobody is left."""
    if sponsor_id is not None:
        _sponsor(
            actor, approval, sponsor_id
        )  # whoever is named is one, also where nobody of the client decides
    found: list[tuple[str, UUID | None]] = []
    for pair in _pairs(actor, approval, band, sponsor_id):
        if pair not in found:
            found.append(pair)
    return [
        ApprovalStep(approval=approval, position=position, role=role, person_id=person_id)
        for position, (role, person_id) in enumerate(found, 1)
    ]


def _pairs(
    actor: Actor, approval: Approval, band: Band, sponsor_id: UUID | None
) -> Iterator[tuple[str, UUID | None]]:
    for role in band.roles:
        if role != SPONSOR:
            yield _held(actor, approval, role), None
        elif approval.client_id:
            yield SPONSOR, _sponsor(actor, approval, sponsor_id)
        elif len(band.roles) == 1 and not band.person_id:
            yield _held(actor, approval, DELIVERY_HEAD), None
    if band.person_id and can_take_over(actor, approval, band.person_id):
        yield "", band.person_id
    elif band.person_id:
        yield _held(actor, approval, DELIVERY_HEAD), None


def _held(actor: Actor, approval: Approval, role: str) -> str:
    """The role, or the next one where nobody but the authors holds it."""
    found = deciders(actor=actor, role=role, project_id=approval.project_id)
    if others(found, approval.authors):
        return role
    if role != DELIVERY_HEAD:
        return _held(actor, approval, DELIVERY_HEAD)
    raise refusal(actor, found)


def refusal(actor: Actor, found: list[Decider]) -> DomainError:
    """Why nobody can decide, and who can change that."""
    helpers = ", ".join(administrators(actor=actor)) or str(_("an administrator"))
    if not found:
        return NobodyDecides(others=helpers)
    return NobodyElse(author=", ".join(one.name for one in found), others=helpers)


def _sponsor(actor: Actor, approval: Approval, sponsor_id: UUID | None) -> UUID:
    if sponsor_id is None:
        found = deciders(
            actor=actor, role=SPONSOR, project_id=approval.project_id, client_id=approval.client_id
        )
        if not found:
            raise NoSponsor()
        return found[0].id
    theirs = Q(client_id=approval.client_id, client__isnull=False)
    person = people(actor=actor).present().filter(theirs, pk=sponsor_id).first()
    if person is None or not person.email:
        raise NotSponsor()
    return sponsor_id


def open_steps(actor: Actor, approval: Approval) -> None:
    """Put the request to whoever is next: to all at once, unless one decides after the other."""
    left = list(approval.steps.filter(outcome="").order_by("position"))
    closed = [one for one in left if one.opened_at is None]
    if approval.manner == IN_ORDER:
        closed = [] if any(one.is_waiting for one in left) else closed[:1]
    for step in closed:
        open_step(actor, approval, step)


def open_step(actor: Actor, approval: Approval, step: ApprovalStep) -> None:
    """It is this step's turn: a sponsor is asked by mail, everybody else told."""
    step.opened_at = actor.now
    step.ask = ask_sponsor(actor, approval, step) if step.role == SPONSOR else None
    turn = step.reminders + 1
    values = {"opened_at": step.opened_at, "ask": step.ask, "reminders": turn}
    ApprovalStep.objects.filter(pk=step.pk).update(**values)
    if step.ask is None:
        publish(ApprovalStepOpened(*about(actor, approval), step.pk, turn), actor=actor)


def ask_sponsor(actor: Actor, approval: Approval, step: ApprovalStep) -> Ask:
    """The request as a question to the client's sponsor."""
    kind = answers_of(APPROVE)
    assert kind is not None
    assert step.person_id is not None
    person = people(actor=actor).get(pk=step.person_id)
    title = f"{approval.entry.key} {approval.entry.title}".strip()
    today = actor.today(person.zone)
    return put(
        actor,
        entry=approval.entry,
        person=person,
        kind=kind,
        title=f"{decision_of(approval.decision).name}: {title}"[:TITLE_LENGTH],
        texts=(approval.about, "", ""),
        expires_on=approval.due if approval.due and approval.due >= today else None,
        asked_by_id=approval.asked_by_id,
        arguments={"step": str(step.pk), "approval": str(approval.pk)},
    )


def close_asks(actor: Actor, approval: Approval, reason: str) -> None:
    """Take back what sponsors were asked and have not answered: the decision is made without them."""
    waiting = Ask.objects.waiting().filter(pk__in=approval.steps.filter(outcome="").values("ask_id"))
    for ask in waiting.order_by("pk"):
        take_back(actor, ask, reason)


def about(actor: Actor, approval: Approval) -> tuple[UUID, UUID | None, UUID, UUID]:
    """What every fact about an approval names first."""
    return (actor.organization.id, approval.project_id, approval.entry_id, approval.pk)


def hand_over(actor: Actor, approval: Approval, step: ApprovalStep, person_id: UUID, reason: str) -> None:
    """Name another person for a step that waits, and put it to her."""
    values = {"person_id": person_id, "handed_by_id": actor.person_id, "handed_reason": reason[:500]}
    open_now = ApprovalStep.objects.filter(pk=step.pk, outcome="")
    open_now.update(**values, reminders=F("reminders") + 1, reminded_at=None, opened_at=actor.now)
    publish(ApprovalStepOpened(*about(actor, approval), step.pk, step.reminders + 1), actor=actor)


def can_take_over(actor: Actor, approval: Approval, person_id: UUID) -> bool:
    """Whether somebody can decide by name: one of our own who may read the record, and did not make it."""
    if str(person_id) in approval.authors:
        return False
    return bool(readers_among(actor=actor, entry_id=approval.entry_id, people_ids=[person_id]))
