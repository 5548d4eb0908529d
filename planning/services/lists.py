"""Tasks from a list: rows of a spreadsheet, in their order."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.loading import PlanRows, TaskRow
from planning.models import Plan, Task
from planning.selectors import tasks
from planning.services.loads import load_plan
from planning.services.tasks import edit_task
from projects.selectors import Project
from records.importing import Brought, RowRefused
from tenancy.actors import Actor
from tenancy.verbs import record, record_all, verb
from toolkit.errors import DomainError
from toolkit.identifiers import uuid7

SOURCE = "list"
MORNING, EVENING = time(8), time(17)
Row = dict[str, Any]


@verb
def bring_tasks(*, actor: Actor, project: Project, rows: list[Row]) -> Brought:
    """Put the rows of a list into the plan, in their order; rows with an identifier of their own are updated
    when they come again.

    Levels come from `level`, else from the dots of `wbs`. Raises `RowRefused`, and what `load_plan` raises.
    """
    made = [_task(row, number, rows) for number, row in enumerate(rows)]
    stored = tasks(actor=actor, project=project).filter(source=SOURCE)
    known = set(stored.values_list("external_id", flat=True))
    result = load_plan(actor=actor, project=project, plan=PlanRows(source=SOURCE, tasks=tuple(made)))
    new = [task for task in stored.all() if task.external_id not in known]
    record_all(actor, "planning.load_plan", [(task, None, {"name": task.name}) for task in new])
    record(actor, "planning.load_plan", Plan.objects.get(project_id=project.pk), after={"tasks": len(new)})
    _give_owners(actor, project, rows, made)
    counts = (result.created, result.updated, result.unchanged)
    return Brought(*(kinds.get("tasks", 0) for kinds in counts))


def _task(row: Row, position: int, rows: list[Row]) -> TaskRow:
    level = _level(row)
    before = _level(rows[position - 1]) if position else 0
    if level > before + 1:
        raise RowRefused(position, _("A row can be one level below the row above it, not more."), "level")
    start, finish = row.get("start"), row.get("finish")
    if start and finish and finish < start:
        raise RowRefused(position, _("The finish lies before the start."), "finish")
    is_milestone = row.get("kind") == Task.Kind.MILESTONE
    return TaskRow(
        external_id=row.get("external_id") or str(uuid7()),
        name=row["name"],
        level=level,
        milestone=is_milestone,
        start=_at(finish or start, EVENING) if is_milestone else _at(start or finish, MORNING),
        finish=_at(finish or start, EVENING),
        percent_complete=row.get("percent", 0),
        notes=row.get("notes", ""),
    )


def _level(row: Row) -> int:
    given: int = row.get("level") or row.get("wbs", "").strip(".").count(".") + 1
    return given


def _at(day: date | None, hour: time) -> datetime | None:
    return datetime.combine(day, hour) if day else None


def _give_owners(actor: Actor, project: Project, rows: list[Row], made: list[TaskRow]) -> None:
    """Owners are no part of a plan that comes from elsewhere: each is given as a person would."""
    pairs = zip(made, rows, strict=True)
    wanted = {task.external_id: row["owner_id"] for task, row in pairs if "owner_id" in row}
    places = {task.external_id: position for position, task in enumerate(made)}
    stored = tasks(actor=actor, project=project).filter(source=SOURCE, external_id__in=list(wanted))
    for task in stored.select_related("project"):
        if task.owner_id != wanted[task.external_id]:
            try:
                edit_task(actor=actor, task=task, owner_id=wanted[task.external_id])
            except DomainError as refused:
                raise RowRefused(places[task.external_id], str(refused), "owner_id") from None
