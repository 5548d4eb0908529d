"""Writing down what is told to whom."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from notifications.letters import Letter
from notifications.models import Delivery, Escalation, InboxLine
from notifications.resolving import Way
from notifications.selectors import Reader, Wish, readers, wishes
from notifications.services.placing import KIND, Used, place, used_slots
from tenancy.actors import Actor
from tenancy.verbs import require, verb
from toolkit.identifiers import uuid7

MAILED = (Way.MAIL, Way.DIGEST)


@dataclass(frozen=True)
class Hearer:
    """Somebody who is told, and how."""

    reader: Reader
    wish: Wish

    @property
    def is_mailed(self) -> bool:
        return self.wish.way in MAILED and bool(self.reader.email)


@verb
def tell_people(
    *, actor: Actor, rule: str, letter: Letter, event: UUID, escalation: Escalation | None = None
) -> int:
    """Write a letter into the inboxes of its people and into the ledger of mails; answers how many people.

    Each person hears in the way she chose; who turned the rule off, or muted the record, is not told.
    Written twice it changes nothing: what the same rule told about the same version stays as it is. The
    ledger is its own trail, so there is no audit line. Nothing is sent here.
    """
    require(actor, "notifications.tell_people")
    hearers = _hearers(actor, rule, letter)
    fact = _fact(actor, rule, letter, event)
    lines = [InboxLine(person_id=one.reader.id, escalation=escalation, **fact) for one in hearers]
    InboxLine.objects.bulk_create(lines, ignore_conflicts=True)
    mailed = [one for one in hearers if one.is_mailed]
    used = used_slots([one.reader.id for one in mailed if one.wish.way == Way.DIGEST]) if mailed else {}
    rows = [_delivery(one, fact, used) for one in mailed]
    Delivery.objects.bulk_create([*rows, *_to_address(letter, fact)], ignore_conflicts=True)
    return len(hearers)


def _hearers(actor: Actor, rule: str, letter: Letter) -> list[Hearer]:
    people = readers(actor=actor, people=letter.people) if letter.people else []
    if not people:
        return []
    found = wishes(
        rule=rule,
        people=[reader.id for reader in people],
        subject_kind=letter.subject_kind,
        subject_id=letter.subject_id,
        project=letter.project,
    )
    return [Hearer(one, found[one.id]) for one in people if found[one.id].way != Way.OFF]


def _fact(actor: Actor, rule: str, letter: Letter, event: UUID) -> dict[str, Any]:
    return {
        "event": event,
        "rule": rule,
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


def _delivery(one: Hearer, fact: dict[str, Any], used: Used) -> Delivery:
    reader, wish = one.reader, one.wish
    last = used.get((reader.id, KIND[wish.times.rhythm.hourly]), 0)
    placed = place(fact["rule"], wish, zone=reader.zone, at=fact["created_at"], used=last)
    return Delivery(
        person_id=reader.id, language=reader.language, message_id=new_message_id(), **placed, **fact
    )


def _to_address(letter: Letter, fact: dict[str, Any]) -> list[Delivery]:
    if not letter.address:
        return []
    to = {"address": letter.address, "language": letter.language, "message_id": new_message_id()}
    return [Delivery(next_at=fact["created_at"], **to, **fact)]


def new_message_id() -> str:
    """A Message-ID of this house. Made once per letter, when it is written."""
    return f"<{uuid7()}@{urlsplit(settings.SITE_ADDRESS).hostname or 'localhost'}>"
