"""Questions about what happened to a record and to what hangs on it."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Case, F, JSONField, QuerySet, Value, When

from records.models import Carried, Comment
from records.selectors.entries import Carrier, entries
from tenancy.actors import Actor
from tenancy.selectors import history_of_records

MOST_HANGING = 2_000
PERSON = "tenancy.Person"
# What was said is read where it was said: a deleted comment does not live on in the history.
UNTOLD = frozenset({"records.Comment"})


def record_history(*, actor: Actor, carrier: Carrier) -> QuerySet[Any]:
    """The trail of a record and of what hangs on it, newest first. The record's own policy has been asked."""
    return history_of_records(actor=actor, subject_ids=[carrier.id, *_hanging(carrier.id)])


def told_history(*, actor: Actor, carrier: Carrier) -> QuerySet[Any]:
    """`record_history` with `told_before` and `told_after`: null for what is read where it was said."""
    quiet = When(subject_type__in=UNTOLD, then=Value(None))
    told = {
        f"told_{side}": Case(quiet, default=F(side), output_field=JSONField()) for side in ("before", "after")
    }
    return record_history(actor=actor, carrier=carrier).annotate(**told)


def _hanging(entry_id: UUID) -> list[UUID]:
    """The rows that hang on a record, of every table that does, in one query."""
    found: list[QuerySet[Any]] = [
        table._default_manager.filter(entry_id=entry_id).order_by().values_list("pk") for table in _tables()
    ]
    rows = Comment.objects.none().values_list("pk").union(*found, all=True)[:MOST_HANGING]
    return [pk for (pk,) in rows]


def _tables(base: Any = Carried) -> Iterator[Any]:
    for table in base.__subclasses__():
        if not table._meta.abstract:
            yield table
        yield from _tables(table)


def names_of(*, actor: Actor, ids: Collection[UUID]) -> dict[UUID, str]:
    """What records are called, by their ids; those without an entry are left out."""
    if not ids:
        return {}
    rows = entries(actor=actor).filter(pk__in=list(ids)).values_list("pk", "kind", "key", "title")
    return {pk: title if kind == PERSON else f"{key} {title}".strip() for pk, kind, key, title in rows}
