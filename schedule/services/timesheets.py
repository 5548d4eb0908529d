"""Verbs of timesheets: write a week, hand it in, decide on it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from planning.selectors import tasks
from projects.selectors import Project
from projects.services import ReasonMissing
from schedule.events import TimesheetStateChanged
from schedule.models.timesheets import COMMENT_LENGTH, DAY_MINUTES, TimesheetLine, TimesheetWeek
from schedule.selectors.timesheets import locked_through
from schedule.states import TIMESHEET
from tenancy.actors import Actor
from tenancy.rules import separate
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied, DomainError, Missing
from toolkit.formats import hours
from toolkit.writing import write

WRITE, STEP = "schedule.write_timesheet", "schedule.change_timesheet_state"
OPEN_STATES = (TimesheetWeek.State.DRAFT, TimesheetWeek.State.RETURNED)
DECISIONS = ("approve", "send_back", "reopen")
A_WEEK = timedelta(days=7)
Cells = Mapping[tuple[UUID, date], tuple[int, str]]


class TimesheetClosed(DomainError):
    """What was handed in is not written any more."""

    code = "timesheet_closed"
    message = _("The week from %(day)s is %(state)s. Take it back first, or ask for it to be returned.")


class PeriodLocked(DomainError):
    """What finance has counted stays as it is."""

    code = "period_locked"
    message = _("The hours of this project are locked through %(day)s. A delivery head can unlock them.")


class DayTooLong(DomainError):
    """A day has 24 hours, whatever the number of projects."""

    code = "day_too_long"
    message = _("%(day)s would have %(hours)s hours on all projects together. A day has 24.")


class NotAMonday(BadInput):
    """Weeks begin on Mondays."""

    code = "not_a_monday"
    message = _("A week begins on a Monday. Choose one.")
    field = "starts_on"


class DayOutsideWeek(BadInput):
    """A line belongs to its week."""

    code = "day_outside_week"
    message = _("%(day)s is not in the week from %(week)s.")


class TimesheetEmpty(DomainError):
    """There is nothing to decide on."""

    code = "timesheet_empty"
    message = _("Write down some hours before you submit the week.")


@verb
def write_timesheet(
    *,
    actor: Actor,
    project: Project,
    starts_on: date,
    cells: Cells,
    version: int | None = None,
) -> TimesheetWeek:
    """Write cells of the actor's own week: (task id, day) to minutes and comment; 0 minutes clear a cell.

    Cells that are not named stay. Raises `NotAMonday`, `DayOutsideWeek`, `TimesheetClosed`, `PeriodLocked`,
    `DayTooLong`, `Stale`; `Missing` for a task of another plan.
    """
    require(actor, WRITE, project)
    if actor.person_id is None:
        raise Missing()
    _lock_person(actor.person_id)
    week = _own_week(actor, project, starts_on)
    require(actor, WRITE, week)
    _check_open(actor, week)
    _check_cells(actor, week, cells)
    before = _hours(week)
    _write_cells(actor, week, cells)
    check_days(actor.person_id, {day for _task, day in cells})
    write(week, {"state": week.state}, version=version)
    record(actor, WRITE, week, before=before, after=_hours(week))
    return week


@verb
def copy_last_week(*, actor: Actor, project: Project, starts_on: date) -> TimesheetWeek:
    """Take over the hours of the week before, a week later, where this week says nothing yet.

    Raises what `write_timesheet` raises.
    """
    require(actor, WRITE, project)
    mine = TimesheetLine.objects.filter(project=project, week__owner_id=actor.person_id)
    there = set(mine.filter(week__starts_on=starts_on).values_list("task_id", "day"))
    rows = mine.filter(week__starts_on=starts_on - A_WEEK, task__withdrawn_at__isnull=True)
    copied = {
        (line.task_id, line.day + A_WEEK): (line.minutes, line.comment)
        for line in rows
        if (line.task_id, line.day + A_WEEK) not in there
    }
    return write_timesheet(actor=actor, project=project, starts_on=starts_on, cells=copied)


@verb
def step_timesheet(
    *, actor: Actor, week: TimesheetWeek, step: str, reason: str = "", version: int | None = None
) -> TimesheetWeek:
    """Submit, take back, approve, return or reopen a week.

    Whoever wrote it does not decide on it. Raises `StateRefused`, `Denied`, `SamePerson`, `ReasonMissing`,
    `TimesheetEmpty`, `PeriodLocked`, `Stale`.
    """
    require(actor, STEP, week)
    row = TIMESHEET.take(actor, week, step)
    if step in DECISIONS:
        separate(actor, [week.owner_id], action=STEP, subject=week)
    elif week.owner_id != actor.person_id and not actor.is_system:
        raise NotYourTimesheet(week)
    if row.needs_reason and not reason.strip():
        raise ReasonMissing()
    if step != "approve":
        _check_lock(actor, week, week.ends_on)
    if step == "submit" and not week.lines.exists():  # type: ignore[attr-defined]
        raise TimesheetEmpty()
    before = write(week, {"state": row.to, **_consequences(actor, step, reason)}, version=version)
    record(actor, STEP, week, before={"state": before["state"]}, after={"state": row.to, "reason": reason})
    about = (actor.organization.id, week.project_id, week.pk)
    publish(TimesheetStateChanged(*about, before["state"], row.to), actor=actor)
    return week


class NotYourTimesheet(Denied):
    """Hours are handed in by whoever worked them."""

    code = "not_your_timesheet"

    def __init__(self, subject: TimesheetWeek) -> None:
        text = _("Only the person who worked these hours submits them or takes them back.")
        super().__init__(STEP, subject, text)


def _consequences(actor: Actor, step: str, reason: str) -> dict[str, Any]:
    if step in DECISIONS:
        return {"decided_at": actor.now, "decided_by_id": actor.person_id, "reason": reason[:500]}
    return {"submitted_at": actor.now if step == "submit" else None}


def _own_week(actor: Actor, project: Project, starts_on: date) -> TimesheetWeek:
    if starts_on.weekday() != 0:
        raise NotAMonday()
    which = {"project": project, "owner_id": actor.person_id, "starts_on": starts_on}
    made = {"client_id": project.client_id, "created_at": actor.now}
    week, _made = TimesheetWeek.objects.select_related("project").get_or_create(**which, defaults=made)
    return week


def _check_open(actor: Actor, week: TimesheetWeek) -> None:
    if week.state not in OPEN_STATES:
        raise TimesheetClosed(day=week.starts_on.isoformat(), state=week.get_state_display())


def _check_cells(actor: Actor, week: TimesheetWeek, cells: Cells) -> None:
    for _task, day in cells:
        if not week.starts_on <= day <= week.ends_on:
            raise DayOutsideWeek(day=day.isoformat(), week=week.starts_on.isoformat())
    if cells:
        _check_lock(actor, week, min(day for _task, day in cells))
    wanted = {task for task, _day in cells}
    known = tasks(actor=actor, project=week.project).leaves().filter(pk__in=wanted)
    if set(known.values_list("pk", flat=True)) != wanted:
        raise Missing()


def _check_lock(actor: Actor, week: TimesheetWeek, day: date) -> None:
    through = locked_through(actor=actor, project=week.project)
    if through and day <= through:
        raise PeriodLocked(day=through.isoformat())


def _write_cells(actor: Actor, week: TimesheetWeek, cells: Cells) -> None:
    for (task_id, day), (minutes, comment) in cells.items():
        line = TimesheetLine.objects.filter(week=week, task_id=task_id, day=day)
        if not minutes:
            line.delete()
            continue
        values = {"minutes": min(minutes, DAY_MINUTES + 1), "comment": comment.strip()[:COMMENT_LENGTH]}
        if minutes > DAY_MINUTES:
            raise DayTooLong(day=day.isoformat(), hours=hours(minutes))
        about = {"project_id": week.project_id, "client_id": week.client_id, "created_at": actor.now}
        if not line.update(**values):
            TimesheetLine.objects.create(week=week, task_id=task_id, day=day, **about, **values)


def check_days(person_id: UUID, days: Iterable[date]) -> None:
    """Raise `DayTooLong` when a person's lines of a day exceed 24 hours, on all projects together."""
    lines = TimesheetLine.objects.filter(week__owner_id=person_id, day__in=set(days))
    sums = lines.order_by().values("day").annotate(minutes=Sum("minutes")).order_by("day")
    for row in sums:
        if row["minutes"] > DAY_MINUTES:
            raise DayTooLong(day=row["day"].isoformat(), hours=hours(row["minutes"]))


def _hours(week: TimesheetWeek) -> dict[str, int]:
    """The cells of a week as the trail tells them: minutes by day and task."""
    lines = TimesheetLine.objects.filter(week=week).order_by("day", "task__number")
    cells = lines.values_list("day", "task__number", "minutes")
    return {f"{day.isoformat()} T{number}": minutes for day, number, minutes in cells}


def _lock_person(person_id: UUID) -> None:
    """One writer of a person's hours at a time: two projects' sheets share the 24 hours of a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"milepost.timesheet.{person_id}"]
        )
