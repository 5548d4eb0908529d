"""Questions about members, and about the roles that people hold on projects."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from projects.models import Project, ProjectMember, ProjectMemberQuerySet
from projects.policies import membership_day
from projects.selectors.projects import projects
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES
from toolkit.errors import Missing

MEMO = "projects.roles"


def roles(actor: Actor, project_id: UUID | None = None) -> frozenset[str]:
    """The actor's roles on a project today, or on any project; one query for the whole request.

    Organization-wide roles are not repeated here (`tenancy.rules` adds them).
    """
    held = roles_by_project(actor=actor)
    if project_id is None:
        return frozenset().union(*held.values())
    return held.get(project_id, frozenset())


def roles_by_project(*, actor: Actor) -> dict[UUID, frozenset[str]]:
    """The actor's roles today, by project; remembered for the request."""
    if actor.person_id is None or actor.roles & CLIENT_ROLES:
        return {}
    if MEMO not in actor.memo:
        actor.memo[MEMO] = _roles_by_project(actor.person_id, membership_day(actor))
    held: dict[UUID, frozenset[str]] = actor.memo[MEMO]
    return held


def forget_roles(actor: Actor) -> None:
    """Members have changed: ask again next time."""
    actor.memo.pop(MEMO, None)


def _roles_by_project(person_id: UUID, day: date) -> dict[UUID, frozenset[str]]:
    rows = ProjectMember.objects.current(on=day).filter(person_id=person_id)
    held: dict[UUID, frozenset[str]] = {}
    for project_id, role in rows.values_list("project_id", "role"):
        held[project_id] = held.get(project_id, frozenset()) | {role}
    return held


def members(*, actor: Actor, project: Project) -> ProjectMemberQuerySet:
    """A project's members, past and future ones included, by name."""
    return (
        ProjectMember.objects.live()
        .filter(project=project, project__in=projects(actor=actor))
        .select_related("person")
        .order_by("person__name", "role")
    )


def memberships_of(*, actor: Actor, person_id: UUID) -> ProjectMemberQuerySet:
    """A person's places on the projects that the actor may know of, by project."""
    rows = ProjectMember.objects.live().filter(person_id=person_id, project__in=projects(actor=actor))
    return rows.order_by("project__key", "role")


def member_by_id(*, actor: Actor, project: Project, member_id: UUID) -> ProjectMember:
    """One member of a project; raises `Missing`."""
    found = members(actor=actor, project=project).filter(pk=member_id).first()
    if found is None:
        raise Missing()
    return found


def people_in_role(*, actor: Actor, project_ids: Iterable[UUID], role: str) -> dict[UUID, list[UUID]]:
    """The persons who hold a role today, by project."""
    rows = ProjectMember.objects.current(on=membership_day(actor)).filter(
        project_id__in=list(project_ids), role=role
    )
    found: dict[UUID, list[UUID]] = {}
    for project_id, person_id in rows.order_by("created_at").values_list("project_id", "person_id"):
        found.setdefault(project_id, []).append(person_id)
    return found


def roles_by_person(*, actor: Actor, project_id: UUID) -> dict[UUID, frozenset[str]]:
    """The roles that people hold on a project today, by person."""
    rows = ProjectMember.objects.current(on=membership_day(actor)).filter(project_id=project_id)
    held: dict[UUID, frozenset[str]] = {}
    for person_id, role in rows.values_list("person_id", "role"):
        held[person_id] = held.get(person_id, frozenset()) | {role}
    return held


def people_of(*, actor: Actor, project: Project) -> list[dict[str, Any]]:
    """Who may be named on a project's records: its present members, once each, by name."""
    rows = members(actor=actor, project=project).current(on=membership_day(actor))
    found = rows.order_by("person__name").values("person_id", "person__name").distinct()
    return [{**row} for row in found]
