"""Questions about records as such."""

from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet

from records.kinds import Kind, kind_of
from records.models import Entry
from tenancy.actors import Actor
from tenancy.rules import BROKEN_GLASS
from toolkit.errors import Denied, Missing

Need = Literal["view", "discuss", "edit"]


@dataclass(frozen=True)
class Carrier:
    """A record with its entry and its kind: what something hangs on."""

    entry: Entry
    kind: Kind
    record: Any

    @property
    def id(self) -> UUID:
        return self.entry.pk

    @property
    def pk(self) -> UUID:
        return self.entry.pk

    @property
    def project_id(self) -> UUID | None:
        return self.entry.project_id

    @property
    def carried(self) -> dict[str, Any]:
        """The columns that a row hanging here takes over."""
        return {"entry": self.entry, "client_id": self.entry.client_id, "project_id": self.entry.project_id}

    def url(self, actor: Actor) -> str:
        """The record's own page."""
        return self.kind.url(self.record, org=actor.organization.slug)

    def check(self, actor: Actor, need: Need) -> None:
        """Raise `Denied` unless the record's own policy allows it. Who opened reading only reads."""
        policy: str = getattr(self.kind, need)
        if need != "view":
            actor = without_glass(actor)
        if not actor.may(policy, self.record):
            raise Denied(policy, self.record)

    def __str__(self) -> str:
        return str(self.entry)


def entries(*, actor: Actor) -> QuerySet[Entry]:
    """Entries of the actor's organization, unfiltered by rights: for `carrier` and for search."""
    return Entry.objects.filter(organization_id=actor.organization.id)


def entry_by_id(*, actor: Actor, entry_id: UUID) -> Entry:
    """One entry; raises `Missing`."""
    found = entries(actor=actor).filter(pk=entry_id).first()
    if found is None:
        raise Missing()
    return found


def without_glass(actor: Actor) -> Actor:
    """The actor by her own roles alone: an opened reading is for looking."""
    return replace(actor, roles=actor.roles - {BROKEN_GLASS})


def carrier(*, actor: Actor, entry_id: UUID, need: Need = "view") -> Carrier:
    """The record behind an id, if the actor may see it (or talk on it, or change it).

    Raises `Missing` where the actor may not know of it, `Denied` where knowing is all.
    """
    entry = entry_by_id(actor=actor, entry_id=entry_id)
    kind = kind_of(entry.kind)
    if kind is None:
        raise Missing()
    record = kind.rows(actor=actor).select_related(*kind.related).filter(pk=entry.pk).first()
    if record is None:
        raise Missing()
    found = Carrier(entry, kind, record)
    for one in dict.fromkeys(("view", need)):
        found.check(actor, one)
    return found
