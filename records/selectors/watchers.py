"""Questions about watchers."""

from uuid import UUID

from django.db.models import QuerySet

from records.models import Watch
from records.selectors.entries import Carrier
from tenancy.actors import Actor
from tenancy.selectors import history


def watchers(*, actor: Actor, carrier: Carrier) -> QuerySet[Watch]:
    """Who watches a record, in the order in which they began. The record's own policy has been asked."""
    return Watch.objects.on().filter(entry_id=carrier.id).select_related("person").order_by("since", "pk")


def hearers(*, actor: Actor, entry_id: UUID, owner_id: UUID | None) -> list[UUID]:
    """Who wants to hear of a record: its watchers, and its owner unless she has left it."""
    rows = Watch.objects.filter(entry_id=entry_id).order_by("since", "pk")
    watches = dict(rows.values_list("person_id", "left_at"))
    if owner_id is not None:
        watches.setdefault(owner_id, None)
    return [person_id for person_id, left_at in watches.items() if left_at is None]


def maker_of(*, actor: Actor, entry_id: UUID) -> UUID | None:
    """The person who made a record, as the trail tells; None where it was the house."""
    lines = history(actor=actor, subject_id=entry_id).order_by("id")
    found: UUID | None = lines.values_list("actor_person", flat=True).first()
    return found
