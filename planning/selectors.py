"""Questions about plans."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from planning.calendars import load_calendars
from planning.engine.calendar import Calendar
from planning.models import Assignment, CalendarException, Dependency, Plan, Task, TaskBaseline, WorkCalendar
from planning.models.tasks import ENDED, TaskQuerySet
from planning.policies import PLANNERS, visible
from planning.states import OF_BUFFER, table_of
from projects.selectors import Project, people_of, roles_by_project
from tenancy.actors import Actor
from toolkit.errors import Missing

Ratio = tuple[int, int]


@dataclass(frozen=True)
class Counts:
    """A plan in numbers."""

    rows: int
    tasks: int
    milestones: int
    done: int
    overdue: int
    critical: int


@dataclass(frozen=True)
class Need:
    """Something in a plan that waits for a person.

    `kind`: that of the row, or "buffer".
    `project_today` is the project's own day, and `overdue_days` counts from it: 0 until the due day is over.
    """

    kind: str
    task_id: UUID
    project_id: UUID
    project_key: str
    number: int
    name: str
    due: date
    owner_id: UUID | None
    owner_name: str
    project_today: date
    overdue_days: int


def tasks(*, actor: Actor, project: Project | None = None) -> TaskQuerySet:
    """Live rows of all kinds, in document order, of one project or of all the actor may know of."""
    rows = Task.objects.live().filter(visible(actor))
    if project is None:
        return rows.filter(project__withdrawn_at__isnull=True).order_by("project__key", "position")
    return rows.filter(project=project).order_by("position")


def milestones(*, actor: Actor, project: Project | None = None) -> TaskQuerySet:
    """Live milestones by due day, those without one last."""
    rows = tasks(actor=actor, project=project).milestones()
    return rows.order_by(F("due").asc(nulls_last=True), "position")


def withdrawn_tasks(*, actor: Actor, project: Project) -> QuerySet[Task]:
    """Rows taken out in the last 30 days, without those that only went along; newest first."""
    since = actor.now - timedelta(days=30)
    rows = Task.objects.filter(visible(actor), project=project, withdrawn_at__gte=since)
    return rows.filter(withdrawn_with=F("id")).order_by("-withdrawn_at")


def all_withdrawn_tasks(*, actor: Actor) -> QuerySet[Task]:
    """Rows that were ever taken out of the actor's projects, without those that only went along."""
    rows = Task.objects.filter(visible(actor), withdrawn_at__isnull=False, withdrawn_with=F("id"))
    return rows.filter(project__withdrawn_at__isnull=True)


def task(*, actor: Actor, project: Project, number: int) -> Task:
    """One live row by its number; raises `Missing`."""
    rows = tasks(actor=actor, project=project).select_related("owner", "parent", "stream")
    found: Task = _one(rows, number=number)
    found.project = project
    return found


def withdrawn_task(*, actor: Actor, project: Project, number: int) -> Task:
    """One withdrawn row by its number; raises `Missing`."""
    rows = Task.objects.filter(visible(actor), project=project, withdrawn_at__isnull=False)
    return _one(rows.select_related("project", "owner", "parent", "stream"), number=number)


def task_by_id(*, actor: Actor, task_id: UUID) -> Task:
    """One live row of any project; raises `Missing`."""
    return _one(tasks(actor=actor).select_related("project", "owner", "parent"), pk=task_id)


def _one(rows: QuerySet[Any], **which: Any) -> Any:
    found = rows.filter(**which).first()
    if found is None:
        raise Missing()
    return found


def plan_of(*, actor: Actor, project: Project) -> Plan | None:
    """The plan as a whole; None before its first row."""
    return Plan.objects.filter(visible(actor), project=project).select_related("calendar").first()


def plan_counts(*, actor: Actor, project: Project, as_of: date) -> Counts:
    """The plan in numbers, in one query: the database counts by type and state, the rest is adding up.
    Buffers are not counted: nobody works on them."""
    late, critical = Count("pk", filter=Q(due__lt=as_of)), Count("pk", filter=Q(critical=True))
    rows = tasks(actor=actor, project=project).filter(is_buffer=False).order_by().values_list("kind", "state")
    cells = list(rows.annotate(count=Count("*"), late=late, critical_rows=critical))
    leaves = [cell for cell in cells if cell[0] == Task.Kind.TASK]
    points = [cell for cell in cells if cell[0] == Task.Kind.MILESTONE]
    return Counts(
        rows=sum(cell[2] for cell in cells),
        tasks=sum(cell[2] for cell in leaves),
        milestones=sum(cell[2] for cell in points),
        done=sum(cell[2] for cell in leaves if cell[1] == Task.State.DONE),
        overdue=sum(cell[3] for cell in leaves + points if cell[1] not in ENDED),
        critical=sum(cell[4] for cell in leaves if cell[1] not in ENDED),
    )


def next_milestones(*, actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """The first open milestone of each project: number, name, due; one query."""
    rows = milestones(actor=actor).open().filter(project_id__in=project_ids, due__isnull=False)
    first = rows.order_by("project_id", "due", "position").distinct("project_id")
    found = first.values("project_id", "number", "name", "due", "promised")
    return {row["project_id"]: {**row} for row in found}


def dependencies(*, actor: Actor, project: Project) -> QuerySet[Dependency]:
    """Live links of a plan."""
    rows = Dependency.objects.live().filter(visible(actor), project=project)
    return rows.order_by("predecessor__position", "successor__position")


def links_of(*, actor: Actor, task: Task) -> QuerySet[Dependency]:
    """Live links from and to one task, with both ends."""
    rows = Dependency.objects.live().filter(Q(predecessor=task) | Q(successor=task), visible(actor))
    return rows.select_related("predecessor", "successor", "project").order_by("predecessor__position", "id")


def dependency(*, actor: Actor, task: Task, dependency_id: UUID) -> Dependency:
    """One live link of a task; raises `Missing`."""
    return _one(links_of(actor=actor, task=task), pk=dependency_id)  # type: ignore[no-any-return]


def baselines_of(*, actor: Actor, task: Task) -> QuerySet[TaskBaseline]:
    """What was once planned for a task."""
    return TaskBaseline.objects.filter(visible(actor), task=task).order_by("number")


def baseline_starts(
    *, actor: Actor, project: Project
) -> QuerySet[TaskBaseline, tuple[UUID, datetime | None]]:
    """When each task of a project began in baseline 0: (task id, instant)."""
    rows = TaskBaseline.objects.filter(visible(actor), project=project, number=0)
    return rows.order_by().values_list("task_id", "start_at")


def link_ends(*, actor: Actor, project: Project) -> QuerySet[Dependency, tuple[int, int, str]]:
    """The live links of a project by the numbers of their ends: (predecessor, successor, type)."""
    rows = Dependency.objects.live().filter(visible(actor), project=project)
    ends = rows.filter(predecessor__withdrawn_at__isnull=True, successor__withdrawn_at__isnull=True)
    return ends.order_by("id").values_list("predecessor__number", "successor__number", "kind")


def assignments_of(*, actor: Actor, task: Task) -> QuerySet[Assignment]:
    """Who or what works on a task."""
    rows = Assignment.objects.filter(visible(actor), task=task, withdrawn_at__isnull=True)
    return rows.select_related("resource").order_by("resource__name", "id")


def assigned(*, actor: Actor, project: Project) -> QuerySet[Assignment]:
    """Who or what works on the live rows of a plan, by row and name."""
    rows = Assignment.objects.filter(visible(actor), project=project, withdrawn_at__isnull=True)
    return rows.filter(task__withdrawn_at__isnull=True).order_by("task__number", "resource__name", "id")


def steps_of(*, actor: Actor, task: Task) -> list[tuple[str, Any]]:
    """The steps that the task's state and the actor's roles allow now: verb and word."""
    found = table_of(task.kind).choices(actor, task)
    return [one for one in found if not task.is_buffer or one[0] in OF_BUFFER]


def steps_to(*, actor: Actor, task: Task) -> dict[str, str]:
    """The states that one step leads to now, for this actor: state and step."""
    allowed = {verb for verb, _word in steps_of(actor=actor, task=task)}
    rows = [step for step in table_of(task.kind).steps if step.start == task.state]
    return {step.to: step.verb for step in rows if step.verb in allowed}


def owners(*, actor: Actor, project: Project) -> list[tuple[str, str]]:
    """Who may own a task: the project's members, as choices of a form."""
    return [(str(row["person_id"]), row["person__name"]) for row in people_of(actor=actor, project=project)]


def calendars_of(*, project: Project) -> QuerySet[WorkCalendar]:
    """The calendars that count in a project: its plan's and the organization's."""
    return WorkCalendar.objects.filter(Q(project=project) | Q(project__isnull=True)).order_by("name")


def calendar_of(*, actor: Actor, project: Project, calendar_id: UUID) -> WorkCalendar:
    """One calendar that counts in a project; raises `Missing`."""
    found: WorkCalendar = _one(
        calendars_of(project=project).select_related("project", "base"), pk=calendar_id
    )
    return found


def calendars(*, actor: Actor, project: Project) -> QuerySet[WorkCalendar]:
    """The calendars that count in a project: how many `exceptional` entries each has, and whether it is
    `used` by the plan."""
    plans = Plan.objects.filter(project=project, calendar_id=OuterRef("pk"))
    rows = calendars_of(project=project)
    return rows.annotate(exceptional=Count("exceptions"), used=Exists(plans))


def exceptions(*, actor: Actor, calendar: WorkCalendar) -> QuerySet[CalendarException]:
    """The exceptional days of a calendar, the latest first."""
    return calendar.exceptions.order_by("-first_on", "name")


def exception_of(*, actor: Actor, calendar: WorkCalendar, exception_id: UUID) -> CalendarException:
    """One entry of a calendar; raises `Missing`."""
    found: CalendarException = _one(calendar.exceptions.select_related("calendar__project"), pk=exception_id)
    return found


def estimates(*, actor: Actor, project: Project) -> TaskQuerySet:
    """The open tasks of a plan with their `expected` duration and its `deviation`, in working minutes."""
    whole = F("optimistic_minutes") + 4 * F("likely_minutes") + F("pessimistic_minutes")
    rows = tasks(actor=actor, project=project).leaves().open()
    spread = F("pessimistic_minutes") - F("optimistic_minutes")
    return rows.annotate(expected=whole / 6, deviation=spread / 6)


def project_calendars(*, actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, Calendar]:
    """The working calendars of plans, by project; absent where a plan names none. Three queries at most."""
    plans = Plan.objects.filter(visible(actor), project_id__in=project_ids, calendar__isnull=False)
    named = dict(plans.values_list("project_id", "calendar_id")) if project_ids else {}
    found = load_calendars(named.values())
    return {project_id: found[calendar_id] for project_id, calendar_id in named.items()}


def needs(*, actor: Actor, as_of: date, days: int = 7) -> list[Need]:
    """What waits for the actor in running plans until `days` from `as_of`, the most overdue first.

    Planners: every milestone and every red buffer of their projects, and their own tasks; others: what they
    own. A red buffer is due today. Overdue is
    what is over in the project's own zone at the actor's now. One query, and one for the actor's roles
    unless they are known.
    """
    soon = as_of + timedelta(days=days)
    mine = Q(owner_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    planned = _planned_by(actor)
    work = (mine | Q(kind=Task.Kind.MILESTONE, project_id__in=planned)) & Q(due__lte=soon, is_buffer=False)
    red = Q(buffer_red_at__isnull=False, project_id__in=planned)
    rows = tasks(actor=actor).open().exclude(kind=Task.Kind.SUMMARY).filter(work | red)
    rows = rows.exclude(project__state__in=["on_hold", "closed", "cancelled"]).order_by("due", "id")
    names = ("kind", "id", "project_id", "project__key", "number", "name", "due", "owner_id", "owner__name")
    return [_need(*row) for row in rows.values_list(*names, "is_buffer", _today(actor))]


def _planned_by(actor: Actor) -> list[UUID]:
    return [pk for pk, names in roles_by_project(actor=actor).items() if names & PLANNERS]


def _today(actor: Actor) -> Cast:
    """The day it is for the row's project."""
    now = Value(actor.now, output_field=DateTimeField())
    return Cast(Func(F("project__zone"), now, function="timezone"), DateField())


def _need(*row: Any) -> Need:
    names = ("kind", "task_id", "project_id", "project_key", "number", "name", "due", "owner_id")
    facts: dict[str, Any] = dict(zip(names, row, strict=False))
    owner_name, is_buffer, today = row[len(names) :]
    if is_buffer:
        facts |= {"kind": "buffer", "due": today}
    late = max(0, (today - facts["due"]).days)
    return Need(owner_name=owner_name or "", project_today=today, overdue_days=late, **facts)


def milestones_on_time(*, project_id: UUID, as_of: date) -> Ratio:
    """How many of the milestones promised by a day were reached by then: (on time, promised).

    The promised day is that of baseline 0, or the due day of a milestone without a baseline.
    """
    return _on_time(Q(project_id=project_id), as_of).get(project_id, (0, 0))


def milestones_on_time_by_project(
    *, actor: Actor, as_of: date, project_ids: Collection[UUID] | None = None
) -> dict[UUID, Ratio]:
    """`milestones_on_time` of every project at once; projects without due milestones are absent."""
    return _on_time(visible(actor) & _among(project_ids), as_of)


def task_completion(*, project_id: UUID, as_of: date) -> Ratio:
    """How many of the tasks due by a day were finished by the end of it: (finished, due)."""
    return _completion(Q(project_id=project_id), as_of).get(project_id, (0, 0))


def task_completion_by_project(
    *, actor: Actor, as_of: date, project_ids: Collection[UUID] | None = None
) -> dict[UUID, Ratio]:
    """`task_completion` of every project at once; projects without due tasks are absent."""
    return _completion(visible(actor) & _among(project_ids), as_of)


def _among(project_ids: Collection[UUID] | None) -> Q:
    return Q() if project_ids is None else Q(project_id__in=project_ids)


def _day(instant: str) -> Cast:
    """The day of an instant in the zone of the row's project."""
    return Cast(Func(F("project__zone"), F(instant), function="timezone"), DateField())


def _standing(rows: Q, as_of: date) -> QuerySet[Task]:
    """Rows that stood in the plan at the end of a day. Only recorded dates decide: asked again later for
    the same day, the answer is the same unless somebody changes what happened."""
    dated = Task.objects.filter(rows).annotate(
        created_on=_day("created_at"),
        withdrawn_on=_day("withdrawn_at"),
        cancelled_on=_day("cancelled_at"),
        finished_on=_day("actual_finish_at"),
    )
    return dated.filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_on__gt=as_of),
        Q(cancelled_at__isnull=True) | Q(cancelled_on__gt=as_of),
        created_on__lte=as_of,
    )


def _ratios(rows: QuerySet[Task], good: Q) -> dict[UUID, Ratio]:
    counted = rows.order_by().values("project_id").annotate(good=Count("id", filter=good), all=Count("id"))
    return {row["project_id"]: (row["good"], row["all"]) for row in counted}


def _on_time(rows: Q, as_of: date) -> dict[UUID, Ratio]:
    promised = _standing(rows, as_of).filter(kind=Task.Kind.MILESTONE)
    # Re-planning does not make a late milestone on time again: the first promise counts where there is one.
    promised = promised.annotate(promise=Coalesce("promised", "due")).filter(promise__lte=as_of)
    return _ratios(promised, Q(finished_on__lte=F("promise")))


def _completion(rows: Q, as_of: date) -> dict[UUID, Ratio]:
    due = _standing(rows, as_of).filter(kind=Task.Kind.TASK, is_buffer=False, due__lte=as_of)
    return _ratios(due, Q(finished_on__lte=as_of))


def schedule_status(*, count: int, overdue: int, slipping: int) -> str:
    """What the rule says of a schedule: red with any overdue milestone, amber with one that is expected later
    than promised, grey without milestones, else green."""
    if not count:
        return "grey"
    return "red" if overdue else "amber" if slipping else "green"


def milestone_standings(*, actor: Actor, project_ids: Collection[UUID]) -> QuerySet[Any]:
    """Per project: how many milestones there are (`count`), are `overdue`, are `slipping` against their
    promise. Each in its project's own day; projects without milestones are absent."""
    rows = milestones(actor=actor).filter(project_id__in=project_ids).order_by()
    instant = Value(actor.now, output_field=DateTimeField())
    today = Cast(Func(F("project__zone"), instant, function="timezone"), DateField())
    waiting = ~Q(state__in=ENDED)
    return (
        rows.annotate(today=today)
        .values("project_id")
        .annotate(
            count=Count("pk"),
            overdue=Count("pk", filter=waiting & Q(due__lt=F("today"))),
            slipping=Count("pk", filter=waiting & Q(due__gte=F("today"), due__gt=F("promised"))),
        )
    )
