"""Questions about approvals."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from records.approving import decision_of
from records.models import Approval, ApprovalStep
from records.selectors.approvals_deciders import may_take
from records.selectors.entries import Carrier, carrier
from tenancy.actors import Actor
from toolkit.errors import Missing

AT_MOST = 200


@dataclass(frozen=True)
class Waiting:
    """A decision that waits for somebody: which record, what, since when, until when."""

    approval_id: UUID
    entry_id: UUID
    key: str
    record: str
    record_zh: str
    about: str
    decision: Any
    since: date
    due: date | None
    asked_by: str


def approvals(*, actor: Actor) -> QuerySet[Approval]:
    """Every approval of the organization: for doors that have asked for the record already."""
    return Approval.objects.all()


def approvals_of(*, actor: Actor, carrier: Carrier) -> QuerySet[Approval]:
    """The approvals of one record with their steps, newest first."""
    steps = ApprovalStep.objects.select_related("person", "decided_by", "handed_by").order_by("position")
    rows = approvals(actor=actor).filter(entry=carrier.entry).select_related("asked_by")
    return rows.prefetch_related(Prefetch("steps", steps)).order_by("-created_at", "-pk")


def approval_by_id(*, actor: Actor, entry_id: UUID, approval_id: UUID) -> Approval:
    """One approval of a record that the actor may read; raises `Missing`."""
    found = approvals_of(actor=actor, carrier=carrier(actor=actor, entry_id=entry_id))
    one = found.filter(pk=approval_id).select_related("entry", "asked_by").first()
    if one is None:
        raise Missing()
    return one


def own_steps(*, actor: Actor) -> list[ApprovalStep]:
    """The steps that wait for the actor, oldest first; those on what she made herself wait for others.

    At most two hundred, in one query and one for the roles.
    """
    if actor.person_id is None:
        return []
    rows = ApprovalStep.objects.waiting().filter(Q(person_id=actor.person_id) | Q(person__isnull=True))
    rows = rows.exclude(approval__authors__contains=[str(actor.person_id)]).exclude(ask__isnull=False)
    found = rows.select_related("approval__entry", "approval__asked_by").order_by("opened_at", "pk")
    return [one for one in found[:AT_MOST] if may_take(actor, one, one.approval.project_id)]


def waiting_approvals(*, actor: Actor) -> list[Waiting]:
    """What waits for the actor's decision, each approval once, oldest first."""
    found: dict[UUID, Waiting] = {}
    for step in own_steps(actor=actor):
        found.setdefault(step.approval_id, _waiting(actor, step))
    return list(found.values())


def _waiting(actor: Actor, step: ApprovalStep) -> Waiting:
    one, entry = step.approval, step.approval.entry
    assert step.opened_at is not None
    return Waiting(
        approval_id=one.pk,
        entry_id=entry.pk,
        key=entry.key,
        record=entry.title,
        record_zh=entry.title_zh,
        about=one.about,
        decision=decision_of(one.decision).name,
        since=step.opened_at.date(),
        due=one.due,
        asked_by=one.asked_by.name if one.asked_by else "",
    )


def approvals_concerning(*, actor: Actor) -> QuerySet[Approval]:
    """Those that wait for the actor, that she asked for, and that she decided on."""
    waiting = {one.approval_id for one in own_steps(actor=actor)}
    mine = Q(pk__in=waiting) | Q(asked_by_id=actor.person_id)
    decided = ApprovalStep.objects.filter(decided_by_id=actor.person_id).values("approval_id")
    rows = approvals(actor=actor).filter(mine | Q(pk__in=decided))
    return rows.annotate(record_key=F("entry__key"), record=F("entry__title"), record_zh=F("entry__title_zh"))


def step_for(*, actor: Actor, approval: Approval) -> ApprovalStep | None:
    """The first step whose turn it is and that waits for the actor."""
    rows = approval.steps.filter(outcome="", opened_at__isnull=False, ask__isnull=True).order_by("position")
    return next((one for one in rows if may_take(actor, one, approval.project_id)), None)
