"""Questions about issues, change requests and decisions."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from projects.registers.selectors import record_of
from projects.selectors import roles_by_project
from schedule.models import ChangeEffect, ChangeRequest, Decision, Issue
from schedule.policies import visible
from schedule.registers.changes import CHANGES
from tenancy.actors import Actor
from toolkit.errors import Missing

AT_REST = ("on_hold", "closed", "cancelled")


def effects_of(*, actor: Actor, change: ChangeRequest) -> QuerySet[ChangeEffect]:
    """What a change does to the plan, in its order."""
    return ChangeEffect.objects.filter(change=change)


def effect_of(*, actor: Actor, key: str, number: int, effect: UUID) -> ChangeEffect:
    """One effect of a change request; raises `Missing`."""
    change = record_of(actor=actor, register=CHANGES, key=key, number=number)
    found = ChangeEffect.objects.filter(change=change, pk=effect).first()
    if found is None:
        raise Missing()
    found.change = change
    return found


def decisions_of(*, actor: Actor, change: ChangeRequest) -> list[Decision]:
    """The decisions that a change carries into the plan, if the actor may read the log."""
    if not actor.may("schedule.view_decisions", change.project):
        return []
    rows = Decision.objects.live().filter(visible(actor), change=change)
    return list(rows.select_related("owner").order_by("number"))


def issues_blocking(*, actor: Actor, task: Any) -> QuerySet[Any]:
    """The open issues that stand in the way of a task, the gravest first."""
    rows = Issue.objects.live().open().filter(visible(actor), task=task)
    return rows.order_by("severity", "resolve_by")


def waiting_issues(*, actor: Actor) -> QuerySet[Any]:
    """Open issues that the actor owns, and those that nobody owns in projects that she manages."""
    mine = Q(owner_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    free = Q(owner__isnull=True, project_id__in=managed_by(actor))
    rows = Issue.objects.live().open().filter(visible(actor), mine | free, project__withdrawn_at__isnull=True)
    return rows.exclude(project__state__in=AT_REST).select_related("project").order_by("resolve_by")


def waiting_changes(*, actor: Actor) -> QuerySet[Any]:
    """Change requests whose next step is the manager's, in projects that the actor manages."""
    wanted = Q(state__in=NEXT) | Q(assess_by__isnull=False, assessed_at__isnull=True)
    rows = ChangeRequest.objects.live().filter(visible(actor), wanted, project_id__in=managed_by(actor))
    rows = rows.filter(project__withdrawn_at__isnull=True).exclude(project__state__in=AT_REST)
    return rows.select_related("project").order_by("submitted_at", "number")


def managed_by(actor: Actor) -> list[UUID]:
    """The projects that the actor manages."""
    return [pk for pk, names in roles_by_project(actor=actor).items() if "PM" in names]


NEXT = ("draft", "submitted", "triaged", "impact_assessment", "approved", "client_signed", "implementing")
