"""Questions about hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from planning.selectors import Task, tasks
from projects.selectors import Project, roles_by_project
from schedule.models.timesheets import PeriodLock, TimesheetLine, TimesheetQuerySet, TimesheetWeek
from schedule.policies import LEADERS, visible
from tenancy.actors import Actor
from toolkit.errors import Missing

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class GridRow:
    """One task of a week: minutes by day, and the comment of the row."""

    task: Task
    minutes: dict[date, int]
    comment: str


def monday_of(*, day: date) -> date:
    """The Monday of the ISO week that a day is in."""
    return day - timedelta(days=day.weekday())


def days_of(*, starts_on: date) -> list[date]:
    """The seven days of a week."""
    return [starts_on + timedelta(days=n) for n in range(7)]


def timesheets(*, actor: Actor, project: Project | None = None) -> TimesheetQuerySet:
    """The weeks the actor may know of: those of projects she leads or looks into, else her own."""
    rows = TimesheetWeek.objects.filter(visible(actor)).annotate(minutes=Sum("lines__minutes"))
    rows = rows if project is None else rows.filter(project=project)
    return rows.order_by("-starts_on", "owner__name", "id")


def team_timesheets(*, actor: Actor, project: Project) -> TimesheetQuerySet:
    """The weeks of a project that were handed in or decided on; for members without a lead, their own."""
    rows = timesheets(actor=actor, project=project)
    if actor.may("schedule.view_timesheets", project):
        return rows
    return rows.filter(owner_id=actor.person_id)


def timesheet(*, actor: Actor, project: Project, week_id: UUID) -> TimesheetWeek:
    """One week of a project; raises `Missing` for what is neither one's own nor open to one's role."""
    rows = timesheets(actor=actor, project=project).select_related("project", "owner", "decided_by")
    found = rows.filter(pk=week_id).first()
    if found is None:
        raise Missing()
    if found.owner_id != actor.person_id and not actor.may("schedule.view_timesheets", found):
        raise Missing()
    return found


def own_week(*, actor: Actor, project: Project, starts_on: date) -> TimesheetWeek | None:
    """The actor's own week of a project, if she has written one."""
    rows = TimesheetWeek.objects.filter(visible(actor), project=project, owner_id=actor.person_id)
    return rows.select_related("project").filter(starts_on=starts_on).first()


def lines_of(*, week: TimesheetWeek) -> QuerySet[TimesheetLine]:
    """What stands in a week, by task and day."""
    return week.lines.select_related("task").order_by("task__position", "day")  # type: ignore[attr-defined,no-any-return]


def grid(*, actor: Actor, project: Project, starts_on: date) -> list[GridRow]:
    """The rows of the actor's week: what she wrote, and her open tasks. Three queries."""
    week = own_week(actor=actor, project=project, starts_on=starts_on)
    lines = list(lines_of(week=week)) if week else []
    written = {line.task_id for line in lines}
    mine = Q(owner_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    rows = tasks(actor=actor, project=project).leaves()
    rows = rows.filter(Q(pk__in=written) | (mine & Q(pk__in=rows.open().values("pk"))))
    return [grid_row(task, lines) for task in rows]


def grid_row(task: Task, lines: Iterable[TimesheetLine]) -> GridRow:
    """One row from the lines of a week."""
    own = [line for line in lines if line.task_id == task.pk]
    comment = next((line.comment for line in own if line.comment), "")
    return GridRow(task, {line.day: line.minutes for line in own}, comment)


def minutes_elsewhere(*, actor: Actor, project: Project, starts_on: date) -> dict[date, int]:
    """The minutes of the actor's other projects in a week, by day."""
    lines = TimesheetLine.objects.filter(week__owner_id=actor.person_id, week__starts_on=starts_on)
    sums = lines.exclude(project=project).order_by().values("day").annotate(n=Sum("minutes"))
    return {row["day"]: row["n"] for row in sums}


def locked_through(*, actor: Actor, project: Project) -> date | None:
    """The last day whose hours are locked; None where none is."""
    rows = PeriodLock.objects.filter(project=project, unlocked_at__isnull=True)
    return rows.order_by("-through").values_list("through", flat=True).first()


def locks(*, actor: Actor, project: Project) -> QuerySet[PeriodLock]:
    """Every lock of a project, the opened ones too, newest first."""
    rows = PeriodLock.objects.filter(visible(actor), project=project)
    return rows.order_by("-created_at", "-id")


def lock_by_id(*, actor: Actor, project: Project, lock_id: UUID) -> PeriodLock:
    """One lock; raises `Missing`."""
    found = locks(actor=actor, project=project).select_related("project").filter(pk=lock_id).first()
    if found is None:
        raise Missing()
    return found


def waiting_timesheets(*, actor: Actor) -> TimesheetQuerySet:
    """Weeks that wait for the actor's decision: of projects she leads, her own aside."""
    led = [pk for pk, names in roles_by_project(actor=actor).items() if names & LEADERS]
    rows = timesheets(actor=actor).submitted().filter(project_id__in=led)
    return rows.exclude(owner_id=actor.person_id)


def missing_weeks(*, actor: Actor, starts_on: date) -> list[dict[str, Any]]:
    """The actor's projects, with tasks of hers in work, of which she handed in no hours for a week."""
    if actor.person_id is None:
        return []
    rows = tasks(actor=actor).leaves().filter(owner_id=actor.person_id)
    rows = rows.filter(actual_start_at__date__lt=starts_on + A_WEEK)
    rows = rows.filter(Q(actual_finish_at__isnull=True) | Q(actual_finish_at__date__gte=starts_on))
    handed = TimesheetWeek.objects.filter(owner_id=actor.person_id, starts_on=starts_on)
    handed = handed.filter(state__in=["submitted", "approved"])
    rows = rows.exclude(project_id__in=handed.values("project_id"))
    rows = rows.exclude(project__state__in=["on_hold", "closed", "cancelled"]).order_by("project__key")
    found = rows.values("project_id", "project__key", "project__name").distinct()
    return [{**row} for row in found]


def waiting_counts(*, actor: Actor) -> dict[str, int]:
    """How many weeks wait for the actor's decision, by project key; one query."""
    found: dict[str, int] = {}
    for key in waiting_timesheets(actor=actor).order_by().values_list("project__key", flat=True):
        found[key] = found.get(key, 0) + 1
    return found
