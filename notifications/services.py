"""The verbs of telling: write it down, send it, read it, send it again."""

import logging
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db.models import QuerySet

from notifications import letters
from notifications.letters import Letter
from notifications.models import Delivery, InboxLine
from notifications.policies import visible
from notifications.selectors import UNREAD, Reader, readers
from tenancy.actors import Actor, OrganizationRef, System
from tenancy.scope import tenant_tx
from tenancy.verbs import record, record_all, require, verb
from toolkit.errors import Missing
from toolkit.identifiers import uuid7

log = logging.getLogger(__name__)


class Undeliverable(RuntimeError):
    """No further attempt can help: an administrator has to look."""


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


def send_letters(*, organization_id: UUID, now: datetime, at_most: int | None = None) -> int:
    """Send what is due, one letter after the other; answers how many were tried.

    Claim, send and mark are three steps and the sending stands in no transaction: a slow mail server holds
    no lock. A sender killed before marking leaves the row to the next one, when the lease from `now` has
    ended; the mail then goes out again under the same Message-ID. That window cannot be closed.
    """
    tried = 0
    while tried < (at_most or settings.MILEPOST_CLAIM_SIZE):
        claimed = _claim(organization_id, now)
        if claimed is None:
            break
        delivery, reader = claimed
        _mark(organization_id, delivery, error=_try(delivery, reader), now=now)
        tried += 1
    return tried


def _claim(organization_id: UUID, now: datetime) -> tuple[Delivery, Reader | None] | None:
    sender = System("sends letters", OrganizationRef(organization_id), now=now)
    with tenant_tx(organization_id):
        due = Delivery.objects.due(now=now).order_by("next_at", "id")
        delivery = due.select_for_update(skip_locked=True).first()
        if delivery is None:
            return None
        delivery.attempts += 1
        Delivery.objects.filter(pk=delivery.pk).update(
            state=Delivery.State.SENDING,
            attempts=delivery.attempts,
            next_at=now + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS),
        )
        return delivery, next(iter(readers(actor=sender, people=[delivery.person_id])), None)


def _try(delivery: Delivery, reader: Reader | None) -> Exception | None:
    try:
        _post(delivery, reader)
    except Exception as error:
        # Kept on the row, tried again with backoff, parked in the end: an administrator sees it.
        log.exception("letter %s was not sent", delivery.pk)
        return error
    return None


def _post(delivery: Delivery, reader: Reader | None) -> None:
    if delivery.attempts > settings.MILEPOST_ATTEMPTS:
        raise Undeliverable("every sender of this letter was killed before it could say why")
    if reader is None or not reader.email:
        raise Undeliverable("the person is no member any more, or has no mail address")
    validate_email(reader.email)
    words = letters.write(
        delivery.template,
        delivery.context,
        link=delivery.link,
        name=reader.name,
        language=delivery.language,
        zone=reader.zone,
    )
    headers = {"Message-ID": delivery.message_id, "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(words.subject, words.text, to=[reader.email], headers=headers)
    mail.attach_alternative(words.html, "text/html")
    mail.send()


def _mark(organization_id: UUID, delivery: Delivery, *, error: Exception | None, now: datetime) -> None:
    """A success counts whoever has the letter now; a failure counts only for its latest attempt."""
    with tenant_tx(organization_id):
        row = Delivery.objects.filter(pk=delivery.pk)
        if error is None:
            row.update(state=Delivery.State.SENT, sent_at=now, error="")
            return
        own = row.filter(state=Delivery.State.SENDING, attempts=delivery.attempts)
        if isinstance(error, Undeliverable) or delivery.attempts >= settings.MILEPOST_ATTEMPTS:
            own.update(state=Delivery.State.PARKED, error=repr(error))
        else:
            wait = timedelta(seconds=settings.MILEPOST_BACKOFF_SECONDS * 2 ** (delivery.attempts - 1))
            own.update(state=Delivery.State.FAILED, next_at=now + wait, error=repr(error))


@verb
def mark_read(*, actor: Actor, line: InboxLine) -> None:
    """Note that the actor has read one of her lines. Reading it again changes nothing."""
    require(actor, "notifications.mark_read", line)
    mine = InboxLine.objects.filter(visible(actor), pk=line.pk)
    if not mine.exists():
        raise Missing()
    if mine.unread().update(read_at=actor.now):
        actor.memo.pop(UNREAD, None)
        record(actor, "notifications.mark_read", line)


@verb
def mark_all_read(*, actor: Actor) -> int:
    """Note that the actor has read all of her lines; answers how many were unread."""
    require(actor, "notifications.mark_read")
    lines = list(InboxLine.objects.filter(visible(actor)).unread().select_for_update())
    InboxLine.objects.filter(pk__in=[line.pk for line in lines]).update(read_at=actor.now)
    actor.memo.pop(UNREAD, None)
    record_all(actor, "notifications.mark_read", [(line, None, None) for line in lines])
    return len(lines)


@verb
def send_again(*, actor: Actor, deliveries: QuerySet[Delivery]) -> int:
    """Give parked letters to the sender again, under their old Message-IDs; answers how many."""
    require(actor, "notifications.send_again")
    parked = list(deliveries.filter(state=Delivery.State.PARKED).select_for_update(of=("self",)))
    record_all(actor, "notifications.send_again", [(row, {"error": row.error}, None) for row in parked])
    Delivery.objects.filter(pk__in=[row.pk for row in parked]).update(
        state=Delivery.State.PENDING, attempts=0, next_at=actor.now, error=""
    )
    return len(parked)
