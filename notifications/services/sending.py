"""Sending what is due: claim, send, mark."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from notifications import letters
from notifications.models import Delivery
from notifications.selectors import Reader, readers
from tenancy.actors import OrganizationRef, System
from tenancy.scope import tenant_tx

log = logging.getLogger(__name__)


class Undeliverable(RuntimeError):
    """No further attempt can help: an administrator has to look."""


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
