"""Verbs of the board and of checklists."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.selectors import Task, steps_to
from projects.selectors import Project
from projects.services import ReasonMissing
from schedule.models.boards import TEXT_LENGTH, BoardLimit, ChecklistItem
from schedule.selectors.boards import COLUMNS
from schedule.services.progress import of_task, step_task
from tenancy.actors import Actor
from tenancy.verbs import record, require, verb
from toolkit.errors import BadInput, DomainError, Missing
from toolkit.writing import write

MANY = 50
Limits = dict[str, tuple[int | None, bool]]
LIMITS, CHECK = "schedule.set_board_limits", "schedule.check_item"
NEEDS_REASON = ("block", "cancel")


class ColumnUnknown(BadInput):
    """Cards move to columns of the board."""

    code = "column_unknown"
    message = _("Choose one of the board’s columns.")
    field = "column"


class MoveImpossible(DomainError):
    """No step leads there from here, for this person."""

    code = "move_impossible"
    message = _("%(key)s cannot go from “%(start)s” to “%(column)s” in one step.")


class ChecklistFull(DomainError):
    """More small steps than anybody reads."""

    code = "checklist_full"
    message = _("A checklist holds at most %(n)s steps. Make a task of its own of what is left.")


@verb
def move_card(*, actor: Actor, task: Task, column: str, reason: str = "", version: int | None = None) -> Task:
    """Take the step that leads a task into a column of the board.

    Raises `ColumnUnknown`, `MoveImpossible`, `ReasonMissing`, and what `step_task` raises: `ColumnFull` where
    a hard limit is reached.
    """
    require(actor, "schedule.report_progress", task)
    words = dict(Task.State.choices)
    if column not in COLUMNS:
        raise ColumnUnknown()
    step = steps_to(actor=actor, task=task).get(column, "")
    if not step:
        raise MoveImpossible(key=task.key, start=words[task.state], column=words[column])
    if step in NEEDS_REASON and not reason.strip():
        raise ReasonMissing()
    return step_task(actor=actor, task=task, step=step, reason=reason, version=version)


@verb
def set_limits(*, actor: Actor, project: Project, limits: Limits) -> Project:
    """Set how many tasks may stand in each column: (number or None, whether more are refused)."""
    require(actor, LIMITS, project)
    unknown = set(limits) - set(COLUMNS)
    if unknown:
        raise ColumnUnknown()
    rows = BoardLimit.objects.filter(project=project)
    before: Limits = {row.state: (row.at_most, row.hard) for row in rows}
    for state, (at_most, hard) in limits.items():
        if at_most is None:
            rows.filter(state=state).delete()
            continue
        made = {"client_id": project.client_id, "created_at": actor.now}
        values = {"at_most": at_most, "hard": hard}
        BoardLimit.objects.update_or_create(
            project=project, state=state, defaults=values, create_defaults={**values, **made}
        )
    record(actor, LIMITS, project, before=_told(before), after=_told(limits))
    return project


@verb
def write_checklist(
    *,
    actor: Actor,
    task: Task,
    done: Collection[UUID],
    text: str = "",
    removed: Collection[UUID] = (),
) -> Task:
    """Say which small steps of a task are done, add one, take some off.

    Raises `ChecklistFull`; `Missing` for a step of another task.
    """
    require(actor, CHECK, task)
    items = {one.pk: one for one in ChecklistItem.objects.filter(task=task, withdrawn_at__isnull=True)}
    if not {*done, *removed} <= set(items):
        raise Missing()
    before = _steps(items.values())
    for item in items.values():
        _tick(actor, item, item.pk in done, item.pk in removed)
    if text.strip():
        if len(items) >= MANY:
            raise ChecklistFull(n=MANY)
        new = {"text": text.strip()[:TEXT_LENGTH], "position": len(items) + 1}
        item = ChecklistItem.objects.create(**of_task(actor, task), **new)
        items[item.pk] = item
    after = _steps(one for one in items.values() if one.withdrawn_at is None)
    record(actor, CHECK, task, before=before, after=after)
    return task


def _tick(actor: Actor, item: ChecklistItem, is_done: bool, is_removed: bool) -> None:
    values: dict[str, Any] = {}
    if is_done != (item.done_at is not None):
        by = {"done_at": actor.now, "done_by_id": actor.person_id}
        values = by if is_done else {"done_at": None, "done_by_id": None}
    if is_removed:
        values["withdrawn_at"] = actor.now
    if values:
        write(item, values)


def _steps(items: Iterable[ChecklistItem]) -> dict[str, Any]:
    """A checklist as the trail tells it."""
    return {item.text: item.done_at is not None for item in items}


def _told(limits: Limits) -> dict[str, Any]:
    return {state: {"at_most": n, "hard": hard} for state, (n, hard) in sorted(limits.items())}
