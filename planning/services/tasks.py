"""Adding rows to a plan, and changing what they say."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.events import MilestoneRescheduled, TaskAdded, TaskEdited
from planning.models import Plan, Task
from planning.selectors import calendars_of
from planning.services.kept_free import buffered, check_holds
from planning.services.places import last_place, read_tree, write_tree
from planning.services.rollup import roll_up
from planning.services.whole import opened, reserve_numbers, time_of, unsettle
from planning.times import Dates, PlanTime, plan_time
from projects.selectors import Project
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError, Missing
from toolkit.writing import differences, joined, write

DATES = frozenset({"start", "begin", "finish", "duration_minutes", "due"})
DECIDING = frozenset(
    {
        "start_at",
        "finish_at",
        "duration_minutes",
        "constraint_type",
        "constraint_at",
        "deadline_at",
        "calendar_id",
    }
)
UNDATED, OF_START = ("ASAP", "ALAP"), ("MSO", "SNET", "SNLT")
INSTANTS = {"constraint": "constraint_at", "deadline": "deadline_at"}


class NameMissing(BadInput):
    """A row that says nothing."""

    code = "name_missing"
    message = _("Write what is to be done.")
    field = "name"


class SummaryIsComputed(DomainError):
    """A summary's dates, progress and state follow from the rows below it."""

    code = "summary_is_computed"
    message = _("%(key)s is a summary: its dates and progress come from the rows below. Change those.")


class MilestoneHoldsNothing(DomainError):
    """A point in time has nothing below it."""

    code = "milestone_holds_nothing"
    message = _("%(key)s is a milestone, and nothing can stand below it. Choose a task or a summary.")
    field = "parent_id"


class CalendarElsewhere(BadInput):
    """A calendar of another project's plan."""

    code = "unknown_reference"
    message = _("There is no such record here. Choose one from the list.")
    field = "calendar_id"


class ConstraintDayMissing(BadInput):
    """Whatever names a day needs one."""

    code = "constraint_day_missing"
    message = _("Write the day that this constraint is about, or choose “As soon as possible”.")
    field = "constraint_on"


class TaskFields(TypedDict, total=False):
    """What a person may write into a row. Times without a zone are in the project's own time.

    `begin`, `due` and `constraint_on` are days: work begins when the calendar opens, ends when it closes.
    """

    name: str
    notes: str
    owner_id: UUID | None
    stream_id: UUID | None
    start: datetime | None
    begin: date | None
    finish: datetime | None
    due: date | None
    duration_minutes: int | None
    work_minutes: int | None
    optimistic_minutes: int | None
    likely_minutes: int | None
    pessimistic_minutes: int | None
    priority: int
    progress_method: str
    constraint_type: str
    constraint: datetime | None
    constraint_on: date | None
    deadline: datetime | None
    calendar_id: UUID | None
    contractual: bool
    payment_linked: bool
    is_buffer: bool


@verb
def add_task(
    *,
    actor: Actor,
    project: Project,
    kind: str = Task.Kind.TASK,
    parent_id: UUID | None = None,
    before_id: UUID | None = None,
    **fields: Unpack[TaskFields],
) -> Task:
    """Put a task or milestone into the plan: last below `parent_id` (or last of all), or before a sibling.

    Two of start, finish and duration decide the third by the working calendar; a milestone has `due`.
    Raises `NameMissing`, `MilestoneHoldsNothing`, `BufferHoldsNothing`, `NotFree`, `FinishBeforeStart`,
    `DatesContradict`, `Missing`.
    """
    require(actor, "planning.add_task", project)
    if not fields.get("name", "").strip():
        raise NameMissing()
    kind = Task.Kind.MILESTONE if kind == Task.Kind.MILESTONE else Task.Kind.TASK
    plan = opened(actor, project)
    parent = parent_of(project, parent_id)
    time = time_for(plan, project, fields.get("calendar_id"))
    values = values_of(fields, Task(kind=kind), time)
    values |= buffered(Task(kind=kind), values)
    task = _insert(actor, project, plan, parent, {**values, "kind": kind, "state": first_state(kind)})
    if before_id:
        _stand_before(task, before_id)
    if task.parent_id:
        roll_up(project_id=project.pk, time=time_of(plan, project), codes=[task.wbs])
    record(actor, "planning.add_task", task, after=values)
    publish(TaskAdded(actor.organization.id, project.pk, task.pk), actor=actor)
    return task


@verb
def edit_task(*, actor: Actor, task: Task, version: int | None = None, **fields: Unpack[TaskFields]) -> Task:
    """Change what a row says. Unnamed fields stay; a change of dates moves the summaries above.

    Raises `Stale`, `SummaryIsComputed`, `NameMissing`, `NotFree`, `FinishBeforeStart`, `DatesContradict`.
    """
    require(actor, "planning.edit_task", task)
    if "name" in fields and not fields["name"].strip():
        raise NameMissing()
    if task.is_summary and DATES & set(fields):
        raise SummaryIsComputed(key=task.key)
    plan = opened(actor, task.project)
    time = time_for(plan, task.project, fields.get("calendar_id", task.calendar_id))
    changed = differences(task, values_of(fields, task, time))
    changed |= buffered(task, changed)
    if not changed:
        return task
    return _edit(actor, plan, task, changed, version)


def _edit(actor: Actor, plan: Plan, task: Task, changed: dict[str, Any], version: int | None) -> Task:
    if "due" in changed:
        changed["due_version"] = task.due_version + 1
    before = write(task, changed, version=version)
    if changed.keys() & {"start_at", "finish_at", "duration_minutes", "work_minutes"}:
        roll_up(project_id=task.project_id, time=time_of(plan, task.project), codes=[task.wbs])
    if changed.keys() & DECIDING:
        unsettle(task.project_id)
    record(actor, "planning.edit_task", task, before=before, after=changed)
    organization_id = actor.organization.id
    publish(TaskEdited(organization_id, task.project_id, task.pk, joined(changed)), actor=actor)
    if task.is_milestone and "due" in changed:
        moved = MilestoneRescheduled(
            organization_id, task.project_id, task.pk, before["due"], task.due, task.due_version
        )
        publish(moved, actor=actor)
    return task


def values_of(fields: Mapping[str, Any], task: Task, time: PlanTime) -> dict[str, Any]:
    """The columns that a person's words mean for a row."""
    words = {*DATES, *INSTANTS, "constraint_on"}
    values = {name: value for name, value in fields.items() if name not in words}
    values |= _constraint(fields, task, time)
    values |= {column: time.utc(fields[name]) for name, column in INSTANTS.items() if name in fields}
    if "name" in values:
        values["name"] = values["name"].strip()
    named = frozenset(DATES & fields.keys())
    if not named and not ("calendar_id" in fields and fields["calendar_id"] != task.calendar_id):
        return values
    dates = _milestone_dates(fields, task, time) if task.is_milestone else _dates(fields, task, time, named)
    columns = {"start_at": dates.start, "finish_at": dates.finish, "duration_minutes": dates.duration}
    if dates.duration is not None:
        columns["remaining_minutes"] = dates.duration * (100 - task.percent_complete) // 100
    return {**values, **columns, "due": time.due(dates)}


def _constraint(fields: Mapping[str, Any], task: Task, time: PlanTime) -> dict[str, Any]:
    """A constraint named by its day: it begins when work does, or ends when work does."""
    if "constraint" in fields or not fields.keys() & {"constraint_type", "constraint_on"}:
        return {}
    kind = fields.get("constraint_type", task.constraint_type)
    if kind in UNDATED:
        return {"constraint_at": None}
    day = fields.get("constraint_on")
    if day is not None:
        return {"constraint_at": time.opening(day) if kind in OF_START else time.closing(day)}
    if "constraint_on" in fields or task.constraint_at is None:
        raise ConstraintDayMissing()
    return {}


def _dates(fields: Mapping[str, Any], task: Task, time: PlanTime, named: frozenset[str]) -> Dates:
    was = Dates(task.start_at, task.finish_at, task.duration_minutes)
    given = Dates(_start(fields, time), _finish(fields, time), fields.get("duration_minutes"))
    words = {
        "start": "start",
        "begin": "start",
        "finish": "finish",
        "due": "finish",
        "duration_minutes": "duration",
    }
    names = frozenset(words[name] for name in named)
    if not names and was.start and was.duration is not None:
        # Another calendar, and nothing else: the work stays, the finish moves.
        return time.fitted(was, Dates(was.start, None, was.duration), named=frozenset({"start", "duration"}))
    return time.fitted(was, given, named=names)


def _start(fields: Mapping[str, Any], time: PlanTime) -> datetime | None:
    if fields.get("start"):
        return time.utc(fields["start"])
    return time.opening(fields["begin"]) if fields.get("begin") else None


def _finish(fields: Mapping[str, Any], time: PlanTime) -> datetime | None:
    if fields.get("finish"):
        return time.utc(fields["finish"])
    return time.closing(fields["due"]) if fields.get("due") else None


def _milestone_dates(fields: Mapping[str, Any], task: Task, time: PlanTime) -> Dates:
    if not DATES & fields.keys():
        return time.point(task.finish_at)
    return time.point(_finish(fields, time) or _start(fields, time))


def time_for(plan: Plan, project: Project, calendar_id: UUID | None) -> PlanTime:
    """The time of a row with this calendar. Raises `CalendarElsewhere` for one of another project."""
    if calendar_id is None:
        return time_of(plan, project)
    if not calendars_of(project=project).filter(pk=calendar_id).exists():
        raise CalendarElsewhere()
    return plan_time(zone=project.zone, calendar_id=calendar_id)


def first_state(kind: str) -> str:
    """The state in which a row begins."""
    return str(Task.State.PLANNED if kind == Task.Kind.MILESTONE else Task.State.NOT_STARTED)


def parent_of(project: Project, parent_id: UUID | None) -> Task | None:
    """The live row to stand below. Raises `Missing`, `MilestoneHoldsNothing`, `BufferHoldsNothing`."""
    if parent_id is None:
        return None
    parent = Task.objects.live().filter(project_id=project.pk, pk=parent_id).first()
    if parent is None:
        raise Missing()
    if parent.is_milestone:
        raise MilestoneHoldsNothing(key=parent.key)
    check_holds(parent)
    return parent


def _insert(actor: Actor, project: Project, plan: Plan, parent: Task | None, values: dict[str, Any]) -> Task:
    place = last_place(project.pk, parent)
    if parent and not parent.is_summary:
        Task.objects.filter(pk=parent.pk).update(kind=Task.Kind.SUMMARY)
    return Task.objects.create(
        client_id=project.client_id,
        project=project,
        number=reserve_numbers(plan, 1),
        parent=parent,
        position=place.position,
        level=place.level,
        wbs=place.wbs,
        created_at=actor.now,
        **values,
    )


def _stand_before(task: Task, before_id: UUID) -> None:
    """Move the new row, which stands last among its siblings, before one of them."""
    tree = read_tree(task.project_id)
    if before_id not in tree.outline or tree.outline.parent(before_id) != task.parent_id:
        raise Missing()
    tree.outline.place(task.pk, task.parent_id, tree.outline.index(before_id))
    write_tree(tree)
    task.refresh_from_db(fields=["position", "level", "wbs"])
