"""Verbs of the trail: seal it, check it, note its end outside the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from tenancy import anchors
from tenancy.actors import Actor, System
from tenancy.anchors import Anchor
from tenancy.chain import Break, End, Fault, breaks
from tenancy.events import AuditAnchored, AuditBroken, AuditCheckAsked
from tenancy.listeners import event_name, pack
from tenancy.models import AuditHead, Event, JobRun, Organization
from tenancy.runs import job_run
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tenancy.selectors import audit as trail
from tenancy.selectors import organization_ref
from tenancy.verbs import publish, record, require, verb

SEAL_AT_MOST = 2_000
AT_ONCE = 20_000
LISTED = 20
BY_KEY = "SELECT " + ", ".join(
    f"set_config('enable_{way}', 'off', true)" for way in ("seqscan", "hashjoin", "mergejoin")
)
TOLD_AGAIN = timedelta(hours=20)


@dataclass
class Verification:
    """What a check of the trail found. `read`: rows read to find it."""

    sealed: int = 0
    waiting: int = 0
    late: int = 0
    anchors: int = 0
    read: int = 0
    breaks: list[Break] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.breaks

    def note(self, number: int, fault: Fault) -> None:
        """Remember what is wrong; of very many places the first are enough."""
        if len(self.breaks) < LISTED:
            self.breaks.append(Break(number, fault))

    def counts(self) -> dict[str, Any]:
        """The figures, as a job's run keeps them."""
        return asdict(self)


def seal_audit(*, actor: Actor) -> int:
    """Number and chain every line whose transaction is over; answers how many. Takes the chain's lock.

    Each portion is a transaction of its own: a killed sealer leaves whole portions, never a half one.
    """
    require(actor, "tenancy.seal_audit")
    total, sealed = 0, SEAL_AT_MOST
    while sealed == SEAL_AT_MOST:
        with tenant_tx(actor.organization.id, timeout=JOB_TIMEOUT), connection.cursor() as cursor:
            cursor.execute("SELECT tenancy_seal_audit(%s, %s)", [actor.now, SEAL_AT_MOST])
            [sealed] = cursor.fetchone()
        total += sealed
    return total


def verify_audit(*, actor: Actor, with_anchors: bool = True) -> Verification:
    """Walk the whole chain and say where it does not hold. Reads each line once; changes nothing.

    Found are lines that were changed, deleted, inserted or put elsewhere, whoever did it, lines that wait
    for their seal longer than two minutes, and, against the anchors, a tail that was cut off or a chain
    that was written anew. The work is in proportion to the lines, the memory is that of one portion.
    """
    require(actor, "tenancy.verify_audit")
    found = Verification()
    own = actor.organization.id
    with _reading(own):
        head, last = trail.head_and_last(organization_id=own)
        found.waiting, found.late = trail.waiting_lines(now=actor.now)
    end = _walk_chain(own, head.number, found)
    if end != head or last != head.number:
        found.note(max(head.number, last), Fault.HEAD)
    found.sealed = end.number
    _walk_lines(own, found)
    if found.late:
        found.note(0, Fault.LATE)
    if with_anchors:
        _compare(own, found)
    return found


@contextmanager
def _reading(organization_id: UUID) -> Iterator[None]:
    """A short look of its own: a check of an hour must not be one transaction of an hour.

    Portions are read by key, whatever the planner believes of tables that grew since it looked at them.
    """
    with tenant_tx(organization_id, timeout=JOB_TIMEOUT), connection.cursor() as cursor:
        cursor.execute(BY_KEY)
        yield


def _walk_chain(organization_id: UUID, upto: int, found: Verification) -> End:
    end, read = End(), trail.CHUNK
    while read == trail.CHUNK:
        with _reading(organization_id):
            links = list(trail.links(organization_id=organization_id, after=end.number, upto=upto))
        read = len(links)
        found.read += read
        for step, wrong in breaks(links, end):
            end = step
            if wrong:
                found.note(wrong.number, wrong.fault)
    return end


def _walk_lines(organization_id: UUID, found: Verification) -> None:
    """Every line has its seal or waits for it."""
    after: UUID | None = UUID(int=0)
    while after is not None:
        with _reading(organization_id):
            read, loose, after = trail.loose_lines(organization_id=organization_id, after=after)
        found.read += read
        if loose:
            found.note(0, Fault.LOOSE)


def _compare(organization_id: UUID, found: Verification) -> None:
    """What was noted outside must still stand inside."""
    noted = anchors.anchors(organization_id)
    with _reading(organization_id):
        stands = trail.digests(numbers=[anchor.number for anchor in noted])
    found.anchors = len(noted)
    for anchor in noted:
        if stands.get(anchor.number) != anchor.digest:
            found.note(anchor.number, Fault.ANCHOR)


def anchor_audit(*, actor: Actor, day: date) -> Anchor | None:
    """Note the chain's end outside the database, once a day; None when there is nothing to note or it is."""
    require(actor, "tenancy.seal_audit")
    with tenant_tx(actor.organization.id):
        head = AuditHead.objects.first()
    if head is None or not head.number:
        return None
    anchor = Anchor(day.isoformat(), head.number, head.digest, actor.now.isoformat())
    if not anchors.append(actor.organization.id, anchor):
        return None
    with tenant_tx(actor.organization.id):
        fact = AuditAnchored(actor.organization.id, day, anchor.number, anchor.digest)
        publish(fact, actor=actor)
    return anchor


def check_audit(*, actor: Actor, slot: str) -> Verification:
    """Check the trail, keep what came of it as a job's run, and tell when it does not hold."""
    require(actor, "tenancy.verify_audit")
    house = System("Audit check", actor.organization, now=actor.now)
    with job_run(actor=house, job=trail.CHECK, slot=slot) as counts:
        found = verify_audit(actor=house)
        counts |= found.counts()
    if not found.holds:
        _tell(house, found)
    return found


def check_audit_of_the_day(*, actor: Actor) -> Verification | None:
    """The night's work, once per day of the organization: check the trail, then note its end outside.

    A broken chain is not noted: the last good anchor stays the measure.
    """
    zone = organization_ref(organization_id=actor.organization.id).zone
    day = actor.today(zone)
    slot = day.isoformat()
    if _is_done(actor, trail.CHECK, slot):
        return None
    found = check_audit(actor=actor, slot=slot)
    if found.holds:
        with job_run(actor=actor, job=trail.ANCHOR, slot=slot) as counts:
            anchor = anchor_audit(actor=actor, day=day)
            counts["number"] = anchor.number if anchor else 0
    return found


def _is_done(actor: Actor, job: str, slot: str) -> bool:
    with tenant_tx(actor.organization.id):
        return JobRun.objects.filter(kind=job, slot=slot, state=JobRun.State.DONE).exists()


def _tell(actor: Actor, found: Verification) -> None:
    """Say it, once a day for the same place."""
    first = found.breaks[0]
    fact = AuditBroken(actor.organization.id, first.number, first.fault, len(found.breaks))
    with tenant_tx(actor.organization.id):
        if not said_since(fact, actor.now - TOLD_AGAIN):
            publish(fact, actor=actor)


def said_since(fact: Any, since: datetime) -> bool:
    """Whether the same fact was announced at or after `since`."""
    said = Event.objects.filter(name=event_name(type(fact)), occurred_at__gte=since)
    return said.filter(payload__contains=pack(fact)).exists()


@verb
def ask_check(*, actor: Actor) -> Verification | None:
    """Check the trail now. A long one is checked in the background: the answer is None then."""
    require(actor, "tenancy.verify_audit")
    lines = trail.chain_state(actor=actor).lines
    found = check_audit(actor=actor, slot=actor.now.isoformat()) if lines <= AT_ONCE else None
    about = Organization.objects.get(pk=actor.organization.id)
    record(actor, "tenancy.verify_audit", about, after={"lines": lines})
    if found is None:
        publish(AuditCheckAsked(actor.organization.id), actor=actor)
    return found
