"""Escalation: start a ladder, climb it rung by rung, stop it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from notifications import letters, selectors
from notifications.catalogue import ESCALATED, NOTICES, Notice
from notifications.events import EscalationAcknowledged
from notifications.letters import Letter
from notifications.models import FIRST, Escalation, EscalationStep, InboxLine, Rung
from notifications.policies import visible
from notifications.selectors import Step, readers
from notifications.services.telling import tell_people
from tenancy.actors import Actor
from tenancy.listeners import EVENTS, Event, event_name, pack, unpack
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import DomainError

WHY = _("You stand on the ladder by which this is escalated.")


class AlreadyAcknowledged(DomainError):
    """Somebody was first."""

    code = "already_acknowledged"
    message = _("%(name)s has acknowledged this already.")


class NoLongerEscalated(DomainError):
    """What it told of is no longer so."""

    code = "no_longer_escalated"
    message = _("This is no longer so, and nobody waits for you.")


@verb
def start_ladder(
    *, actor: Actor, known: Notice, fact: Event, event: UUID, letter: Letter
) -> Escalation | None:
    """Begin to count the hours until somebody acknowledges; None where the organization has no rung for it.

    Once for each version of what the letter tells of.
    """
    require(actor, "notifications.tell_people")
    steps = selectors.ladder(actor=actor, rule=known.rule).steps
    if not steps:
        return None
    new = Escalation(
        **_known(actor, known, letter, event),
        fact_name=event_name(type(fact)),
        payload=pack(fact),
        next_at=actor.now + timedelta(hours=steps[0].hours),
    )
    Escalation.objects.bulk_create([new], ignore_conflicts=True)
    found = Escalation.objects.get(
        rule=known.rule,
        subject_kind=letter.subject_kind,
        subject_id=letter.subject_id,
        version=letter.version,
    )
    if found.pk == new.pk:
        _note(actor, found, FIRST, "", letter.people)
    return found


def _known(actor: Actor, known: Notice, letter: Letter, event: UUID) -> dict[str, Any]:
    return {
        "event": event,
        "rule": known.rule,
        "subject_kind": letter.subject_kind,
        "subject_id": letter.subject_id,
        "version": letter.version,
        "template": letter.template,
        "context": letter.stored_context(),
        "link": letter.link,
        "project": letter.project,
        "project_name": letter.project_name,
        "created_at": actor.now,
    }


def _note(actor: Actor, ladder: Escalation, position: int, role: str, people: Iterable[UUID]) -> bool:
    """Write down that a rung was told; False when somebody else did it first."""
    names = [reader.name for reader in readers(actor=actor, people=list(people))]
    step = EscalationStep(escalation=ladder, position=position, role=role, people=names, told_at=actor.now)
    EscalationStep.objects.bulk_create([step], ignore_conflicts=True)
    return EscalationStep.objects.filter(pk=step.pk).exists()


@verb
def climb_ladders(*, actor: Actor) -> int:
    """Tell the next rung of every ladder whose hours are over; answers how many rungs were told.

    One rung a ladder, however late this runs: the hours of the rung above count from now. A ladder whose
    matter is settled ends.
    """
    require(actor, "notifications.tell_people")
    due = Escalation.objects.due(now=actor.now).order_by("next_at", "id")
    return sum(_climb(actor, one) for one in due.select_for_update(skip_locked=True, of=("self",)))


def _climb(actor: Actor, ladder: Escalation) -> int:
    known = NOTICES.get(ladder.rule)
    letter = _still(ladder, known)
    if known is None or letter is None:
        Escalation.objects.filter(pk=ladder.pk).update(ended_at=actor.now, next_at=None)
        return 0
    above = [
        step
        for step in selectors.ladder(actor=actor, rule=ladder.rule).steps
        if step.position > ladder.position
    ]
    for step in above:
        people = _people(actor, known, ladder, step.role)
        if people:
            _go(actor, ladder, step, [one for one in above if one.position > step.position])
            return _tell(actor, ladder, step, people, letter)
    Escalation.objects.filter(pk=ladder.pk).update(next_at=None)
    return 0


def _still(ladder: Escalation, known: Notice | None) -> Letter | None:
    """The letter as its room would write it now; None when there is nothing to tell any more."""
    event = EVENTS.get(ladder.fact_name)
    if known is None or known.write is None or event is None:
        return None
    organization_id: Any = ladder.organization_id
    return known.write(unpack(event, organization_id, ladder.payload))


def _people(actor: Actor, known: Notice, ladder: Escalation, role: str) -> list[UUID]:
    """Who stands on a rung today and was not told yet; a rung without such a person is passed over."""
    if known.people is None or ladder.project is None:
        return []
    told = set(InboxLine.objects.filter(escalation=ladder).values_list("person_id", flat=True))
    people = [one for one in known.people(actor, ladder.project, role) if one not in told]
    return [reader.id for reader in readers(actor=actor, people=people)] if people else []


def _go(actor: Actor, ladder: Escalation, step: Step, above: list[Step]) -> None:
    next_at = actor.now + timedelta(hours=above[0].hours) if above else None
    Escalation.objects.filter(pk=ladder.pk).update(position=step.position, next_at=next_at)


def _tell(actor: Actor, ladder: Escalation, step: Step, people: list[UUID], letter: Letter) -> int:
    if not _note(actor, ladder, step.position, step.role, people):
        return 0
    told = Letter(
        people=people,
        template="notifications/mail/escalated",
        link=letter.link,
        subject_kind="notifications.Escalation",
        subject_id=ladder.pk,
        version=step.position,
        why=WHY,
        context={**_context(actor, ladder), "what": about(ladder.template, letter.stored_context())},
        project=ladder.project,
        project_name=ladder.project_name,
    )
    tell_people(actor=actor, rule=ESCALATED, letter=told, event=ladder.event, escalation=ladder)
    return 1


def _context(actor: Actor, ladder: Escalation) -> dict[str, Any]:
    below = EscalationStep.objects.filter(escalation=ladder, position__lte=ladder.position)
    names = [name for people in below.values_list("people", flat=True) for name in people]
    return {
        "hours": int((actor.now - ladder.created_at).total_seconds() // 3600),
        "names": ", ".join(dict.fromkeys(names)),
    }


about = lazy(letters.headline, str)


@verb
def acknowledge(*, actor: Actor, escalation: Escalation) -> Escalation:
    """Say "I have seen it and take care": the ladder stops, whoever was told sees by whom."""
    require(actor, "notifications.acknowledge")
    rows = Escalation.objects.filter(selectors.visible_escalations(actor), pk=escalation.pk)
    stopped = rows.open().update(acknowledged_at=actor.now, acknowledged_by=actor.person_id, next_at=None)
    found = selectors.escalation_by_id(actor=actor, escalation_id=escalation.pk)
    if not stopped:
        raise _refusal(found)
    mine = InboxLine.objects.filter(visible(actor), escalation=found)
    mine.unread().update(read_at=actor.now)
    actor.memo.pop(selectors.UNREAD, None)
    record(actor, "notifications.acknowledge", found, after={"rule": found.rule})
    publish(EscalationAcknowledged(actor.organization.id, found.project, found.pk, found.rule), actor=actor)
    return found


def _refusal(found: Escalation) -> DomainError:
    if found.acknowledged_at is None:
        return NoLongerEscalated()
    return AlreadyAcknowledged(name=found.acknowledged_by.name if found.acknowledged_by else "")


@verb
def set_ladder(*, actor: Actor, rule: str, steps: list[tuple[str, int]]) -> None:
    """Set the rungs above the first of one rule, or (with an empty rule) of all that have no own ladder.

    `steps`: role and hours of each rung from the second on. None at all: nobody further is told.
    """
    require(actor, "notifications.set_ladder")
    before = selectors.ladder(actor=actor, rule=rule)
    Rung.objects.filter(rule=rule).delete()
    first = Rung(rule=rule, position=FIRST)
    above = [Rung(rule=rule, position=n, role=role, hours=h) for n, (role, h) in enumerate(steps, FIRST + 1)]
    Rung.objects.bulk_create([first, *above])
    was = [[step.role, step.hours] for step in before.steps]
    record(
        actor, "notifications.set_ladder", first, before={"rule": rule, "steps": was}, after={"steps": steps}
    )


@verb
def forget_ladder(*, actor: Actor, rule: str) -> None:
    """Let a rule use the organization's usual ladder again (an empty rule: the house's)."""
    require(actor, "notifications.set_ladder")
    rows = list(Rung.objects.filter(rule=rule))
    if rows:
        record(actor, "notifications.forget_ladder", rows[0], before={"rule": rule})
        Rung.objects.filter(rule=rule).delete()
