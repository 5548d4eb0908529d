"""Sending deliveries: claim a webhook and its oldest delivery, send, mark."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F

from notifications import signing
from notifications.models import Webhook, WebhookDelivery
from notifications.services.webhooks import stop_webhook
from tenancy.actors import OrganizationRef, System
from tenancy.scope import tenant_tx
from toolkit import egress

GONE = 410
KEPT_CHARACTERS = 500
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """What became of a delivery; without a status nobody answered, and more is not said."""

    status: int | None = None
    milliseconds: int | None = None
    answer: str = ""

    @property
    def is_success(self) -> bool:
        """2xx. A redirect is not followed, so it is none."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_sick(self) -> bool:
        """Nobody answered, or the server said that it cannot now: it may rest."""
        return self.status is None or self.status >= 500 or self.status == 429


def send_delivery(*, organization_id: UUID, now: datetime) -> Sent | None:
    """Send the oldest due delivery of the webhook whose turn it is; None when nothing is due.

    Claim, send and mark are three steps and the sending stands in no transaction. A sender killed before
    marking leaves webhook and delivery to the next one, when the lease from `now` has ended; the fact then
    goes out again under the same webhook-id. That window cannot be closed.
    """
    delivery = _claim(organization_id, now)
    if delivery is None:
        return None
    if delivery.attempts > settings.MILEPOST_ATTEMPTS:
        log.error("delivery %s: every sender was killed before it could say why", delivery.pk)
        sent = Sent()
    else:
        sent = _send(delivery, now)
    _mark(organization_id, delivery, sent, now)
    return sent


def _claim(organization_id: UUID, now: datetime) -> WebhookDelivery | None:
    """Take the webhook whose turn it is, and its oldest due delivery, both under one lease."""
    lease = now + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
    with tenant_tx(organization_id):
        ready = Webhook.objects.ready(now=now).select_for_update(skip_locked=True, of=("self",))
        webhook = ready.first()
        if webhook is None:
            return None
        due = WebhookDelivery.objects.due(now=now).filter(webhook=webhook).order_by("next_at", "id")
        delivery = due.select_for_update(of=("self",)).first()
        if delivery is None:  # another sender was here between our two looks
            return None
        Webhook.objects.filter(pk=webhook.pk).update(tried_at=now, quiet_until=lease)
        delivery.attempts += 1
        delivery.state, delivery.next_at, delivery.tried_at = WebhookDelivery.State.SENDING, lease, now
        delivery.save(update_fields=["attempts", "state", "next_at", "tried_at"])
        delivery.webhook = webhook
        return delivery


def _send(delivery: WebhookDelivery, now: datetime) -> Sent:
    headers = {"Content-Type": "application/json", **headers_of(delivery, now)}
    try:
        got = egress.post(delivery.webhook.address, body=delivery.body.encode(), headers=headers)
    except egress.NotReached:
        return Sent()
    return Sent(got.status, got.milliseconds, readable(got.body))


def headers_of(delivery: WebhookDelivery, now: datetime) -> dict[str, str]:
    """The signature by every secret that the receiver may hold."""
    hook = delivery.webhook
    is_rotating = hook.nonce_until is not None and now < hook.nonce_until
    nonces = [hook.nonce, *([hook.nonce_before] if is_rotating else [])]
    return signing.signed(
        delivery.message_id, delivery.body, at=now, with_=signing.secrets_of(hook.pk, nonces)
    )


def readable(body: bytes) -> str:
    """The begin of an answer as text, whatever it was."""
    text = body[: KEPT_CHARACTERS * 4].decode("utf-8", "replace")[:KEPT_CHARACTERS]
    return "".join(letter if letter.isprintable() or letter in "\n\t" else "�" for letter in text)


def _mark(organization_id: UUID, delivery: WebhookDelivery, sent: Sent, now: datetime) -> None:
    """A success counts whoever has the delivery now; a failure counts only for its latest attempt."""
    told: dict[str, Any] = {"status": sent.status, "milliseconds": sent.milliseconds, "answer": sent.answer}
    with tenant_tx(organization_id):
        row = WebhookDelivery.objects.filter(pk=delivery.pk)
        if sent.is_success:
            row.update(state=WebhookDelivery.State.SENT, **told)
            _well(delivery.webhook, now)
            return
        is_last = delivery.attempts >= settings.MILEPOST_ATTEMPTS or sent.status == GONE
        state = WebhookDelivery.State.PARKED if is_last else WebhookDelivery.State.FAILED
        own = row.filter(state=WebhookDelivery.State.SENDING, attempts=delivery.attempts)
        if own.update(state=state, next_at=now + wait_after(delivery), **told):
            _unwell(organization_id, delivery.webhook, sent, now, is_dead=is_last)


def _well(webhook: Webhook, now: datetime) -> None:
    Webhook.objects.filter(pk=webhook.pk).update(failures=0, dead=0, last_success_at=now, quiet_until=now)


def _unwell(organization_id: UUID, webhook: Webhook, sent: Sent, now: datetime, *, is_dead: bool) -> None:
    """Count the failure; let a sick receiver rest; stop one that is gone or dead."""
    rest = timedelta(seconds=settings.MILEPOST_WEBHOOK_REST_SECONDS if sent.is_sick else 0)
    row = Webhook.objects.filter(pk=webhook.pk)
    row.update(failures=F("failures") + 1, dead=F("dead") + int(is_dead), quiet_until=now + rest)
    house = System("sends webhooks", OrganizationRef(organization_id), now=now)
    if sent.status == GONE:
        stop_webhook(actor=house, webhook=webhook, reason=Webhook.Reason.GONE)
    elif row.filter(dead__gte=settings.MILEPOST_WEBHOOK_DEAD).exists():
        stop_webhook(actor=house, webhook=webhook, reason=Webhook.Reason.DEAD)


def wait_after(delivery: WebhookDelivery) -> timedelta:
    """How long until the next try: the settings' step, a tenth more or less, the same for who asks again."""
    waits = settings.MILEPOST_WEBHOOK_WAITS
    step = waits[min(delivery.attempts, len(waits)) - 1]
    draw = sha256(f"{delivery.pk}:{delivery.attempts}".encode()).digest()
    return timedelta(seconds=step * (0.9 + 0.2 * int.from_bytes(draw[:4]) / 2**32))
