"""Verbs of a project's members."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from projects.events import MemberAdded, MemberChanged, MemberRemoved
from projects.models import Project, ProjectMember
from projects.policies import membership_day
from projects.selectors import forget_roles
from projects.services.errors import PersonGone, ReasonMissing
from tenancy.actors import Actor
from tenancy.selectors import invitation_projects, people
from tenancy.verbs import publish, record, require, verb
from toolkit.writing import differences, write


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
    return join(actor, project, person_id, role, starts_on or membership_day(actor), ends_on)


@verb
def add_members(
    *,
    actor: Actor,
    project: Project,
    person_ids: Iterable[UUID],
    role: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> list[ProjectMember]:
    """Give several people the same role; who has it already keeps it as it is. All of them or nobody.

    Raises `PersonGone`.
    """
    require(actor, "projects.add_member", project)
    wanted = list(dict.fromkeys(person_ids))
    if people(actor=actor).filter(pk__in=wanted, left_at__isnull=False).exists():
        raise PersonGone(field="person_ids")
    held = ProjectMember.objects.live().filter(project=project, role=role, person_id__in=wanted)
    has = set(held.values_list("person_id", flat=True))
    first = starts_on or membership_day(actor)
    return [join(actor, project, one, role, first, ends_on) for one in wanted if one not in has]


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
        join(actor, project, person_id, role, membership_day(actor), None)
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


def join(
    actor: Actor, project: Project, person_id: UUID, role: str, starts_on: date, ends_on: date | None
) -> ProjectMember:
    """A new member, with its line and its fact; for verbs that have asked the policy."""
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
