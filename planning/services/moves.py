"""Rearranging a plan: indent, outdent, up, down, or below another row."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning import outline as shape
from planning.events import TaskMoved
from planning.models import Task
from planning.outline import Outline
from planning.services.kept_free import check_holds
from planning.services.links import check_cycles
from planning.services.places import Tree, read_tree, write_tree
from planning.services.rollup import roll_up
from planning.services.tasks import MilestoneHoldsNothing
from planning.services.whole import opened, time_of
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError, Missing
from toolkit.writing import write

Step = Callable[[Outline[UUID], UUID], None]
STEPS: dict[str, Step] = {
    "indent": lambda rows, key: rows.indent(key),
    "outdent": lambda rows, key: rows.outdent(key),
    "up": lambda rows, key: rows.shift(key, -1),
    "down": lambda rows, key: rows.shift(key, 1),
}


class StepUnknown(BadInput):
    """No such way to move."""

    code = "step_unknown"
    message = _("Move a row by indent, outdent, up, down, or below another row.")
    field = "step"


class MoveImpossible(DomainError):
    """The row has nowhere to go in that direction."""

    code = "move_impossible"


REFUSALS = {
    shape.NothingAbove: _("There is no row above %(key)s at its level to go below. Move it down first."),
    shape.AtTheTop: _("%(key)s is at the highest level already."),
    shape.AtTheEdge: _("%(key)s has no neighbour in that direction at its level."),
    shape.IntoItself: _("%(key)s cannot stand below itself or below its own rows. Choose another row."),
}


@verb
def move_task(
    *,
    actor: Actor,
    task: Task,
    step: str = "place",
    parent_id: UUID | None = None,
    index: int | None = None,
    version: int | None = None,
) -> Task:
    """Move a row with everything below it.

    `step`: `indent` (below the row above), `outdent` (right after its summary), `up`, `down` (past one
    neighbour), or `place` (below `parent_id`, or at the top level, as the `index`-th child from 0).
    Raises `MoveImpossible`, `MilestoneHoldsNothing`, `LinkCircular`, `Missing`, `Stale`.
    """
    require(actor, "planning.move_task", task)
    plan = opened(actor, task.project)
    tree = read_tree(task.project_id)
    if task.pk not in tree.outline:
        raise Missing()
    was = _standing(tree, task.pk)
    _rearrange(tree.outline, task, step, parent_id, index)
    now = _standing(tree, task.pk)
    if was == now:
        return task
    _check_parent(now.parent)
    write(task, {"parent_id": now.parent}, version=version)
    before = task.wbs
    codes = write_tree(tree)
    check_cycles(task.project_id)
    affected = [codes[key] for key in (was.parent, task.pk) if key]
    roll_up(project_id=task.project_id, time=time_of(plan, task.project), codes=affected)
    task.refresh_from_db(fields=["position", "level", "wbs", "kind"])
    record(actor, "planning.move_task", task, before={"wbs": before}, after={"wbs": task.wbs, "step": step})
    publish(TaskMoved(actor.organization.id, task.project_id, task.pk), actor=actor)
    return task


class Standing(NamedTuple):
    """Below which row, and as which child."""

    parent: UUID | None
    child: int


def _standing(tree: Tree, key: UUID) -> Standing:
    return Standing(tree.outline.parent(key), tree.outline.index(key))


def _rearrange(rows: Outline[UUID], task: Task, step: str, parent_id: UUID | None, index: int | None) -> None:
    if parent_id is not None and parent_id not in rows:
        raise Missing()
    try:
        if step == "place":
            rows.place(task.pk, parent_id, index)
        elif step in STEPS:
            STEPS[step](rows, task.pk)
        else:
            raise StepUnknown()
    except tuple(REFUSALS) as refused:
        raise MoveImpossible(REFUSALS[type(refused)], key=task.key) from None


def _check_parent(parent_id: UUID | None) -> None:
    if parent_id is None:
        return
    parent = Task.objects.only("kind", "number", "is_buffer").get(pk=parent_id)
    if parent.is_milestone:
        raise MilestoneHoldsNothing(key=parent.key)
    check_holds(parent)
