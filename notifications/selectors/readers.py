"""Who can be told something today."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from tenancy.actors import Actor
from tenancy.selectors import members


@dataclass(frozen=True)
class Reader:
    """Somebody who may be told something today. `email` may be empty: then only the inbox tells her."""

    id: UUID
    name: str
    email: str
    language: str
    zone: str
    side: str = "own"


def readers(*, actor: Actor, people: Collection[UUID]) -> list[Reader]:
    """Those of the people whose membership runs on the actor's day (UTC, as at the door), by id.

    People without a login, and people whose last membership has ended, are told nothing.
    """
    today = actor.now.date()
    rows = (
        members(actor=actor)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .filter(person_id__in=list(people), user__is_active=True)
        .values_list(
            "person_id", "person__name", "person__email", "person__language", "person__zone", "person__side"
        )
        .distinct()
        .order_by("person_id")
    )
    return [Reader(*row) for row in rows]
