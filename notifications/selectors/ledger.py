"""Questions about the ledger of letters."""

from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from notifications.models import Delivery
from tenancy.actors import Actor
from toolkit.errors import Missing


def letters(*, actor: Actor) -> QuerySet[Delivery]:
    """Every letter of the organization, newest first, with `to`: the person's name or the address."""
    to = Coalesce(NullIf(F("address"), Value("")), F("person__name"))
    return Delivery.objects.annotate(to=to).order_by("-created_at")


def letter_by_id(*, actor: Actor, letter_id: UUID) -> Delivery:
    """One letter; raises `Missing`."""
    found = letters(actor=actor).select_related("person", "digest").filter(pk=letter_id).first()
    if found is None:
        raise Missing()
    return found


def letter_counts(*, actor: Actor) -> dict[str, int]:
    """How many letters stand in which state; one query."""
    rows: Any = Delivery.objects.order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def items_of(*, digest: Delivery) -> list[Delivery]:
    """The letters that one digest brings, as they were written."""
    return list(Delivery.objects.filter(digest=digest).order_by("created_at", "id"))
