"""Verbs of programmes."""

from collections.abc import Iterable
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.events import ProgrammeAdded, ProgrammeChanged, ProgrammeStateChanged
from projects.models import Programme, Project
from projects.selectors import projects
from projects.services.errors import step_of
from projects.states import PROGRAMME
from tenancy.actors import Actor
from tenancy.verbs import publish, record, record_all, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import differences, joined, write


class ProgrammeClosed(DomainError):
    """A closed programme takes nobody."""

    code = "programme_closed"
    message = _("The programme is closed. Open it again first.")


class InAnotherProgramme(DomainError):
    """A project belongs to one programme at most."""

    code = "in_another_programme"
    message = _("%(keys)s belong to another programme. Take them out there first.")
    field = "project_ids"


class ProjectUnknown(BadInput):
    """Somebody else's project, or nobody's."""

    code = "project_unknown"
    message = _("One of the projects is not there. Choose from the list.")
    field = "project_ids"


class ProgrammeDetails(TypedDict, total=False):
    """What may be said of a programme beside its name."""

    name_zh: str
    purpose: str
    owner_id: UUID | None


class ProgrammeFields(ProgrammeDetails, total=False):
    """What `update_programme` may change."""

    name: str


@verb
def add_programme(*, actor: Actor, code: str, name: str, **fields: Unpack[ProgrammeDetails]) -> Programme:
    """Start a programme; projects join it afterwards. Raises `BadInput` for a code in use."""
    require(actor, "projects.add_programme")
    programme = Programme.objects.create(code=code, name=name, created_at=actor.now, **fields)
    record(actor, "projects.add_programme", programme, after={"code": code, "name": name})
    publish(ProgrammeAdded(actor.organization.id, programme.pk), actor=actor)
    return programme


@verb
def update_programme(
    *, actor: Actor, programme: Programme, version: int | None = None, **fields: Unpack[ProgrammeFields]
) -> Programme:
    """Change what is said of a programme. Raises `Stale`."""
    require(actor, "projects.update_programme")
    changed = differences(programme, fields)
    if not changed:
        return programme
    before = write(programme, changed, version=version)
    record(actor, "projects.update_programme", programme, before=before, after=changed)
    publish(ProgrammeChanged(actor.organization.id, programme.pk, joined(changed)), actor=actor)
    return programme


@verb
def set_programme_projects(
    *,
    actor: Actor,
    programme: Programme,
    project_ids: Iterable[UUID],
    version: int | None = None,
) -> Programme:
    """Say which projects belong to a programme; those that are left out leave it.

    Raises `ProgrammeClosed`, `ProjectUnknown`, `InAnotherProgramme`, `Stale`.
    """
    require(actor, "projects.update_programme")
    if programme.state == Programme.State.CLOSED:
        raise ProgrammeClosed()
    named = set(project_ids)
    wanted = list(projects(actor=actor).filter(pk__in=named).select_for_update(of=("self",)))
    if len(wanted) < len(named):
        raise ProjectUnknown()
    taken = [one.key for one in wanted if one.programme_id not in (None, programme.pk)]
    if taken:
        raise InAnotherProgramme(keys=", ".join(taken))
    gone = projects(actor=actor).filter(programme=programme).exclude(pk__in=[one.pk for one in wanted])
    come = [one for one in wanted if one.programme_id is None]
    moved = [*_moved(gone, None), *_moved(come, programme)]
    if not moved:
        return programme
    write(programme, {}, version=version)
    told = {"projects": sorted(one.key for one in wanted)}
    record_all(actor, "projects.update_programme", [(programme, None, told), *moved])
    publish(ProgrammeChanged(actor.organization.id, programme.pk, "projects"), actor=actor)
    return programme


@verb
def change_programme_state(
    *, actor: Actor, programme: Programme, step: str, reason: str = "", version: int | None = None
) -> Programme:
    """Close a programme, or open it again. Raises `StateRefused`, `ReasonMissing`, `Stale`."""
    require(actor, "projects.change_programme_state")
    state = step_of(PROGRAMME, actor, programme, step, reason).to
    before = write(programme, {"state": state}, version=version)
    after = {"state": state, "reason": reason}
    record(actor, "projects.change_programme_state", programme, before=before, after=after)
    publish(ProgrammeStateChanged(actor.organization.id, programme.pk, before["state"], state), actor=actor)
    return programme


def _moved(rows: Iterable[Project], programme: Programme | None) -> list[tuple[Any, Any, Any]]:
    changed = {"programme_id": programme.pk if programme else None}
    return [(project, write(project, changed), changed) for project in rows]
