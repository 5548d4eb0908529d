"""Verbs of a project's processes (lines of business)."""

from typing import Any, TypedDict, Unpack
from uuid import UUID

from projects.events import ProcessAdded, ProcessChanged, ProcessStateChanged
from projects.models import Process, Project
from projects.services.errors import VisibilityUnchanged, step_of
from projects.states import PROCESS
from projects.tags import tags
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from tenancy.walls import Visibility
from toolkit.writing import differences, joined, write


class ProcessDetails(TypedDict, total=False):
    """What may be said of a process beside its name and channel."""

    name_zh: str
    path: str
    volume: int | None
    aht_seconds: int | None
    complexity: int | None
    criticality: str
    systems: str
    languages: str
    hours: str
    site_id: UUID | None
    expert_id: UUID | None
    sop: str
    sop_status: str
    kt_status: str


class ProcessFields(ProcessDetails, total=False):
    """What `update_process` may change."""

    name: str
    channel: str


@verb
def add_process(
    *,
    actor: Actor,
    project: Project,
    code: str,
    name: str,
    channel: str,
    **fields: Unpack[ProcessDetails],
) -> Process:
    """Name a process that the project takes over. Raises `BadInput` for a code in use, `LanguageUnknown`."""
    require(actor, "projects.add_process", project)
    process = Process.objects.create(
        project_id=project.pk,
        client_id=project.client_id,
        code=code,
        name=name,
        channel=channel,
        created_at=actor.now,
        **_cleaned(fields),
    )
    record(actor, "projects.add_process", process, after={"code": code, "name": name, "channel": channel})
    publish(ProcessAdded(actor.organization.id, project.pk, process.pk), actor=actor)
    return process


@verb
def update_process(
    *, actor: Actor, process: Process, version: int | None = None, **fields: Unpack[ProcessFields]
) -> Process:
    """Change what is said of a process. Raises `Stale`, `LanguageUnknown`."""
    require(actor, "projects.update_process", process)
    changed = differences(process, _cleaned(fields))
    if not changed:
        return process
    before = write(process, changed, version=version)
    record(actor, "projects.update_process", process, before=before, after=changed)
    fact = ProcessChanged(actor.organization.id, process.project_id, process.pk, joined(changed))
    publish(fact, actor=actor)
    return process


@verb
def change_process_state(
    *, actor: Actor, process: Process, step: str, reason: str = "", version: int | None = None
) -> Process:
    """Take a step of a process's life. Raises `StateRefused`, `ReasonMissing`, `Stale`."""
    require(actor, "projects.change_process_state", process)
    state = step_of(PROCESS, actor, process, step, reason).to
    before = write(process, {"state": state}, version=version)
    after = {"state": state, "reason": reason}
    record(actor, "projects.change_process_state", process, before=before, after=after)
    fact = ProcessStateChanged(actor.organization.id, process.project_id, process.pk, before["state"], state)
    publish(fact, actor=actor)
    return process


@verb
def share_process(*, actor: Actor, process: Process, version: int | None = None) -> Process:
    """Let the client see the process. Raises `VisibilityUnchanged`, `Stale`."""
    require(actor, "projects.share_process", process)
    return _show(actor, process, Visibility.SHARED, version)


@verb
def unshare_process(*, actor: Actor, process: Process, version: int | None = None) -> Process:
    """Take the process out of the client's sight. Raises `VisibilityUnchanged`, `Stale`."""
    require(actor, "projects.share_process", process)
    return _show(actor, process, Visibility.INTERNAL, version)


def _show(actor: Actor, process: Process, visibility: str, version: int | None) -> Process:
    if process.visibility == visibility:
        raise VisibilityUnchanged()
    changed = {"visibility": visibility}
    before = write(process, changed, version=version)
    record(actor, "projects.share_process", process, before=before, after=changed)
    fact = ProcessChanged(actor.organization.id, process.project_id, process.pk, joined(changed))
    publish(fact, actor=actor)
    return process


def _cleaned(fields: ProcessFields | ProcessDetails) -> dict[str, Any]:
    said: dict[str, Any] = {**fields}
    return {**said, "languages": tags(said["languages"])} if "languages" in said else said
