"""Who can decide: the people behind a role, and whether the actor is one of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from records.matrix import SPONSOR
from records.models import Approval, ApprovalStep
from records.selectors.entries import carrier
from tenancy.actors import Actor
from tenancy.rules import ORGANIZATION_WIDE, READ, Rule, roles_on
from tenancy.selectors import members, people

# Held on the project where the record belongs to one.
ON_PROJECT = Rule("", frozenset(), True, READ)


@dataclass(frozen=True)
class Decider:
    """Somebody who can decide."""

    id: UUID
    name: str


def deciders(
    *, actor: Actor, role: str, project_id: UUID | None, client_id: UUID | None = None
) -> list[Decider]:
    """Who holds a role today: for a client's sponsor at that client, else on the project or everywhere."""
    if project_id is None or role in ORGANIZATION_WIDE | {SPONSOR}:
        return _members(actor, role, client_id if role == SPONSOR else None)
    found = import_string(settings.MILEPOST_PEOPLE_IN_ROLE)(actor=actor, project_ids=[project_id], role=role)
    return named(actor=actor, ids=found.get(project_id, []))


def named(*, actor: Actor, ids: Collection[UUID]) -> list[Decider]:
    """People by their ids, as far as they are present, by name."""
    rows = people(actor=actor).present().filter(pk__in=list(ids)) if ids else []
    return sorted((Decider(one.pk, one.name) for one in rows), key=lambda one: one.name)


def _members(actor: Actor, role: str, client_id: UUID | None) -> list[Decider]:
    held = members(actor=actor).running(on=actor.today(actor.organization.zone)).filter(role=role)
    if role == SPONSOR:
        held = held.filter(Q(person__client_id=client_id))
    rows = held.filter(person__left_at__isnull=True).order_by("person__name")
    return [Decider(*row) for row in rows.values_list("person_id", "person__name").distinct()]


def holds(actor: Actor, role: str, project_id: UUID | None) -> bool:
    """Whether the actor holds a role there; where there is no project, holding it anywhere is enough."""
    on_project = roles_on(actor, ON_PROJECT, project_id)
    return role in (on_project if project_id else on_project | actor.roles)


def may_take(actor: Actor, step: ApprovalStep, project_id: UUID | None) -> bool:
    """Whether a step waits for the actor: by name, or by a role that nobody was named for."""
    if step.person_id or actor.person_id is None:
        return step.person_id is not None and step.person_id == actor.person_id
    return holds(actor, step.role, project_id)


def people_of_step(*, actor: Actor, approval: Approval, step: ApprovalStep) -> list[Decider]:
    """Who can decide on a step now, without those who made what is decided on."""
    if step.person_id:
        return named(actor=actor, ids=[step.person_id])
    found = deciders(actor=actor, role=step.role, project_id=approval.project_id)
    return others(found, approval.authors)


def others(found: Iterable[Decider], authors: Iterable[object]) -> list[Decider]:
    """Without the authors."""
    own = {str(one) for one in authors}
    return [one for one in found if str(one.id) not in own]


def check_reach(actor: Actor, entry_id: UUID) -> None:
    """Raise `Missing` or `Denied` unless the actor may read the record now, whoever looked it up before."""
    if not actor.is_system:
        carrier(actor=actor, entry_id=entry_id)


def may_manage(actor: Actor, row: Any) -> bool:
    """Whether the actor may take back what was asked: who asked, and who manages the project."""
    own = actor.person_id is not None and row.asked_by_id == actor.person_id
    return own or actor.is_system or any(holds(actor, role, row.project_id) for role in ("PM", "DH"))
