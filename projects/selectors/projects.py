"""Questions about projects."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from projects.models import Project, ProjectMember, ProjectQuerySet
from projects.policies import membership_day, visible
from tenancy.actors import Actor
from toolkit.errors import Missing


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
    names = managers(actor=actor).values("person__name")
    return projects(actor=actor).annotate(manager=Subquery(names[:1]))


def managers(*, actor: Actor) -> QuerySet[ProjectMember]:
    """Who manages the project of an outer query (by its `pk`) today, the longest-serving first."""
    held = ProjectMember.objects.current(on=membership_day(actor)).filter(
        project_id=OuterRef("pk"), role=ProjectMember.Role.PROJECT_MANAGER
    )
    return held.order_by("starts_on", "pk")


def managers_of(*, actor: Actor) -> list[tuple[UUID, str]]:
    """Who manages one of the actor's projects today, by name."""
    held = ProjectMember.objects.current(on=membership_day(actor)).filter(
        project__in=projects(actor=actor), role=ProjectMember.Role.PROJECT_MANAGER
    )
    rows = held.order_by("person__name").values_list("person_id", "person__name").distinct()
    return list(rows)


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


def today_of(*, project: Project | ProjectHeader, now: datetime) -> date:
    """The day it is for a project: in its own zone."""
    return today_in(zone=project.zone, now=now)


def today_in(*, zone: str, now: datetime) -> date:
    """The day it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()
