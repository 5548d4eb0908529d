"""Writing down what other systems hear: the feed, and one delivery per webhook."""

from datetime import datetime, timedelta
from uuid import UUID

import orjson
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from notifications.changes import About
from notifications.events import DeliveryAsked
from notifications.models import Change, ChangeCounter, Webhook, WebhookDelivery
from notifications.selectors.webhooks import listening
from tenancy.actors import Actor
from tenancy.verbs import publish, record, record_all, require, verb
from toolkit.errors import DomainError, TooOften
from toolkit.identifiers import uuid7

TEST = "notifications.Test"
TESTS_A_MINUTE = 5


class TriedTooOften(TooOften):
    """Tests are for trying an address, not for filling it."""

    code = "tried_too_often"
    message = _("At most %(most)s tests a minute. Wait a minute, then try again.")


class WebhookIsDisabled(DomainError):
    """Nothing is sent to a webhook that is disabled."""

    code = "webhook_disabled"
    message = _("This webhook is disabled. Enable it first.")


class NothingToReplay(DomainError):
    """A delivery that arrived, or is on its way, is not sent again."""

    code = "nothing_to_replay"
    message = _("Nothing has failed since then.")


@verb
def hand_on_change(
    *, actor: Actor, event: UUID, name: str, project_id: UUID | None, about: About, at: datetime
) -> Change:
    """Put a fact into the feed, and write a delivery for each webhook that may hear of it.

    Runs in the dispatcher's transaction; the ledger is its own trail. Nothing is sent here.
    """
    require(actor, "notifications.hand_on_change")
    change = Change.objects.create(
        position=_next_position(),
        event=event,
        name=name,
        project=project_id,
        subject_id=about.id,
        key=about.key,
        path=about.path,
        occurred_at=at,
    )
    hooks = listening(actor=actor, fact=name, project_id=project_id)
    WebhookDelivery.objects.bulk_create(
        [_delivery(actor, hook, change) for hook in hooks], ignore_conflicts=True
    )
    return change


def _next_position() -> int:
    """One more than the last. The counter's row stays locked until commit: positions appear in order."""
    counter, _made = ChangeCounter.objects.get_or_create()
    ChangeCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    last: int = ChangeCounter.objects.values_list("last", flat=True).get(pk=counter.pk)
    return last


def _delivery(actor: Actor, webhook: Webhook, change: Change) -> WebhookDelivery:
    return WebhookDelivery(
        webhook=webhook,
        event=change.event,
        fact=change.name,
        project=change.project,
        key=change.key,
        body=thin_body(change.name, change.subject_id, change.key, change.path, change.occurred_at),
        next_at=actor.now,
        created_at=actor.now,
    )


def thin_body(name: str, subject_id: UUID, key: str, path: str, at: datetime) -> str:
    """What a webhook is told: which fact, of which record, when, and where to read the rest."""
    address = settings.SITE_ADDRESS.rstrip("/") + path
    data = {"id": subject_id, "key": key, "time": at, "address": address}
    return orjson.dumps(
        {"type": name, "timestamp": at, "data": data}, option=orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS
    ).decode()


@verb
def try_webhook(*, actor: Actor, webhook: Webhook) -> WebhookDelivery:
    """Send a made-up fact, signed like a real one. Raises `TriedTooOften`, `WebhookIsDisabled`."""
    require(actor, "notifications.try_webhook", webhook)
    _must_be_active(webhook)
    recent = WebhookDelivery.objects.filter(
        webhook=webhook, fact=TEST, created_at__gt=actor.now - timedelta(minutes=1)
    )
    Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
    if recent.count() >= TESTS_A_MINUTE:
        raise TriedTooOften(most=TESTS_A_MINUTE)
    path = f"/o/{actor.organization.slug}/settings/webhooks/{webhook.pk}/"
    delivery = WebhookDelivery.objects.create(
        webhook=webhook,
        event=uuid7(),
        fact=TEST,
        body=thin_body(TEST, webhook.pk, "", path, actor.now),
        next_at=actor.now,
        created_at=actor.now,
    )
    record(actor, "notifications.try_webhook", webhook)
    _wake(actor, webhook.pk)
    return delivery


@verb
def replay_delivery(*, actor: Actor, delivery: WebhookDelivery) -> WebhookDelivery:
    """Send one failed delivery again, now, under its old webhook-id.

    Raises `NothingToReplay`, `WebhookIsDisabled`.
    """
    require(actor, "notifications.replay_deliveries", delivery)
    _must_be_active(delivery.webhook)
    if not _again(actor, WebhookDelivery.objects.failed().filter(pk=delivery.pk)):
        raise NothingToReplay()
    delivery.refresh_from_db()
    return delivery


@verb
def replay_failed(*, actor: Actor, webhook: Webhook, since: datetime) -> int:
    """Send all of a webhook's failed deliveries written since then again; answers how many.

    Raises `NothingToReplay`, `WebhookIsDisabled`.
    """
    require(actor, "notifications.replay_deliveries", webhook)
    _must_be_active(webhook)
    rows = WebhookDelivery.objects.failed().filter(webhook=webhook, created_at__gte=since)
    count = _again(actor, rows)
    if not count:
        raise NothingToReplay()
    return count


@verb
def replay_deliveries(*, actor: Actor, deliveries: QuerySet[WebhookDelivery]) -> int:
    """Send the failed ones of some deliveries again, whatever their webhooks; answers how many."""
    require(actor, "notifications.replay_deliveries")
    chosen = deliveries.order_by().values("pk")
    return _again(actor, WebhookDelivery.objects.failed().filter(pk__in=chosen))


def _must_be_active(webhook: Webhook) -> None:
    if webhook.state != Webhook.State.ACTIVE:
        raise WebhookIsDisabled()


def _again(actor: Actor, deliveries: QuerySet[WebhookDelivery]) -> int:
    """Put them before the senders, and let their receivers rest no longer: a person waits."""
    rows = list(deliveries.select_for_update(of=("self",)))
    lines = [(row, {"state": row.state, "attempts": row.attempts}, None) for row in rows]
    WebhookDelivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=WebhookDelivery.State.PENDING, attempts=0, next_at=actor.now
    )
    record_all(actor, "notifications.replay_deliveries", lines)
    for webhook_id in dict.fromkeys(row.webhook_id for row in rows):
        _wake(actor, webhook_id)
    return len(rows)


def _wake(actor: Actor, webhook_id: UUID) -> None:
    Webhook.objects.filter(pk=webhook_id, failures__gt=0).update(quiet_until=None)
    publish(DeliveryAsked(actor.organization.id, webhook_id), actor=actor)
