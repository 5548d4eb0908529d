"""Questions about projects and their members."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from projects.models import Project, ProjectMember, ProjectMemberQuerySet, ProjectQuerySet
from projects.policies import membership_day, visible
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES
from toolkit.errors import Missing

MEMO = "projects.roles"


@dataclass(frozen=True)
class ProjectHeader:
    """What stands above every page of a project."""

    id: UUID
    key: str
    name: str
    name_zh: str
    stage: str
    state: str
    zone: str
    currency: str
    visibility: str
    client_id: UUID
    client_name: str
    planned_start: date | None
    planned_finish: date | None


def projects(*, actor: Actor) -> ProjectQuerySet:
    """The projects the actor may know of, by key."""
    return Project.objects.live().filter(visible(actor))


def portfolio(*, actor: Actor) -> QuerySet[Project]:
    """`projects` with who manages each today (`manager`, a name; the longest-serving of several)."""
    held = ProjectMember.objects.current(on=membership_day(actor)).filter(
        project_id=OuterRef("pk"), role=ProjectMember.Role.PROJECT_MANAGER
    )
    names = held.order_by("starts_on", "pk").values("person__name")
    return projects(actor=actor).annotate(manager=Subquery(names[:1]))


def state_counts(*, actor: Actor) -> dict[str, int]:
    """How many of the actor's projects stand in which state, in the order of a project's life."""
    rows = projects(actor=actor).order_by().values_list("state").annotate(Count("pk"))
    counted = dict(rows)
    return {state: counted[state] for state in Project.State.values if state in counted}


def visible_projects(actor: Actor, prefix: str = "") -> Q:
    """The condition under which an actor may know of a project, for tables that lead to one by `prefix`."""
    return visible(actor, prefix)


def project_by_key(*, actor: Actor, key: str) -> Project:
    """One project with its client; raises `Missing` for a foreign key as for an unknown one."""
    found = projects(actor=actor).filter(key=key).select_related("client").first()
    if found is None:
        raise Missing()
    return found


def project_by_id(*, actor: Actor, project_id: UUID) -> Project:
    """As `project_by_key`, for doors that carry the identifier."""
    found = projects(actor=actor).filter(pk=project_id).select_related("client").first()
    if found is None:
        raise Missing()
    return found


def project_header(*, actor: Actor, key: str) -> ProjectHeader:
    """The header of a project's pages, in one query; raises `Missing`."""
    names = [name for name in ProjectHeader.__dataclass_fields__ if name != "client_name"]
    row = projects(actor=actor).filter(key=key).values(*names, "client__name").first()
    if row is None:
        raise Missing()
    return ProjectHeader(client_name=row.pop("client__name"), **row)


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


def people_of(*, actor: Actor, project: Project) -> list[dict[str, Any]]:
    """Who may be named on a project's records: its present members, once each, by name."""
    rows = members(actor=actor, project=project).current(on=membership_day(actor))
    found = rows.order_by("person__name").values("person_id", "person__name").distinct()
    return [{**row} for row in found]


def today_of(*, project: Project | ProjectHeader, now: datetime) -> date:
    """The day it is for a project: in its own zone."""
    return today_in(zone=project.zone, now=now)


def today_in(*, zone: str, now: datetime) -> date:
    """The day it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()
