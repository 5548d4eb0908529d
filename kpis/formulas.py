"""The formulas that definitions name: each answers counts per project as of the end of a day.

A formula must be stable in time: asked later for the same day it gives the same counts, unless somebody
corrected the facts of that day.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from kpis.ratios import Ratio
from planning.selectors import milestones_on_time_by_project, task_completion_by_project
from tenancy.actors import Actor


class Question(Protocol):
    """What a room below offers: (numerator, denominator) by project."""

    def __call__(
        self, *, actor: Actor, as_of: date, project_ids: Collection[UUID] | None = None
    ) -> dict[UUID, tuple[int, int]]: ...


class Formula(NamedTuple):
    """A question, and the room whose rows it counts."""

    ask: Question
    source: str


FORMULAS: dict[str, Formula] = {
    "milestones_on_time": Formula(milestones_on_time_by_project, "planning"),
    "task_completion": Formula(task_completion_by_project, "planning"),
}


def counts(formula: str, *, actor: Actor, as_of: date, project_ids: Collection[UUID]) -> dict[UUID, Ratio]:
    """The formula's answer for each of the projects; one it does not mention has nothing to count."""
    found = FORMULAS[formula].ask(actor=actor, as_of=as_of, project_ids=project_ids)
    return {project_id: Ratio(*found.get(project_id, (0, 0))) for project_id in project_ids}
