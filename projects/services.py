"""Verbs of projects and their members."""

from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from projects.events import (
    MemberAdded,
    MemberChanged,
    MemberRemoved,
    ProjectChanged,
    ProjectCreated,
    ProjectShared,
    ProjectStateChanged,
    ProjectUnshared,
    StageChanged,
)
from projects.models import Project, ProjectMember
from projects.policies import membership_day
from projects.selectors import forget_roles
from projects.states import NEED_REASON, PROJECT
from projects.writing import differences, joined, write
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from tenancy.walls import Visibility
from toolkit.errors import BadInput, DomainError


class ZoneUnknown(BadInput):
    """Days would be counted nowhere."""

    code = "zone_unknown"
    message = _("“%(zone)s” is not a known time zone. Choose one such as Europe/Warsaw.")
    field = "zone"


class ReasonMissing(BadInput):
    """Some steps need a reason that others can read later."""

    code = "reason_missing"
    message = _("Write the reason: others will read it in the history.")
    field = "reason"


class StageUnchanged(DomainError):
    """The project is there already."""

    code = "stage_unchanged"
    message = _("The project is at stage %(stage)s already. Choose another stage.")
    field = "stage"


class VisibilityUnchanged(DomainError):
    """Sharing twice, or taking back what was never shared."""

    code = "visibility_unchanged"
    message = _("Nothing to do: what the client sees is like that already.")


class ProjectDetails(TypedDict, total=False):
    """What a project may also say of itself."""

    name_zh: str
    kind: str
    planned_start: date | None
    planned_finish: date | None


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
    _check_zone(zone)
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
    record(actor, "projects.create_project", project, after={"key": key, "name": name, "zone": zone})
    publish(ProjectCreated(actor.organization.id, project.pk, key), actor=actor)
    manager_id = manager_id or (actor.person_id if "PM" in actor.roles else None)
    if manager_id:
        _join(actor, project, manager_id, ProjectMember.Role.PROJECT_MANAGER, membership_day(actor), None)
    return project


@verb
def update_project(
    *, actor: Actor, project: Project, version: int | None = None, **fields: Unpack[ProjectFields]
) -> Project:
    """Change name, type, zone, currency or planned dates. Raises `Stale`, `ZoneUnknown`."""
    require(actor, "projects.update_project", project)
    if "zone" in fields:
        _check_zone(fields["zone"])
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
    """Move to another life-cycle stage. Any step but the next one needs a reason."""
    require(actor, "projects.set_stage", project)
    if stage == project.stage:
        raise StageUnchanged(stage=stage)
    if stage != f"L{int(project.stage[1]) + 1}" and not reason.strip():
        raise ReasonMissing()
    before = write(project, {"stage": stage}, version=version)
    record(actor, "projects.set_stage", project, before=before, after={"stage": stage, "reason": reason})
    publish(StageChanged(actor.organization.id, project.pk, before["stage"], stage), actor=actor)
    return project


@verb
def change_state(
    *, actor: Actor, project: Project, step: str, reason: str = "", version: int | None = None
) -> Project:
    """Take a step of the state table (`begin_planning`, `activate`, `hold`, …).

    Raises `StateRefused` where the table has no such step, `ReasonMissing` for holding and cancelling.
    """
    require(actor, "projects.change_state", project)
    state = PROJECT.next(project.state, step)
    if step in NEED_REASON and not reason.strip():
        raise ReasonMissing()
    before = write(project, {"state": state}, version=version)
    record(actor, "projects.change_state", project, before=before, after={"state": state, "reason": reason})
    publish(ProjectStateChanged(actor.organization.id, project.pk, before["state"], state), actor=actor)
    return project


@verb
def add_member(
    *,
    actor: Actor,
    project: Project,
    person_id: UUID,
    role: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> ProjectMember:
    """Give a person a role on a project, from today unless another day is named."""
    require(actor, "projects.add_member", project)
    return _join(actor, project, person_id, role, starts_on or membership_day(actor), ends_on)


@verb
def change_member(
    *,
    actor: Actor,
    member: ProjectMember,
    starts_on: date,
    ends_on: date | None,
    version: int | None = None,
) -> ProjectMember:
    """Change the days of a membership."""
    require(actor, "projects.change_member", member)
    changed = differences(member, {"starts_on": starts_on, "ends_on": ends_on})
    if not changed:
        return member
    before = write(member, changed, version=version)
    record(actor, "projects.change_member", member, before=before, after=changed)
    publish(_about(MemberChanged, actor, member), actor=actor)
    forget_roles(actor)
    return member


@verb
def remove_member(
    *, actor: Actor, member: ProjectMember, reason: str, version: int | None = None
) -> ProjectMember:
    """Take a person's role away at once. The row stays, with the reason."""
    require(actor, "projects.remove_member", member)
    if not reason.strip():
        raise ReasonMissing()
    write(member, {"withdrawn_at": actor.now, "withdrawn_reason": reason}, version=version)
    record(actor, "projects.remove_member", member, after={"role": member.role, "reason": reason})
    publish(_about(MemberRemoved, actor, member), actor=actor)
    forget_roles(actor)
    return member


def _join(
    actor: Actor, project: Project, person_id: UUID, role: str, starts_on: date, ends_on: date | None
) -> ProjectMember:
    member = ProjectMember.objects.create(
        project_id=project.pk,
        person_id=person_id,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=actor.now,
    )
    after = {"person_id": person_id, "role": role, "starts_on": starts_on, "ends_on": ends_on}
    record(actor, "projects.add_member", member, after=after)
    publish(_about(MemberAdded, actor, member), actor=actor)
    forget_roles(actor)
    return member


def _about(event: Any, actor: Actor, member: ProjectMember) -> Any:
    return event(actor.organization.id, member.project_id, member.person_id, member.role)


def _set_visibility(
    actor: Actor, action: str, project: Project, visibility: str, version: int | None
) -> None:
    if project.visibility == visibility:
        raise VisibilityUnchanged()
    before = write(project, {"visibility": visibility}, version=version)
    record(actor, action, project, before=before, after={"visibility": visibility})


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise ZoneUnknown(zone=zone)
