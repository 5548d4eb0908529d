"""Verbs of projects."""

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from projects.events import (
    ProjectChanged,
    ProjectCreated,
    ProjectShared,
    ProjectStateChanged,
    ProjectUnshared,
    StageChanged,
)
from projects.models import Project, ProjectMember, StageEntry
from projects.policies import membership_day
from projects.selectors import today_of
from projects.services.errors import (
    BadSponsor,
    ProjectEnded,
    ReasonMissing,
    StageUnchanged,
    VisibilityUnchanged,
    step_of,
)
from projects.services.members import join
from projects.states import PROJECT
from tenancy.actors import Actor
from tenancy.selectors import people
from tenancy.verbs import publish, record, require, verb
from tenancy.walls import Visibility
from toolkit.writing import differences, joined, write
from toolkit.zones import check_zone


class ProjectDetails(TypedDict, total=False):
    """What a project may also say of itself."""

    name_zh: str
    kind: str
    planned_start: date | None
    planned_finish: date | None
    methodology: str
    sponsor_id: UUID | None
    template_key: str
    status_days: int


class ProjectFields(ProjectDetails, total=False):
    """What `update_project` may change."""

    name: str
    zone: str
    currency: str


@verb
def create_project(
    *,
    actor: Actor,
    client_id: UUID,
    key: str,
    name: str,
    zone: str = "",
    currency: str,
    stage: str = Project.Stage.DILIGENCE,
    manager_id: UUID | None = None,
    **fields: Unpack[ProjectDetails],
) -> Project:
    """Start a project for a client. Its manager is the named person, else the one who creates it.

    Without a zone the organization's counts. Raises `BadInput` for a key in use, `ZoneUnknown`.
    """
    require(actor, "projects.create_project")
    zone = zone or actor.organization.zone
    check_zone(zone)
    _check_sponsor(actor, client_id, fields.get("sponsor_id"))
    project = Project.objects.create(
        client_id=client_id,
        key=key,
        name=name,
        zone=zone,
        currency=currency,
        stage=stage,
        created_at=actor.now,
        **fields,
    )
    _enter(actor, project)
    record(actor, "projects.create_project", project, after={"key": key, "name": name, "zone": zone})
    publish(ProjectCreated(actor.organization.id, project.pk, key), actor=actor)
    manager_id = manager_id or (actor.person_id if "PM" in actor.roles else None)
    if manager_id:
        join(actor, project, manager_id, ProjectMember.Role.PROJECT_MANAGER, membership_day(actor), None)
    return project


@verb
def update_project(
    *, actor: Actor, project: Project, version: int | None = None, **fields: Unpack[ProjectFields]
) -> Project:
    """Change what the settings say of a project. Raises `Stale`, `ZoneUnknown`, `BadSponsor`."""
    require(actor, "projects.update_project", project)
    if "zone" in fields:
        check_zone(fields["zone"])
    _check_sponsor(actor, project.client_id, fields.get("sponsor_id"))
    changed = differences(project, fields)
    if not changed:
        return project
    before = write(project, changed, version=version)
    record(actor, "projects.update_project", project, before=before, after=changed)
    publish(ProjectChanged(actor.organization.id, project.pk, joined(changed)), actor=actor)
    return project


@verb
def share_project(*, actor: Actor, project: Project, version: int | None = None) -> Project:
    """Let the client see the project: its name, stage and state; each record is shared by itself."""
    require(actor, "projects.share_project", project)
    _set_visibility(actor, "projects.share_project", project, Visibility.SHARED, version)
    publish(ProjectShared(actor.organization.id, project.pk), actor=actor)
    return project


@verb
def unshare_project(*, actor: Actor, project: Project, version: int | None = None) -> Project:
    """Take the project, and with it everything in it, out of the client's sight."""
    require(actor, "projects.share_project", project)
    _set_visibility(actor, "projects.unshare_project", project, Visibility.INTERNAL, version)
    publish(ProjectUnshared(actor.organization.id, project.pk), actor=actor)
    return project


@verb
def set_stage(
    *, actor: Actor, project: Project, stage: str, reason: str = "", version: int | None = None
) -> Project:
    """Move to another life-cycle stage. Any step but the next one needs a reason; an ended project stays."""
    require(actor, "projects.set_stage", project)
    if project.state in Project.ENDED:
        raise ProjectEnded(key=project.key)
    if stage == project.stage:
        raise StageUnchanged(stage=stage)
    if stage != f"L{int(project.stage[1]) + 1}" and not reason.strip():
        raise ReasonMissing()
    before = write(project, {"stage": stage}, version=version)
    _enter(actor, project)
    record(actor, "projects.set_stage", project, before=before, after={"stage": stage, "reason": reason})
    publish(StageChanged(actor.organization.id, project.pk, before["stage"], stage), actor=actor)
    return project


@verb
def change_state(
    *, actor: Actor, project: Project, step: str, reason: str = "", version: int | None = None
) -> Project:
    """Take a step of the state table (`begin_planning`, `activate`, `hold`, …).

    Raises `StateRefused` where the table has no such step, `Denied` where it has none for the actor's roles,
    `ReasonMissing` for holding and cancelling.
    """
    require(actor, "projects.change_state", project)
    state = step_of(PROJECT, actor, project, step, reason).to
    before = write(project, {"state": state}, version=version)
    record(actor, "projects.change_state", project, before=before, after={"state": state, "reason": reason})
    publish(ProjectStateChanged(actor.organization.id, project.pk, before["state"], state), actor=actor)
    return project


def _set_visibility(
    actor: Actor, action: str, project: Project, visibility: str, version: int | None
) -> None:
    if project.visibility == visibility:
        raise VisibilityUnchanged()
    before = write(project, {"visibility": visibility}, version=version)
    record(actor, action, project, before=before, after={"visibility": visibility})


def _enter(actor: Actor, project: Project) -> None:
    """Remember on which day of the project the stage began."""
    StageEntry.objects.create(
        project_id=project.pk,
        client_id=project.client_id,
        visibility=Visibility.SHARED,
        stage=project.stage,
        entered_on=today_of(project=project, now=actor.now),
        created_at=actor.now,
    )


def _check_sponsor(actor: Actor, client_id: UUID, sponsor_id: UUID | None) -> None:
    """The sponsor is one of the client's own people."""
    if sponsor_id and not people(actor=actor).filter(pk=sponsor_id, client_id=client_id).exists():
        raise BadSponsor()
