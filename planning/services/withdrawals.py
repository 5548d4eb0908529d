"""Taking rows out of a plan, with a reason, and putting them back."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from planning.events import TaskRestored, TaskWithdrawn
from planning.models import Assignment, Dependency, Task
from planning.outline import Outline
from planning.services.links import check_cycles
from planning.services.places import Tree, read_tree, write_tree
from planning.services.rollup import roll_up
from planning.services.rows import update_rows
from planning.services.whole import opened, time_of
from projects.services import ReasonMissing
from tenancy.actors import Actor
from tenancy.verbs import publish, record, record_all, require, verb
from toolkit.errors import DomainError, Missing, Stale

KEPT = timedelta(days=30)
HANGING = (Task, Dependency, Assignment)
Change = tuple[Any, dict[str, Any] | None, dict[str, Any] | None]
BACK: dict[str, Any] = {"withdrawn_at": None, "withdrawn_reason": "", "withdrawn_with": None}


class RestoreTooLate(DomainError):
    """What was withdrawn can be put back for 30 days."""

    code = "restore_too_late"
    message = _("%(key)s was withdrawn more than 30 days ago. Add it again instead.")


class NotWithdrawn(DomainError):
    """The row is in the plan."""

    code = "not_withdrawn"
    message = _("%(key)s is in the plan already.")


@verb
def withdraw_task(*, actor: Actor, task: Task, reason: str, version: int | None = None) -> Task:
    """Take a row out with everything below it, its links and its assignments. Restorable for 30 days."""
    require(actor, "planning.withdraw_task", task)
    if not reason.strip():
        raise ReasonMissing()
    plan = opened(actor, task.project)
    tree = read_tree(task.project_id)
    if task.pk not in tree.outline:
        raise Missing()
    _check_version(task, version)
    above = tree.outline.parent(task.pk)
    gone = tree.outline.remove(task.pk)
    withdraw_rows(actor, gone, reason=reason, root=task.pk)
    codes = write_tree(tree)
    if above:
        roll_up(project_id=task.project_id, time=time_of(plan, task.project), codes=[codes[above]])
    told = {"reason": reason, "rows": len(gone)}
    record(actor, "planning.withdraw_task", task, before={"wbs": task.wbs}, after=told)
    record_all(actor, "planning.withdraw_task", _taken_along(task))
    publish(TaskWithdrawn(actor.organization.id, task.project_id, task.pk, len(gone)), actor=actor)
    task.refresh_from_db()
    return task


@verb
def restore_task(*, actor: Actor, task: Task) -> Task:
    """Put a withdrawn row back, with what was withdrawn with it and stands below it.

    It returns below its summary, or below the nearest one that is still there, where it stood before.
    Raises `NotWithdrawn`, `RestoreTooLate`, `LinkCircular`.
    """
    require(actor, "planning.restore_task", task)
    plan = opened(actor, task.project)
    task.refresh_from_db()
    if task.withdrawn_at is None:
        raise NotWithdrawn(key=task.key)
    if actor.now - task.withdrawn_at > KEPT:
        raise RestoreTooLate(key=task.key)
    tree = read_tree(task.project_id)
    along = _taken_along(task)
    back = _put_back(tree, task)
    Task.objects.filter(pk__in=back).update(**BACK, withdrawn_by=None, version=F("version") + 1)
    codes = write_tree(tree)
    _restore_hangers(task.withdrawn_with, codes.keys())
    check_cycles(task.project_id)
    roll_up(project_id=task.project_id, time=time_of(plan, task.project), codes=[codes[task.pk]])
    task.refresh_from_db()
    record(actor, "planning.restore_task", task, after={"wbs": task.wbs, "rows": len(back)})
    record_all(actor, "planning.restore_task", _came_back(along))
    publish(TaskRestored(actor.organization.id, task.project_id, task.pk, len(back)), actor=actor)
    return task


def _taken_along(task: Task) -> list[Change]:
    """The rows, links and assignments that went with a withdrawn row, for the trail: one line for each."""
    root = task.withdrawn_with or task.pk
    return [
        (row, None, {"with": task.key})
        for model in HANGING
        for row in model._default_manager.filter(withdrawn_with=root).exclude(pk=task.pk)
    ]


def _came_back(along: Collection[Change]) -> list[Change]:
    """Those of them that are in the plan again."""
    keys = [change[0].pk for change in along]
    back = {
        key
        for model in HANGING
        for key in model._default_manager.filter(pk__in=keys, withdrawn_at=None).values_list("pk", flat=True)
    }
    return [change for change in along if change[0].pk in back]


def _check_version(task: Task, version: int | None) -> None:
    """Raise `Stale` unless the row is, under the lock, as the person saw it."""
    stored = Task.objects.values_list("version", flat=True).get(pk=task.pk)
    if stored != (task.version if version is None else version):
        raise Stale(version=stored)


def withdraw_rows(actor: Actor, keys: Collection[UUID], *, reason: str, root: UUID | None) -> None:
    """Mark rows as withdrawn, and whatever hangs on them. `root`: the row that took them along."""
    why = {"withdrawn_at": actor.now, "withdrawn_reason": reason, "withdrawn_with": root}
    Task.objects.filter(pk__in=keys).update(**why, withdrawn_by=actor.person_id, version=F("version") + 1)
    links = Dependency.objects.live().filter(Q(predecessor__in=keys) | Q(successor__in=keys))
    links.update(**why, version=F("version") + 1)
    work = Assignment.objects.filter(task__in=keys, withdrawn_at__isnull=True)
    work.update(**why, version=F("version") + 1)


def _put_back(tree: Tree, task: Task) -> list[UUID]:
    """Add the withdrawn rows to the tree; answers them in document order."""
    batch = _withdrawn_with(task).order_by("position", "id")
    names = ("id", "parent_id", "position", "level", "wbs", "kind")
    rows: dict[UUID, Mapping[str, Any]] = {row["id"]: row for row in batch.values(*names)}
    family = Outline((key, row["parent_id"]) for key, row in rows.items())
    back = list(family.subtree(task.pk))
    above = _live_above(tree, task)
    tree.outline.add(task.pk, above, _index(tree, above, task.position))
    for key in back[1:]:
        tree.outline.add(key, family.parent(key))
    tree.stored.update({key: rows[key] for key in back})
    return back


def _withdrawn_with(task: Task) -> QuerySet[Task]:
    return Task.objects.filter(
        project_id=task.project_id, withdrawn_with=task.withdrawn_with, withdrawn_at=task.withdrawn_at
    )


def _live_above(tree: Tree, task: Task) -> UUID | None:
    above = task.parent_id
    while above is not None and above not in tree.outline:
        above = Task.objects.values_list("parent_id", flat=True).get(pk=above)
    if above is not None and tree.stored[above]["kind"] == Task.Kind.MILESTONE:
        return tree.outline.parent(above)
    return above


def _index(tree: Tree, above: UUID | None, position: int) -> int:
    siblings = tree.outline.children(above)
    return sum(1 for key in siblings if tree.stored[key]["position"] < position)


def _restore_hangers(root: UUID | None, live: Collection[UUID]) -> None:
    if root is None:
        return
    again = {**BACK, "version": F("version") + 1}
    links = Dependency.objects.filter(withdrawn_with=root).values_list("id", "predecessor_id", "successor_id")
    missing = {pk: [end for end in ends if end not in live] for pk, *ends in links}
    whole = [pk for pk, ends in missing.items() if not ends]
    Dependency.objects.filter(pk__in=whole).update(**again)
    _wait_for({pk: ends[0] for pk, ends in missing.items() if ends})
    Assignment.objects.filter(withdrawn_with=root, task__in=live).update(**again)


def _wait_for(ends: dict[UUID, UUID]) -> None:
    """Links whose other end is still out return with that one."""
    if ends:
        roots = dict(Task.objects.filter(pk__in=ends.values()).values_list("id", "withdrawn_with"))
        update_rows(Dependency, ("withdrawn_with",), [(pk, [roots[end]]) for pk, end in ends.items()])
