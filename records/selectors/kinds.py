"""Questions about records whatever their kind."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.functional import Promise

from records.kinds import kind_of
from records.models import Entry
from tenancy.actors import Actor


def owner_of(*, actor: Actor, entry: Entry) -> UUID | None:
    """The person who owns a record, where records of its kind have an owner."""
    kind = kind_of(entry.kind)
    if kind is None or not _has(entry.kind, "owner"):
        return None
    found: UUID | None = kind.rows(actor=actor).filter(pk=entry.pk).values_list("owner_id", flat=True).first()
    return found


def state_words(label: str, code: str) -> str | Promise:
    """A state of a kind of record in words, by its field `state`."""
    if not _has(label, "state"):
        return code
    column: Any = apps.get_model(label)._meta.get_field("state")
    words: str | Promise = dict(column.flatchoices).get(code, code)
    return words


def _has(label: str, name: str) -> bool:
    return any(field.name == name for field in apps.get_model(label)._meta.concrete_fields)
