"""Writing down what is told to whom."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from notifications.letters import Letter
from notifications.models import Delivery, InboxLine
from notifications.selectors import Reader, readers
from tenancy.actors import Actor
from tenancy.verbs import require, verb
from toolkit.identifiers import uuid7


@verb
def tell_people(*, actor: Actor, rule: str, letter: Letter, event: UUID) -> int:
    """Write a letter into the inboxes of its people and into the ledger of mails; answers how many people.

    Written twice it changes nothing: what the same rule told about the same version stays as it is. The
    ledger is its own trail, so there is no audit line. Nothing is sent here.
    """
    require(actor, "notifications.tell_people")
    people = readers(actor=actor, people=letter.people)
    fact = _fact(actor, rule, letter, event)
    InboxLine.objects.bulk_create(
        [InboxLine(person_id=reader.id, **fact) for reader in people], ignore_conflicts=True
    )
    Delivery.objects.bulk_create(
        [_delivery(reader, fact) for reader in people if reader.email], ignore_conflicts=True
    )
    return len(people)


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
        "created_at": actor.now,
    }


def _delivery(reader: Reader, fact: dict[str, Any]) -> Delivery:
    return Delivery(
        person_id=reader.id,
        language=reader.language,
        message_id=new_message_id(),
        next_at=fact["created_at"],
        **fact,
    )


def new_message_id() -> str:
    """A Message-ID of this house. Made once per letter, when it is written."""
    return f"<{uuid7()}@{urlsplit(settings.SITE_ADDRESS).hostname or 'localhost'}>"
