"""Verbs on the records of every register; which one is said by `register`."""

from typing import Any

from django.db.models import Max

from projects.models import Project
from projects.registers.declared import Register
from projects.registers.events import (
    RecordAdded,
    RecordChanged,
    RecordRestored,
    RecordShared,
    RecordStateChanged,
    RecordUnshared,
    RecordWithdrawn,
)
from projects.registers.rules import RecordFrozen, allow_change, allow_move, obey, tell_owner, told
from projects.services.errors import VisibilityUnchanged, step_of
from tenancy.actors import Actor
from tenancy.rules import separate
from tenancy.verbs import publish, record, require, verb
from tenancy.walls import Visibility
from toolkit.writing import differences, joined, write

__all__ = [
    "RecordFrozen",
    "add_record",
    "edit_record",
    "restore_record",
    "share_record",
    "step_record",
    "unshare_record",
    "withdraw_record",
]


@verb
def add_record(*, actor: Actor, register: Register, project: Project, **fields: Any) -> Any:
    """Add a record to a project's register. Raises what the register's rules raise."""
    require(actor, register.policy("add"), project)
    obey(register, actor, project, None, fields)
    subject = register.model.objects.create(
        project_id=project.pk,
        client_id=project.client_id,
        number=_next_number(register, project),
        made_by_id=actor.person_id,
        created_at=actor.now,
        **fields,
    )
    record(actor, register.policy("add"), subject, after={"number": subject.number, **fields})
    publish(told(RecordAdded, actor, subject), actor=actor)
    tell_owner(actor, subject, fields)
    if register.added is not None:
        register.added(actor=actor, subject=subject)
    return subject


@verb
def edit_record(
    *, actor: Actor, register: Register, subject: Any, version: int | None = None, **fields: Any
) -> Any:
    """Change a record. Raises `RecordFrozen`, `Stale`, and what the register's rules raise."""
    require(actor, register.policy("edit"), subject)
    changed = differences(subject, fields)
    if not changed:
        return subject
    allow_change(register, actor, subject)
    obey(register, actor, subject.project, subject, changed)
    before = write(subject, changed, version=version)
    record(actor, register.policy("edit"), subject, before=before, after=changed)
    publish(told(RecordChanged, actor, subject, fields=joined(changed)[:400]), actor=actor)
    tell_owner(actor, subject, changed)
    return subject


@verb
def step_record(
    *,
    actor: Actor,
    register: Register,
    subject: Any,
    step: str,
    reason: str = "",
    version: int | None = None,
) -> Any:
    """Take a step of a record's life. Raises `StateRefused`, `Denied`, `SamePerson`, `ReasonMissing`,
    `Stale`, and what the register asks before that step."""
    policy = register.policy("step")
    require(actor, policy, subject)
    assert register.states is not None
    taken = step_of(register.states, actor, subject, step, reason)
    if step in register.separate:
        separate(actor, [subject.made_by_id], action=policy, subject=subject)
    if step in register.before:
        register.before[step](actor=actor, subject=subject, step=step)
    before = write(subject, {"state": taken.to}, version=version)
    if step in register.after:
        register.after[step](actor=actor, subject=subject, step=step)
    if step in register.decisions:
        register.decisions[step](actor=actor, subject=subject, step=step, reason=reason)
    record(actor, policy, subject, before=before, after={"state": taken.to, "reason": reason})
    publish(told(RecordStateChanged, actor, subject, was=before["state"], now=taken.to), actor=actor)
    return subject


@verb
def share_record(*, actor: Actor, register: Register, subject: Any, version: int | None = None) -> Any:
    """Let the client see a record. Raises `VisibilityUnchanged`, `Stale`."""
    require(actor, register.policy("share"), subject)
    _show(register, actor, subject, Visibility.SHARED, version)
    publish(told(RecordShared, actor, subject), actor=actor)
    return subject


@verb
def unshare_record(*, actor: Actor, register: Register, subject: Any, version: int | None = None) -> Any:
    """Take a record out of the client's sight. Raises `VisibilityUnchanged`, `Stale`."""
    require(actor, register.policy("share"), subject)
    _show(register, actor, subject, Visibility.INTERNAL, version)
    publish(told(RecordUnshared, actor, subject), actor=actor)
    return subject


@verb
def withdraw_record(
    *, actor: Actor, register: Register, subject: Any, reason: str, version: int | None = None
) -> Any:
    """Take a record out of its register; it can be restored. Raises `RecordFrozen`, `Stale`."""
    require(actor, register.policy("withdraw"), subject)
    allow_change(register, actor, subject)
    changed = {"withdrawn_at": actor.now, "withdrawn_reason": reason, "withdrawn_by_id": actor.person_id}
    write(subject, changed, version=version)
    record(actor, register.policy("withdraw"), subject, after={"reason": reason})
    publish(told(RecordWithdrawn, actor, subject), actor=actor)
    return subject


@verb
def restore_record(*, actor: Actor, register: Register, subject: Any, version: int | None = None) -> Any:
    """Put a withdrawn record back. Raises `Stale`."""
    require(actor, register.policy("withdraw"), subject)
    allow_move(register, actor, subject)
    changed = {"withdrawn_at": None, "withdrawn_reason": "", "withdrawn_by_id": None}
    before = write(subject, changed, version=version)
    record(actor, register.policy("withdraw"), subject, before={"reason": before["withdrawn_reason"]})
    publish(told(RecordRestored, actor, subject), actor=actor)
    return subject


def _next_number(register: Register, project: Project) -> int:
    """The next number of a project's register; whoever adds at the same time waits for the project's row."""
    Project.objects.select_for_update(no_key=True, of=("self",)).get(pk=project.pk)
    last = register.model.objects.filter(project=project).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _show(register: Register, actor: Actor, subject: Any, visibility: str, version: int | None) -> None:
    if subject.visibility == visibility:
        raise VisibilityUnchanged()
    changed = {"visibility": visibility}
    before = write(subject, changed, version=version)
    record(actor, register.policy("share"), subject, before=before, after=changed)
