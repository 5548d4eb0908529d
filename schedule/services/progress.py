"""Verbs of progress: what somebody says of a task changes the task and stays as a line of its own."""

from typing import Any
from uuid import UUID

from planning.selectors import Task
from planning.services import change_state, record_progress
from projects.selectors import today_of
from schedule.models.progress import COMMENT_LENGTH, ProgressEntry
from schedule.services.limits import check_limit
from tenancy.actors import Actor
from tenancy.verbs import record, require, verb

REPORT = "schedule.report_progress"


@verb
def report_progress(
    *,
    actor: Actor,
    task: Task,
    percent_complete: int,
    remaining_minutes: int | None = None,
    comment: str = "",
    version: int | None = None,
) -> Task:
    """Say how far a task is and what is left, with a word about it. Members report on their own tasks.

    Every report is kept, also one that changes no number: it says that the number is of today. Raises what
    `planning.services.record_progress` raises, and `ColumnFull` where the board takes no more.
    """
    require(actor, REPORT, task)
    before, stood = task.percent_complete, task.state
    record_progress(
        actor=actor,
        task=task,
        percent_complete=percent_complete,
        remaining_minutes=remaining_minutes,
        version=version,
    )
    if task.state != stood:
        check_limit(actor, task)
    keep_entry(actor, task, before, comment)
    return task


@verb
def step_task(*, actor: Actor, task: Task, step: str, reason: str = "", version: int | None = None) -> Task:
    """Start, block, finish … a task, and keep what was said of it. Raises what
    `planning.services.change_state` raises."""
    require(actor, REPORT, task)
    before = task.percent_complete
    change_state(actor=actor, task=task, step=step, reason=reason, version=version)
    check_limit(actor, task)
    keep_entry(actor, task, before, reason)
    return task


def keep_entry(
    actor: Actor, task: Task, before: int, comment: str, *, person_id: UUID | None = None
) -> ProgressEntry:
    """The line of one report, in the transaction of what it reports. `person_id`: who said it, where the
    house writes it down."""
    line = ProgressEntry.objects.create(
        **of_task(actor, task),
        person_id=person_id or actor.person_id,
        reported_on=today_of(project=task.project, now=actor.now),
        percent_before=before,
        percent_after=task.percent_complete,
        remaining_minutes=task.remaining_minutes,
        comment=comment.strip()[:COMMENT_LENGTH],
    )
    record(actor, REPORT, task, after={"percent_complete": line.percent_after, "comment": line.comment})
    return line


def of_task(actor: Actor, task: Task) -> dict[str, Any]:
    """What every row about a task holds."""
    return {
        "task": task,
        "project_id": task.project_id,
        "client_id": task.client_id,
        "created_at": actor.now,
    }
