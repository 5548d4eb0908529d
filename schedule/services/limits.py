"""The limits of a board hold, whichever way a task comes into a column."""

from django.utils.translation import gettext_lazy as _

from planning.selectors import Task, tasks
from schedule.models.boards import BoardLimit
from tenancy.actors import Actor
from toolkit.errors import DomainError


class ColumnFull(DomainError):
    """The column takes no more."""

    code = "column_full"
    message = _("“%(column)s” takes at most %(n)s tasks at once. Finish one of them first.")


def check_limit(actor: Actor, task: Task) -> None:
    """Raise `ColumnFull` when the task has come into a column that refuses more than its limit.

    The limit's row is locked: of two that come at once, the second counts the first.
    """
    rows = BoardLimit.objects.select_for_update().filter(project_id=task.project_id)
    limit = rows.filter(state=task.state, hard=True).first()
    if limit is None:
        return
    there = tasks(actor=actor, project=task.project).leaves().filter(state=task.state).count()
    if there > limit.at_most:
        raise ColumnFull(column=task.get_state_display(), n=limit.at_most)
