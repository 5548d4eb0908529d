"""What of a plan the client sees: nothing, until a planner shares it row by row."""

from planning.events import TaskShared, TaskUnshared
from planning.models import Task
from projects.services import VisibilityUnchanged
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from tenancy.walls import Visibility
from toolkit.writing import write


@verb
def share_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Let the client see a row: name, dates, state. Effective once the project itself is shared."""
    require(actor, "planning.share_task", task)
    _set(actor, "planning.share_task", task, Visibility.SHARED, version)
    publish(TaskShared(actor.organization.id, task.project_id, task.pk), actor=actor)
    return task


@verb
def unshare_task(*, actor: Actor, task: Task, version: int | None = None) -> Task:
    """Take a row out of the client's sight."""
    require(actor, "planning.share_task", task)
    _set(actor, "planning.unshare_task", task, Visibility.INTERNAL, version)
    publish(TaskUnshared(actor.organization.id, task.project_id, task.pk), actor=actor)
    return task


def _set(actor: Actor, action: str, task: Task, visibility: str, version: int | None) -> None:
    if task.visibility == visibility:
        raise VisibilityUnchanged()
    before = write(task, {"visibility": visibility}, version=version)
    record(actor, action, task, before=before, after={"visibility": visibility})
