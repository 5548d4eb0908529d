"""Questions about the board of a project, and about checklists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from planning.selectors import Task, steps_to, tasks
from projects.selectors import Project
from schedule.models.boards import BoardLimit, ChecklistItem
from schedule.policies import visible
from tenancy.actors import Actor

COLUMNS = ("not_started", "ready", "in_progress", "blocked", "in_review", "done")
SHOWN = 200


@dataclass(frozen=True)
class Card:
    """One task on the board. `ticked` of `steps_n` steps of its checklist are done."""

    task: Task
    days_late: int
    ticked: int
    steps_n: int
    moves: list[tuple[str, str]]


@dataclass
class Column:
    """The tasks in one state. `at_most`: the limit, None without one; `count`: all, also those not shown."""

    state: str
    title: str
    at_most: int | None = None
    hard: bool = False
    count: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether more stand in it than the project wanted."""
        return self.at_most is not None and self.count > self.at_most

    @property
    def is_full(self) -> bool:
        """Whether it takes no more."""
        return self.hard and self.at_most is not None and self.count >= self.at_most


def board_tasks(*, actor: Actor, project: Project) -> QuerySet[Task]:
    """The tasks of a board: late ones first within a column."""
    rows = tasks(actor=actor, project=project).leaves().filter(state__in=COLUMNS)
    return rows.select_related("project", "owner").order_by("due", "position")


def board(*, actor: Actor, project: Project, as_of: Any, owner: UUID | None = None) -> list[Column]:
    """The board, of one person's tasks if `owner` names her; limits count everybody's. Four queries."""
    every = board_tasks(actor=actor, project=project)
    counts = Counter(every.order_by().values_list("state", flat=True))
    rows = list((every.filter(owner_id=owner) if owner else every)[: SHOWN * len(COLUMNS)])
    ticks = checklist_counts(task_ids=[row.pk for row in rows])
    limits = limits_of(actor=actor, project=project)
    words = dict(Task.State.choices)
    columns = {state: Column(state, str(words[state]), count=counts[state]) for state in COLUMNS}
    for state, limit in limits.items():
        columns[state].at_most, columns[state].hard = limit.at_most, limit.hard
    for row in rows:
        if len(columns[row.state].cards) < SHOWN:
            columns[row.state].cards.append(_card(actor, row, as_of, ticks))
    return list(columns.values())


def board_limits(*, actor: Actor, project: Project) -> QuerySet[BoardLimit]:
    """The limits of a board."""
    return BoardLimit.objects.filter(visible(actor), project=project).order_by("state")


def limits_of(*, actor: Actor, project: Project) -> dict[str, BoardLimit]:
    """The limits of a board, by column."""
    return {one.state: one for one in board_limits(actor=actor, project=project)}


def checklist(*, actor: Actor, task: Task) -> QuerySet[ChecklistItem]:
    """The small steps of a task, in their order."""
    rows = ChecklistItem.objects.filter(visible(actor), task=task, withdrawn_at__isnull=True)
    return rows.select_related("done_by").order_by("position", "id")


def checklist_counts(*, task_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Done and all steps of the checklists of tasks; absent where there are none."""
    rows = ChecklistItem.objects.filter(task_id__in=list(task_ids), withdrawn_at__isnull=True)
    done = Count("pk", filter=Q(done_at__isnull=False))
    counted = rows.order_by().values("task_id").annotate(done=done, all=Count("pk"))
    return {row["task_id"]: (row["done"], row["all"]) for row in counted}


def _card(actor: Actor, row: Task, as_of: Any, ticks: dict[UUID, tuple[int, int]]) -> Card:
    late = (as_of - row.due).days if row.due and row.due < as_of and row.state != "done" else 0
    moves: list[tuple[str, str]] = []
    if actor.may("schedule.report_progress", row):
        states, words = steps_to(actor=actor, task=row), dict(Task.State.choices)
        moves = [(state, str(words[state])) for state in COLUMNS if state in states]
    return Card(row, late, *ticks.get(row.pk, (0, 0)), moves)
