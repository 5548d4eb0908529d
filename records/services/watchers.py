"""Wanting to hear of a record, and wanting it no longer."""

from collections.abc import Mapping
from uuid import UUID

from records.models import Entry, Watch
from records.selectors import Carrier
from records.selectors.watchers import maker_of
from tenancy.actors import Actor
from tenancy.verbs import record, record_all, require, verb
from toolkit.errors import Denied


@verb
def watch_record(*, actor: Actor, carrier: Carrier) -> Watch:
    """Hear of what is said on a record, and of its states. Watching twice changes nothing."""
    require(actor, "records.watch_record", carrier.record)
    own, made = Watch.objects.get_or_create(
        entry=carrier.entry, person_id=person_of(actor), defaults={"since": actor.now}
    )
    if not made and own.left_at is None:
        return own
    own.left_at, own.since, own.why = None, actor.now, Watch.Why.CHOSE
    own.save(update_fields=["left_at", "since", "why"])
    record(actor, "records.watch_record", own, after={"record": str(carrier.id)})
    return own


@verb
def leave_record(*, actor: Actor, carrier: Carrier) -> Watch:
    """Hear of a record no longer, not as its owner either, until one watches it again by oneself."""
    require(actor, "records.watch_record", carrier.record)
    left = {"since": actor.now, "left_at": actor.now}
    own, made = Watch.objects.get_or_create(entry=carrier.entry, person_id=person_of(actor), defaults=left)
    if not made and own.left_at is not None:
        return own
    own.left_at = actor.now
    own.save(update_fields=["left_at"])
    record(actor, "records.leave_record", own, after={"record": str(carrier.id)})
    return own


def person_of(actor: Actor) -> UUID:
    """Who speaks or watches is a person; raises `Denied` for the house and its operators."""
    if actor.person_id is None:
        raise Denied()
    return actor.person_id


def start_watching(actor: Actor, entry: Entry, people: Mapping[UUID | None, str]) -> None:
    """Make people watchers who never watched the record nor left it; the first time its maker as well."""
    known = set(Watch.objects.filter(entry=entry).values_list("person_id", flat=True))
    wanted = dict(people) if known else {maker_of(actor=actor, entry_id=entry.pk): Watch.Why.MADE, **people}
    fresh = [
        Watch(entry=entry, person_id=one, why=why, since=actor.now)
        for one, why in wanted.items()
        if one is not None and one not in known
    ]
    Watch.objects.bulk_create(fresh)
    record_all(actor, "records.watch_record", [(one, None, {"why": str(one.why)}) for one in fresh])
