"""Reactions to facts: other systems hear of them, and senders are woken."""

from functools import partial

from django.db import transaction

from notifications.changes import OFFERS
from notifications.events import DeliveryAsked, LettersAsked
from notifications.services import hand_on_change
from notifications.tasks import ring, ring_webhooks
from tenancy.actors import System
from tenancy.listeners import Event, event_name, handling, hears, listen_everywhere
from tenancy.selectors import organization_ref


def hand_on(event: Event) -> None:
    """Put a fact that may leave the house into the feed and before its webhooks."""
    offer, fact = OFFERS.get(event_name(type(event))), handling()
    about = offer.about(event) if offer and fact else None
    if offer is None or fact is None or about is None:
        return
    organization = organization_ref(organization_id=event.organization_id)
    actor = System("hands facts on to other systems", organization, now=fact.now)
    at, project_id = fact.occurred_at or fact.now, event.subject_project_id
    hand_on_change(
        actor=actor, event=fact.event_id, name=offer.name, project_id=project_id, about=about, at=at
    )
    transaction.on_commit(partial(ring_webhooks, event.organization_id))


listen_everywhere("notifications.webhooks", hand_on)


@hears(DeliveryAsked)
def wake_sender(event: DeliveryAsked) -> None:
    """Somebody waits for a delivery."""
    transaction.on_commit(partial(ring_webhooks, event.organization_id))


@hears(LettersAsked)
def wake_mail(event: LettersAsked) -> None:
    """Letters that were given up are waiting again."""
    transaction.on_commit(partial(ring, event.organization_id))
