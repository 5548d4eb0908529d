"""How far things are: states, percent, actual dates."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.events import MilestoneReached, ProgressRecorded, TaskStateChanged
from planning.models import Task
from planning.services.kept_free import check_work
from planning.services.rollup import roll_up
from planning.services.tasks import SummaryIsComputed
from planning.services.whole import opened, time_of
from planning.states import table_of
from planning.times import PlanTime
from projects.selectors import today_of
from projects.services import ReasonMissing
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import differences, write

ALMOST = 99
REPORT = "planning.record_progress"


class PercentOutOfRange(BadInput):
    """Progress runs from 0 to 100."""

    code = "percent_out_of_range"
    message = _("Write the progress as a number from 0 to 100.")
    field = "percent_complete"


class MilestoneHasNoPercent(DomainError):
    """A point in time is reached or not."""

    code = "milestone_has_no_percent"
    message = _("%(key)s is a milestone: it is reached or not. Record the day it was reached.")
    field = "percent_complete"


class MilestoneAlreadyReached(DomainError):
    """It was reached before."""

    code = "milestone_already_reached"
    message = _("%(key)s was reached on %(day)s. Reopen it first.")
    field = "reached_on"


class NotAMilestone(DomainError):
    """Only points in time are reached."""

    code = "not_a_milestone"
    message = _("%(key)s is a task. Record its progress instead.")


class ActualInFuture(BadInput):
    """What has happened cannot lie ahead."""

    code = "actual_in_future"
    message = _("This day has not come yet. Write the day on which it happened.")


@verb
def record_progress(
    *,
    actor: Actor,
    task: Task,
    percent_complete: int | None = None,
    actual_start: datetime | None = None,
    actual_finish: datetime | None = None,
    remaining_minutes: int | None = None,
    version: int | None = None,
) -> Task:
    """Say how far a task is. Beginning and ending follow: above 0 it is started, at 100 finished.

    What remains follows from the percent unless `remaining_minutes` (working minutes) says it.
    Actual dates default to now when the state changes. Members report on their own tasks only.
    Raises `PercentOutOfRange`, `MilestoneHasNoPercent`, `SummaryIsComputed`, `ActualInFuture`,
    `StateRefused`, `Stale`.
    """
    require(actor, REPORT, task)
    percent = task.percent_complete if percent_complete is None else percent_complete
    if actual_finish is not None:
        percent = 100
    _check_progress(task, percent)
    plan = opened(actor, task.project)
    time = time_of(plan, task.project)
    state = _state_at(actor, task, percent, started=actual_start is not None)
    values = {"percent_complete": percent, "state": state, **_remaining(task, percent, remaining_minutes)}
    values |= _actuals(task, state, time.utc(actual_start), time.utc(actual_finish), actor.now)
    changed = differences(task, values)
    if not changed:
        return task
    before = _write(actor, task, changed, version, time)
    record(actor, "planning.record_progress", task, before=before, after=changed)
    publish(ProgressRecorded(actor.organization.id, task.project_id, task.pk, percent), actor=actor)
    _tell_state(actor, task, before)
    return task


@verb
def change_state(
    *, actor: Actor, task: Task, step: str, reason: str = "", version: int | None = None
) -> Task:
    """Take a step of the task's or milestone's state table (`start`, `block`, `finish`, `reopen`, …).

    Members take the steps of their own tasks that the table leaves to them.
    Raises `StateRefused`, `Denied`, `ReasonMissing`, `SummaryIsComputed`, `Stale`.
    """
    require(actor, "planning.change_state", task)
    if task.is_summary:
        raise SummaryIsComputed(key=task.key)
    check_work(task, step)
    row = table_of(task.kind).take(actor, task, step)
    if row.needs_reason and not reason.strip():
        raise ReasonMissing()
    state = row.to
    plan = opened(actor, task.project)
    values = {"state": state, **_consequences(task, step, state, actor.now)}
    before = _write(actor, task, differences(task, values), version, time_of(plan, task.project))
    after = {**values, "step": step, "reason": reason}
    record(actor, "planning.change_state", task, before=before, after=after)
    _tell_state(actor, task, before)
    if step == "reach":
        _tell_reached(actor, task, today_of(project=task.project, now=actor.now))
    return task


@verb
def reach_milestone(
    *, actor: Actor, task: Task, reached_on: date | None = None, version: int | None = None
) -> Task:
    """Record that a milestone was reached, today or on an earlier day of the project's calendar.

    Raises `MilestoneAlreadyReached`, `NotAMilestone`, `ActualInFuture`, `StateRefused`, `Stale`.
    """
    require(actor, "planning.reach_milestone", task)
    if not task.is_milestone:
        raise NotAMilestone(key=task.key)
    plan = opened(actor, task.project)
    time = time_of(plan, task.project)
    if task.state == Task.State.ACHIEVED and task.actual_finish_at:
        raise MilestoneAlreadyReached(key=task.key, day=time.day(task.actual_finish_at).isoformat())
    state = table_of(task.kind).take(actor, task, "reach", policy="planning.reach_milestone").to
    today = today_of(project=task.project, now=actor.now)
    day = reached_on or today
    if day > today:
        raise ActualInFuture(field="reached_on")
    at = actor.now if day == today else time.closing(day)
    values = {"state": state, "percent_complete": 100, "actual_start_at": at, "actual_finish_at": at}
    before = _write(actor, task, values, version, time)
    record(actor, "planning.reach_milestone", task, before=before, after=values)
    _tell_state(actor, task, before)
    _tell_reached(actor, task, day)
    return task


def _check_progress(task: Task, percent: int) -> None:
    if task.is_summary:
        raise SummaryIsComputed(key=task.key)
    if task.is_milestone:
        raise MilestoneHasNoPercent(key=task.key)
    check_work(task)
    if not 0 <= percent <= 100:
        raise PercentOutOfRange()


def _state_at(actor: Actor, task: Task, percent: int, *, started: bool) -> str:
    """The state that follows from the progress, by steps of the state table."""
    state = task.state

    def take(step: str) -> str:
        return table_of(task.kind).take(actor, task, step, policy=REPORT, state=state).to

    if (percent > 0 or started) and state in ("not_started", "ready"):
        state = take("start")
    if percent == 100 and state != "done":
        return take("finish")
    if percent < 100 and state == "done":
        return take("reopen")
    if state == "cancelled" and percent != task.percent_complete:
        return take("report progress")
    return state


def _actuals(
    task: Task, state: str, start: datetime | None, finish: datetime | None, now: datetime
) -> dict[str, Any]:
    for name, instant in (("actual_start", start), ("actual_finish", finish)):
        if instant and instant > now:
            raise ActualInFuture(field=name)
    values: dict[str, Any] = {}
    if state == "done":
        values["actual_finish_at"] = finish or task.actual_finish_at or now
    elif task.actual_finish_at:
        values["actual_finish_at"] = None
    if state not in ("not_started", "ready"):
        begun = start or task.actual_start_at or now
        values["actual_start_at"] = start or min(begun, values.get("actual_finish_at") or begun)
    return values


def _remaining(task: Task, percent: int, said: int | None = None) -> dict[str, Any]:
    if said is not None and percent < 100:
        return {"remaining_minutes": said}
    if task.duration_minutes is None:
        return {}
    return {"remaining_minutes": task.duration_minutes * (100 - percent) // 100}


def _consequences(task: Task, step: str, state: str, now: datetime) -> dict[str, Any]:
    """What else is true after a step."""
    if step in ("finish", "reach"):
        values = {"percent_complete": 100, "actual_finish_at": now, **_remaining(task, 100)}
        return {**values, "actual_start_at": task.actual_start_at or now}
    if step == "start":
        return {"actual_start_at": task.actual_start_at or now}
    if step == "cancel":
        return {"cancelled_at": now}
    if step == "reopen":
        percent = ALMOST if state == "in_progress" else 0 if task.is_milestone else task.percent_complete
        start = None if task.is_milestone else task.actual_start_at
        values = {"percent_complete": percent, "actual_finish_at": None, "cancelled_at": None}
        return {**values, "actual_start_at": start, **_remaining(task, percent)}
    return {}


def _write(
    actor: Actor, task: Task, values: dict[str, Any], version: int | None, time: PlanTime
) -> dict[str, Any]:
    before = write(task, values, version=version)
    roll_up(project_id=task.project_id, time=time, codes=[task.wbs])
    return before


def _tell_state(actor: Actor, task: Task, before: dict[str, Any]) -> None:
    if "state" in before:
        publish(
            TaskStateChanged(actor.organization.id, task.project_id, task.pk, before["state"], task.state),
            actor=actor,
        )


def _tell_reached(actor: Actor, task: Task, day: date) -> None:
    publish(MilestoneReached(actor.organization.id, task.project_id, task.pk, task.due, day), actor=actor)
