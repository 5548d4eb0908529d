"""Verbs of the event log."""

from django.db.models import QuerySet

from tenancy.actors import Actor
from tenancy.models import Event
from tenancy.verbs import record, require, verb


@verb
def replay_events(*, actor: Actor, events: QuerySet[Event]) -> int:
    """Hand out again what was parked; answers how many facts. Listeners that have reacted do not again."""
    require(actor, "tenancy.replay_event")
    parked = list(events.filter(parked_at__isnull=False))
    for event in parked:
        record(actor, "tenancy.replay_event", event, before={"error": event.error})
    Event.objects.filter(pk__in=[event.pk for event in parked]).update(
        parked_at=None, attempts=0, next_at=actor.now
    )
    return len(parked)
