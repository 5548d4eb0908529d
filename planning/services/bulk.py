"""Many new rows at once: as many statements for five hundred as for one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max

from planning.events import TaskAdded
from planning.models import Plan, Task
from planning.services.kept_free import buffered, check_holds
from planning.services.places import read_tree, write_tree
from planning.services.rollup import roll_up
from planning.services.tasks import MilestoneHoldsNothing, NameMissing, first_state, values_of
from planning.services.whole import opened, reserve_numbers, time_of
from planning.times import PlanTime
from projects.selectors import Project
from tenancy.actors import Actor
from tenancy.verbs import publish_all, record_all, require, verb
from toolkit.errors import DomainError, Missing


@verb
def add_tasks(*, actor: Actor, project: Project, rows: Sequence[Mapping[str, Any]]) -> list[Task]:
    """Put rows into the plan, each last below its `parent_id`, or last of all: all of them or none.

    A row is what `add_task` takes, without `before_id` and `calendar_id`. A refusal carries its row's index
    as `row`. Raises `NameMissing`, `MilestoneHoldsNothing`, `FinishBeforeStart`, `DatesContradict`,
    `Missing`.
    """
    require(actor, "planning.add_task", project)
    plan = opened(actor, project)
    time = time_of(plan, project)
    parents = _parents(project, rows)
    values = [_checked(number, row, time, parents) for number, row in enumerate(rows)]
    made = _insert(actor, project, plan, rows, values)
    codes = write_tree(read_tree(project.pk))
    above = {row["parent_id"] for row in rows if row.get("parent_id")}
    if above:
        roll_up(project_id=project.pk, time=time, codes=[codes[key] for key in above])
    record_all(actor, "planning.add_task", zip(made, [None] * len(made), values, strict=True))
    publish_all((TaskAdded(actor.organization.id, project.pk, one.pk) for one in made), actor=actor)
    found = Task.objects.in_bulk([one.pk for one in made])
    return [found[one.pk] for one in made]


def _parents(project: Project, rows: Sequence[Mapping[str, Any]]) -> dict[UUID, Task]:
    wanted = {row["parent_id"] for row in rows if row.get("parent_id")}
    return Task.objects.live().filter(project_id=project.pk).in_bulk(wanted) if wanted else {}


def _checked(
    number: int, row: Mapping[str, Any], time: PlanTime, parents: Mapping[UUID, Task]
) -> dict[str, Any]:
    """The columns of one row; a refusal says which row it is about."""
    try:
        return _columns(row, time, parents)
    except (DomainError, Missing) as error:
        error.row = number  # type: ignore[union-attr]
        raise


def _columns(row: Mapping[str, Any], time: PlanTime, parents: Mapping[UUID, Task]) -> dict[str, Any]:
    if not row.get("name", "").strip():
        raise NameMissing()
    if row.get("parent_id"):
        parent = parents.get(row["parent_id"])
        if parent is None:
            raise Missing()
        if parent.is_milestone:
            raise MilestoneHoldsNothing(key=parent.key)
        check_holds(parent)
    kind = Task.Kind.MILESTONE if row.get("kind") == Task.Kind.MILESTONE else Task.Kind.TASK
    fields = {name: value for name, value in row.items() if name not in ("kind", "parent_id")}
    values = values_of(fields, Task(kind=kind), time)
    return {**values, **buffered(Task(kind=kind), values), "kind": kind, "state": first_state(kind)}


def _insert(
    actor: Actor,
    project: Project,
    plan: Plan,
    rows: Sequence[Mapping[str, Any]],
    values: Sequence[dict[str, Any]],
) -> list[Task]:
    """The rows behind all others; `write_tree` puts them where they stand."""
    live = Task.objects.live().filter(project_id=project.pk)
    last = live.aggregate(last=Max("position"))["last"] or 0
    first = reserve_numbers(plan, len(rows))
    fresh = [
        Task(
            client_id=project.client_id,
            project=project,
            number=first + place,
            parent_id=row.get("parent_id"),
            position=last + 1 + place,
            level=1,
            created_at=actor.now,
            **columns,
        )
        for place, (row, columns) in enumerate(zip(rows, values, strict=True))
    ]
    return Task.objects.bulk_create(fresh, batch_size=500)
