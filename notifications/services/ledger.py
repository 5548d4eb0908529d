"""Verbs of the ledger of letters."""

from django.db.models import QuerySet

from notifications.models import Delivery
from tenancy.actors import Actor
from tenancy.verbs import record_all, require, verb


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
