"""Verbs on many rows of a plan: all or nothing, in a number of statements that does not grow."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from planning.events import TaskEdited, TaskShared, TaskUnshared, TaskWithdrawn
from planning.models import Assignment, Dependency, Task
from planning.selectors import owners, tasks, withdrawn_tasks
from planning.services.places import read_tree, write_tree
from planning.services.rollup import roll_up
from planning.services.rows import update_rows
from planning.services.whole import opened, time_of
from planning.services.withdrawals import HANGING, restore_task, withdraw_rows
from projects.selectors import Project
from projects.services import ReasonMissing
from tenancy.actors import Actor
from tenancy.verbs import publish_all, record_all, require, verb
from tenancy.walls import Visibility
from toolkit.errors import BadInput
from toolkit.many import Changed, Picked, TooManyRows, check

BACK_AT_ONCE = 50


class OwnerElsewhere(BadInput):
    """Only who works on the project can own a row of it."""

    code = "unknown_reference"
    message = _("There is no such record here. Choose one from the list.")
    field = "owner_id"


def chosen(actor: Actor, project: Project, rows: list[Picked], policy: str) -> list[Task]:
    """The live rows that were chosen, locked; raises `RowsRefused` with those that may not be changed."""
    live = tasks(actor=actor, project=project).filter(pk__in=[one.id for one in rows])
    stored = {task.pk: task for task in live.select_related("project").select_for_update(of=("self",))}
    return check(rows, stored, may=lambda task: actor.may(policy, task))


def changed(found: Iterable[Task]) -> Changed:
    """What became of them; each is one version further."""
    seen = tuple(Picked(task.pk, task.version + 1) for task in found)
    return Changed(len(seen), seen)


@verb
def share_tasks(*, actor: Actor, project: Project, rows: list[Picked]) -> Changed:
    """Let the client see rows. Those that are shared already stay so. Raises `RowsRefused`."""
    return _show(actor, project, rows, Visibility.SHARED, "planning.share_task", TaskShared)


@verb
def unshare_tasks(*, actor: Actor, project: Project, rows: list[Picked]) -> Changed:
    """Take rows out of the client's sight. Raises `RowsRefused`."""
    return _show(actor, project, rows, Visibility.INTERNAL, "planning.unshare_task", TaskUnshared)


def _show(
    actor: Actor, project: Project, rows: list[Picked], visibility: str, action: str, fact: Any
) -> Changed:
    require(actor, "planning.share_task", project)
    found = [
        task for task in chosen(actor, project, rows, "planning.share_task") if task.visibility != visibility
    ]
    _set(found, visibility=visibility)
    was = {"visibility": Visibility.INTERNAL if visibility == Visibility.SHARED else Visibility.SHARED}
    record_all(actor, action, [(task, was, {"visibility": visibility}) for task in found])
    publish_all((fact(actor.organization.id, project.pk, task.pk) for task in found), actor=actor)
    return changed(found)


@verb
def assign_tasks(*, actor: Actor, project: Project, rows: list[Picked], owner_id: UUID | None) -> Changed:
    """Give rows to one owner, or to nobody. Raises `RowsRefused`, `OwnerElsewhere`."""
    require(actor, "planning.edit_task", project)
    if owner_id is not None and str(owner_id) not in dict(owners(actor=actor, project=project)):
        raise OwnerElsewhere()
    found = [
        task
        for task in chosen(actor, project, rows, "planning.edit_task")
        if str(task.owner_id or "") != str(owner_id or "")
    ]
    _set(found, owner_id=owner_id)
    told = [(task, {"owner_id": task.owner_id}, {"owner_id": owner_id}) for task in found]
    record_all(actor, "planning.edit_task", told)
    organization_id = actor.organization.id
    publish_all((TaskEdited(organization_id, project.pk, task.pk, "owner_id") for task in found), actor=actor)
    return changed(found)


def _set(found: list[Task], **values: Any) -> None:
    keys = [task.pk for task in found]
    Task.objects.filter(pk__in=keys).update(**values, version=F("version") + 1)


@verb
def withdraw_tasks(*, actor: Actor, project: Project, rows: list[Picked], reason: str) -> Changed:
    """Take rows out, each with everything below it. Restorable for 30 days. Raises `RowsRefused`.

    A row below another chosen one goes along with that.
    """
    require(actor, "planning.withdraw_task", project)
    if not reason.strip():
        raise ReasonMissing()
    plan = opened(actor, project)
    found = chosen(actor, project, rows, "planning.withdraw_task")
    tree = read_tree(project.pk)
    tops = _tops(tree.outline, {task.pk for task in found})
    above = {tree.outline.parent(key) for key in tops} - {None}
    root_of = {key: top for top in tops for key in tree.outline.remove(top)}
    withdraw_rows(actor, root_of.keys(), reason=reason, root=None)
    _name_roots(actor, root_of)
    codes = write_tree(tree)
    live = [codes[key] for key in above if key in codes]
    if live:
        roll_up(project_id=project.pk, time=time_of(plan, project), codes=live)
    gone = [task for task in found if task.pk in tops]
    _tell_withdrawn(actor, project, gone, root_of, reason)
    return changed(gone)


def _tops(outline: Any, keys: set[UUID]) -> list[UUID]:
    """Those of the rows that stand below none of the others."""

    def is_below(key: UUID) -> bool:
        above = outline.parent(key)
        while above is not None and above not in keys:
            above = outline.parent(above)
        return above is not None

    return [key for key in keys if not is_below(key)]


def _name_roots(actor: Actor, root_of: dict[UUID, UUID]) -> None:
    """Each withdrawn row, link and assignment names the row that took it along: so it comes back with it."""
    update_rows(Task, ("withdrawn_with",), [(key, [root]) for key, root in root_of.items()])
    now = {"withdrawn_at": actor.now, "withdrawn_with__isnull": True}
    ends = Q(predecessor__in=root_of) | Q(successor__in=root_of)
    links = Dependency.objects.filter(ends, **now).values_list("pk", "predecessor_id", "successor_id")
    taken = [(pk, [root_of.get(first) or root_of[second]]) for pk, first, second in links]
    update_rows(Dependency, ("withdrawn_with",), taken)
    work = Assignment.objects.filter(task__in=root_of, **now).values_list("pk", "task_id")
    update_rows(Assignment, ("withdrawn_with",), [(pk, [root_of[task]]) for pk, task in work])


def _tell_withdrawn(
    actor: Actor, project: Project, gone: list[Task], root_of: dict[UUID, UUID], reason: str
) -> None:
    action, roots = "planning.withdraw_task", list(root_of.values())
    record_all(actor, action, [(task, {"wbs": task.wbs}, _why(task, roots, reason)) for task in gone])
    keys: dict[Any, str] = {task.pk: task.key for task in gone}
    for model in HANGING:
        along = model._default_manager.filter(withdrawn_with__in=keys).exclude(pk__in=keys)
        record_all(actor, action, [(row, None, {"with": keys[row.withdrawn_with]}) for row in along])
    organization_id = actor.organization.id
    facts = (TaskWithdrawn(organization_id, project.pk, t.pk, roots.count(t.pk)) for t in gone)
    publish_all(facts, actor=actor)


def _why(task: Task, roots: Collection[UUID], reason: str) -> dict[str, Any]:
    return {"reason": reason, "rows": list(roots).count(task.pk)}


@verb
def restore_tasks(*, actor: Actor, project: Project, rows: list[Picked]) -> Changed:
    """Bring withdrawn rows back, each as `restore_task` does; 50 at most. Raises `RowsRefused`."""
    require(actor, "planning.restore_task", project)
    if len(rows) > BACK_AT_ONCE:
        raise TooManyRows(most=BACK_AT_ONCE)
    gone = withdrawn_tasks(actor=actor, project=project).filter(pk__in=[one.id for one in rows])
    stored = {task.pk: task for task in gone.select_related("project")}
    found = check(rows, stored, may=lambda task: actor.may("planning.restore_task", task))
    back = [restore_task(actor=actor, task=task) for task in sorted(found, key=lambda task: task.position)]
    return Changed(len(back), tuple(Picked(task.pk, task.version) for task in back))
