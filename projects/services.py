"""Verbs of projects and their members."""

from datetime import date, timedelta
from typing import Any, TypedDict, Unpack
from uuid import UUID

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
from projects.states import PROJECT
from tenancy.actors import Actor
from tenancy.selectors import invitation_projects, people
from tenancy.verbs import publish, record, require, verb
from tenancy.walls import Visibility
from toolkit.errors import BadInput, DomainError
from toolkit.writing import differences, joined, write
from toolkit.zones import check_zone


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


class PersonGone(BadInput):
    """Work is for people who are here."""

    code = "person_gone"
    message = _("This person has left the organization. Choose somebody else.")
    field = "person_id"


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
    check_zone(zone)
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
        check_zone(fields["zone"])
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

    Raises `StateRefused` where the table has no such step, `Denied` where it has none for the actor's roles,
    `ReasonMissing` for holding and cancelling.
    """
    require(actor, "projects.change_state", project)
    row = PROJECT.take(actor, project, step)
    if row.needs_reason and not reason.strip():
        raise ReasonMissing()
    state = row.to
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
    """Give a person a role on a project, from today unless another day is named. Raises `PersonGone`."""
    require(actor, "projects.add_member", project)
    if people(actor=actor).filter(pk=person_id, left_at__isnull=False).exists():
        raise PersonGone()
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


@verb
def join_invited(*, actor: Actor, person_id: UUID, invitation_id: UUID, role: str) -> int:
    """Let a person who accepted an invitation work on the projects it names; answers how many she joined."""
    require(actor, "projects.admit_person")
    named = Project.objects.running().filter(pk__in=invitation_projects(invitation_id=invitation_id))
    held = ProjectMember.objects.live().filter(person_id=person_id, role=role)
    joined_now = list(named.exclude(pk__in=held.values("project_id")))
    for project in joined_now:
        _join(actor, project, person_id, role, membership_day(actor), None)
    return len(joined_now)


@verb
def release_person(*, actor: Actor, person_id: UUID) -> int:
    """End a leaver's places on projects with the day before; answers how many. The rows stay."""
    require(actor, "projects.admit_person")
    today = membership_day(actor)
    places = list(ProjectMember.objects.live().exclude(ends_on__lt=today).filter(person_id=person_id))
    for member in places:
        changed = {"ends_on": max(member.starts_on, today - timedelta(days=1))}
        before = write(member, changed)
        record(actor, "projects.change_member", member, before=before, after=changed)
        publish(_about(MemberChanged, actor, member), actor=actor)
    return len(places)


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
