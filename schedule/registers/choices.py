"""What forms of this room offer to choose from."""

from typing import Any

from planning.selectors import tasks
from projects.selectors import Project
from tenancy.actors import Actor


def rows_of_plan(*, actor: Actor, project: Project) -> list[tuple[Any, Any]]:
    """The tasks and milestones of a plan in document order, without the summaries above them."""
    found = tasks(actor=actor, project=project).exclude(kind="summary").values_list("id", "number", "name")
    return [("", "–"), *((pk, f"T{number} {name}") for pk, number, name in found)]
