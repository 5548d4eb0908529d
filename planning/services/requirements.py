"""Requirements and what meets them: links to tasks, and making deliverables and tasks of them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.models import Deliverable, Requirement, RequirementTask, Task
from planning.registers.deliverables import DELIVERABLES
from planning.registers.requirements import REQUIREMENTS
from planning.services.tasks import TaskFields, add_task
from projects.registers.events import RecordChanged
from projects.registers.services import RecordFrozen, add_record
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError, Missing
from toolkit.writing import write

LINK, CONVERT = "planning.link_requirement", "planning.convert_requirement"


class TaskLinked(DomainError):
    """Once is enough."""

    code = "task_linked"
    message = _("%(task)s is linked to %(key)s already. Choose another task.")
    field = "task"


class NothingToMake(BadInput):
    """A deliverable or a task, at least one of them."""

    code = "nothing_to_make"
    message = _("Name a deliverable, or a task, or both.")
    field = "deliverable_title"


class DeliverableThere(DomainError):
    """A requirement is delivered by one deliverable."""

    code = "deliverable_there"
    message = _("%(key)s is delivered by %(deliverable)s already. Leave the deliverable empty.")
    field = "deliverable_title"


@verb
def link_task(
    *, actor: Actor, requirement: Requirement, task: int, version: int | None = None
) -> Requirement:
    """Say that the task with this number works towards a requirement.

    Raises `RecordFrozen`, `Missing`, `TaskLinked`, `Stale`.
    """
    require(actor, LINK, requirement)
    allow_change(requirement)
    row = Task.objects.live().filter(project_id=requirement.project_id, number=task).first()
    if row is None:
        raise Missing()
    if requirement.task_links.filter(task=row).exists():
        raise TaskLinked(task=row.key, key=requirement.key)
    write(requirement, {}, version=version)
    _tie(actor, requirement, row)
    _tell(actor, LINK, requirement, {"task": row.key}, "tasks")
    return requirement


@verb
def unlink_task(
    *, actor: Actor, requirement: Requirement, task: int, version: int | None = None
) -> Requirement:
    """Take the link back. Raises `RecordFrozen`, `Missing`, `Stale`."""
    require(actor, LINK, requirement)
    allow_change(requirement)
    link = requirement.task_links.filter(task__number=task).first()
    if link is None:
        raise Missing()
    write(requirement, {}, version=version)
    link.delete()
    record(actor, "planning.unlink_requirement", requirement, before={"task": f"T{task}"})
    publish(_changed(actor, requirement, "tasks"), actor=actor)
    return requirement


@verb
def convert_requirement(
    *,
    actor: Actor,
    requirement: Requirement,
    version: int | None = None,
    deliverable_title: str = "",
    deliverable_due: date | None = None,
    acceptor_id: UUID | None = None,
    task_name: str = "",
    parent_id: UUID | None = None,
    owner_id: UUID | None = None,
    begin: date | None = None,
    due: date | None = None,
) -> Requirement:
    """Make a deliverable, a task, or both of a requirement, and keep the trace.

    The requirement's version is claimed first: of two who convert at once, one comes too late. Raises
    `Stale`, `RecordFrozen`, `NothingToMake`, `DeliverableThere`, and what `add_task` raises.
    """
    require(actor, CONVERT, requirement)
    allow_change(requirement)
    if not deliverable_title.strip() and not task_name.strip():
        raise NothingToMake()
    write(requirement, {}, version=version)
    made: dict[str, str] = {}
    if task_name.strip():
        days = {name: day for name, day in (("begin", begin), ("due", due)) if day}
        fields: TaskFields = {"name": task_name, "owner_id": owner_id, **days}  # type: ignore[typeddict-item]
        task = add_task(actor=actor, project=requirement.project, parent_id=parent_id, **fields)
        _tie(actor, requirement, task)
        made["task"] = task.key
    if deliverable_title.strip():
        about = {"due_on": deliverable_due, "acceptor_id": acceptor_id, "owner_id": owner_id}
        made["deliverable"] = _deliver(actor, requirement, deliverable_title.strip(), about).key
    _tell(actor, CONVERT, requirement, made, ",".join(sorted(made)))
    return requirement


def allow_change(requirement: Requirement) -> None:
    """Raise `RecordFrozen` where nothing is changed any more."""
    if requirement.state in REQUIREMENTS.frozen:
        raise RecordFrozen(key=requirement.key, state=requirement.get_state_display())


def _deliver(actor: Actor, requirement: Requirement, title: str, about: dict[str, Any]) -> Deliverable:
    there = requirement.deliverable
    if there is not None and there.withdrawn_at is None:
        raise DeliverableThere(key=requirement.key, deliverable=there.key)
    made: Deliverable = add_record(
        actor=actor,
        register=DELIVERABLES,
        project=requirement.project,
        title=title,
        criteria=requirement.criterion,
        **about,
    )
    write(requirement, {"deliverable_id": made.pk})
    return made


def _tie(actor: Actor, requirement: Requirement, task: Task) -> None:
    RequirementTask.objects.create(
        requirement=requirement,
        task=task,
        project_id=requirement.project_id,
        client_id=requirement.client_id,
        created_at=actor.now,
    )


def _tell(actor: Actor, act: str, requirement: Requirement, after: dict[str, Any], fields: str) -> None:
    record(actor, act, requirement, after=after)
    publish(_changed(actor, requirement, fields), actor=actor)


def _changed(actor: Actor, requirement: Requirement, fields: str) -> RecordChanged:
    about = (actor.organization.id, requirement.project_id, requirement.pk)
    return RecordChanged(*about, "planning.Requirement", requirement.key, fields)
