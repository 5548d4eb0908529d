"""What a row must be to keep time free, and what is remembered of how much."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.models import Assignment, Task, TaskBaseline
from planning.states import OF_BUFFER
from toolkit.errors import DomainError

NO_BUFFER: dict[str, Any] = {"buffer_minutes": None, "buffer_red_at": None}
AHEAD = ("not_started", "ready")


class NotFree(DomainError):
    """Only time on which nobody works can be kept free."""

    code = "not_free"
    message = _(
        "A buffer is a task with work days on which nobody works. Give it work days, and choose a task "
        "without assignments and progress."
    )
    field = "is_buffer"


class BufferIsNoWork(DomainError):
    """Nobody works on a buffer."""

    code = "buffer_is_no_work"
    message = _("%(key)s is a buffer: nobody works on it. Use some of its days, or make it an ordinary task.")


class BufferHoldsNothing(DomainError):
    """A buffer has nothing below it."""

    code = "buffer_holds_nothing"
    message = _("%(key)s is a buffer, and nothing can stand below it. Choose a task or a summary.")
    field = "parent_id"


def buffered(task: Task, changed: Mapping[str, Any]) -> dict[str, Any]:
    """What a change means for the planned minutes of a buffer.

    They are those it had when it became one. Until a baseline says what was agreed, planning it longer or
    shorter changes what was planned; after that only the next baseline does. Raises `NotFree`.
    """
    if not changed.get("is_buffer", task.is_buffer):
        return NO_BUFFER if task.is_buffer else {}
    minutes = changed.get("duration_minutes", task.duration_minutes)
    if not task.is_buffer:
        return {"buffer_minutes": _free(task, minutes)}
    if "duration_minutes" not in changed:
        return {}
    if minutes is None:
        raise NotFree()
    if TaskBaseline.objects.filter(task=task, number=0).exists():
        return {}
    return {"buffer_minutes": max(0, (task.buffer_minutes or 0) + minutes - (task.duration_minutes or 0))}


def _free(task: Task, minutes: int | None) -> int:
    is_ahead = task.state in AHEAD and not task.percent_complete and not task.actual_start_at
    if task.kind != Task.Kind.TASK or not is_ahead or not minutes:
        raise NotFree()
    held = Assignment.objects.filter(task_id=task.pk, withdrawn_at__isnull=True)
    if not task._state.adding and held.exists():
        raise NotFree()
    return minutes


def check_work(task: Task, step: str = "") -> None:
    """Raise `BufferIsNoWork` for what only work can have; a buffer can be let go and taken back."""
    if task.is_buffer and step not in OF_BUFFER:
        raise BufferIsNoWork(key=task.key)


def check_holds(parent: Task) -> None:
    """Raise `BufferHoldsNothing` for a row that would stand below a buffer."""
    if parent.is_buffer:
        raise BufferHoldsNothing(key=parent.key)
