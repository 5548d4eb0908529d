"""What was withdrawn lately, of every kind of record that can come back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from records.kinds import Back, Kind, address, kind_of, kinds
from records.selectors.entries import entry_by_id
from tenancy.actors import Actor
from toolkit.errors import Denied, Missing
from toolkit.reading import reach

KEPT = timedelta(days=30)
SHOWN = 100


@dataclass(frozen=True)
class Withdrawn:
    """One withdrawn record. `until`: how long it can come back; `may_restore`: whether this person may."""

    kind: Kind
    record: Any
    key: str
    title: str
    at: datetime
    by: str
    reason: str
    until: datetime
    is_open: bool
    may_restore: bool
    url: str

    @property
    def id(self) -> UUID:
        pk: UUID = self.record.pk
        return pk


def withdrawn(*, actor: Actor, project_id: UUID | None = None) -> list[Withdrawn]:
    """The withdrawn records that the actor may read, the latest first; at most a hundred of each kind.

    One query for each kind that can come back.
    """
    found = [one for kind in kinds() if kind.back for one in _of_kind(actor, kind, kind.back, project_id)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def withdrawn_by_id(*, actor: Actor, entry_id: UUID) -> Withdrawn:
    """One withdrawn record; raises `Missing`, or `Denied` where it may be known but not read."""
    kind = kind_of(entry_by_id(actor=actor, entry_id=entry_id).kind)
    if kind is None or kind.back is None:
        raise Missing()
    record = kind.back.rows(actor=actor).select_related(*_read(kind)).filter(pk=entry_id).first()
    if record is None:
        raise Missing()
    if not actor.may(kind.view, record):
        raise Denied(kind.view, record)
    return _withdrawn(actor, kind, kind.back, record)


def _of_kind(actor: Actor, kind: Kind, back: Back, project_id: UUID | None) -> Iterator[Withdrawn]:
    rows = back.rows(actor=actor).select_related(*_read(kind)).order_by("-withdrawn_at")
    if project_id is not None:
        rows = rows.filter(project_id=project_id)
    readable = (record for record in rows[:SHOWN] if actor.may(kind.view, record))
    return (_withdrawn(actor, kind, back, record) for record in readable)


def _read(kind: Kind) -> tuple[str, ...]:
    return (*kind.related, "withdrawn_by")


def _withdrawn(actor: Actor, kind: Kind, back: Back, record: Any) -> Withdrawn:
    until = record.withdrawn_at + KEPT
    is_open = actor.now <= until
    front = reach(record, "project__key") or ""
    key = str(getattr(record, "key", ""))
    return Withdrawn(
        kind=kind,
        record=record,
        key=f"{front}-{key}" if front and key else key,
        title=str(getattr(record, "name", "") or getattr(record, "title", "") or record),
        at=record.withdrawn_at,
        by=reach(record, "withdrawn_by__name") or "",
        reason=record.withdrawn_reason,
        until=until,
        is_open=is_open,
        may_restore=is_open and actor.may(back.policy, record),
        url=address(back.link, record, org=actor.organization.slug),
    )
