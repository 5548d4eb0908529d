"""Sending what is due: claim, send, mark."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.core.validators import validate_email
from django.utils import translation

from notifications import letters, refusals
from notifications.catalogue import DIGEST, NOTICES
from notifications.letters import Frame
from notifications.models import Delivery
from notifications.selectors import Reader, items_of, readers, times_of
from notifications.services.digests import digest_context
from notifications.services.framing import frame_of
from notifications.services.placing import earliest
from tenancy.actors import OrganizationRef, System
from tenancy.scope import tenant_tx
from toolkit.backoff import backoff

log = logging.getLogger(__name__)


class Undeliverable(RuntimeError):
    """No further attempt can help: an administrator has to look."""


class NotNeeded(RuntimeError):
    """What the letter says is no longer so."""


@dataclass(frozen=True)
class Claimed:
    """A letter in its sender's hand, with all that the database has to say about it."""

    delivery: Delivery
    reader: Reader | None
    link: str
    context: Mapping[str, Any]
    frame: Frame
    items: list[Delivery] = field(default_factory=list)


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
        _mark(organization_id, claimed.delivery, error=_try(claimed), now=now)
        tried += 1
    return tried


def _claim(organization_id: UUID, now: datetime) -> Claimed | None:
    """Take the longest due letter; those whose reader has quiet hours now are put off without counting."""
    sender = System("sends letters", OrganizationRef(organization_id), now=now)
    with tenant_tx(organization_id):
        while True:
            due = Delivery.objects.due(now=now).order_by("next_at", "id")
            delivery = due.select_for_update(skip_locked=True).first()
            if delivery is None:
                return None
            people = [delivery.person_id] if delivery.person_id else []
            reader = next(iter(readers(actor=sender, people=people)), None) if people else None
            if not _put_off(delivery, reader, now):
                return _take(delivery, reader, now)


def _put_off(delivery: Delivery, reader: Reader | None, now: datetime) -> bool:
    if reader is None:
        return False
    due = earliest(delivery.rule, times_of(people=[reader.id])[reader.id], zone=reader.zone, at=now)
    if due <= now:
        return False
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.PENDING, next_at=due)
    return True


def _take(delivery: Delivery, reader: Reader | None, now: datetime) -> Claimed:
    delivery.attempts += 1
    Delivery.objects.filter(pk=delivery.pk).update(
        state=Delivery.State.SENDING,
        attempts=delivery.attempts,
        next_at=now + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS),
    )
    if delivery.address:
        return _addressed(delivery)
    items = items_of(digest=delivery) if delivery.rule == DIGEST else []
    frame = frame_of(delivery)
    return Claimed(delivery, reader, delivery.link, delivery.context, frame, items)


def _addressed(delivery: Delivery) -> Claimed:
    """A letter to an address says what is so now; its link is made for this sending and kept nowhere."""
    known = NOTICES.get(delivery.rule)
    found = known.addressee(delivery.subject_id) if known and known.addressee else None
    if found is None:
        return Claimed(delivery, None, "", {}, Frame())
    reader = Reader(delivery.pk, found.name, delivery.address, found.language, found.zone)
    return Claimed(
        delivery, reader, found.link, {**delivery.context, **letters.freeze(found.context)}, Frame()
    )


def _try(claimed: Claimed) -> Exception | None:
    try:
        _post(claimed)
    except NotNeeded as error:
        return error
    except Exception as error:
        # Kept on the row, tried again with backoff, parked in the end: an administrator sees it.
        log.exception("letter %s was not sent", claimed.delivery.pk)
        return error
    return None


def _post(claimed: Claimed) -> None:
    delivery, reader = claimed.delivery, claimed.reader
    if delivery.attempts > settings.MILEPOST_ATTEMPTS:
        raise Undeliverable("every sender of this letter was killed before it could say why")
    if reader is None and delivery.address:
        raise NotNeeded("there is nothing to say any more")
    if reader is None or not reader.email:
        raise Undeliverable("the person is no member any more, or has no mail address")
    validate_email(reader.email)
    words = _words(claimed, reader)
    headers = {"Message-ID": delivery.message_id, "Auto-Submitted": "auto-generated"}
    if claimed.frame.stop_link:
        headers["List-Unsubscribe"] = f"<{claimed.frame.stop_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(words.subject, words.text, to=[reader.email], headers=headers)
    mail.attach_alternative(words.html, "text/html")
    mail.send()


def _words(claimed: Claimed, reader: Reader) -> letters.Words:
    context = claimed.context
    if claimed.delivery.rule == DIGEST:
        with translation.override(reader.language):
            context = {**context, **digest_context(claimed.items)}
    return letters.write(
        claimed.delivery.template,
        context,
        link=claimed.link,
        name=reader.name,
        language=reader.language,
        zone=reader.zone,
        frame=claimed.frame,
    )


def _mark(organization_id: UUID, delivery: Delivery, *, error: Exception | None, now: datetime) -> None:
    """A success counts whoever has the letter now; a failure counts only for its latest attempt."""
    with tenant_tx(organization_id):
        row = Delivery.objects.filter(pk=delivery.pk)
        if error is None:
            row.update(state=Delivery.State.SENT, sent_at=now, error="")
            Delivery.objects.filter(digest=delivery.pk).update(state=Delivery.State.SENT, sent_at=now)
            return
        own = row.filter(state=Delivery.State.SENDING, attempts=delivery.attempts)
        own.update(error=repr(error), **_after(delivery, error, now))


def _after(delivery: Delivery, error: Exception, now: datetime) -> dict[str, Any]:
    """What becomes of a letter that was not sent: trouble of the server passes, what is final does not."""
    if isinstance(error, NotNeeded):
        return {"state": Delivery.State.DROPPED}
    if is_final(error) or delivery.attempts >= settings.MILEPOST_ATTEMPTS:
        return {"state": Delivery.State.PARKED}
    wait = backoff(
        delivery.attempts,
        first=settings.MILEPOST_MAIL_BACKOFF_SECONDS,
        longest=settings.MILEPOST_MAIL_LONGEST_SECONDS,
        seed=delivery.message_id,
    )
    return {"state": Delivery.State.FAILED, "next_at": now + wait}


def is_final(error: Exception) -> bool:
    """Whether no further attempt can help."""
    own = (Undeliverable, ValidationError, BadHeaderError)
    return isinstance(error, own) or refusals.is_permanent(error)
