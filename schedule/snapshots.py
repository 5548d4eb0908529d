"""What a baseline keeps of the plan (its rows, what waits for what, who works on what) and of the scope.

Planning stands below this room and cannot see the socket, so its parts are taken here.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from planning.selectors import assigned, dependencies, tasks
from planning.tracing import scope_of
from projects.selectors import Project
from schedule.effects import snapshot
from tenancy.actors import Actor

PLAN, SCOPE = "planning", "scope"
TASK = {
    **{name: name for name in ("number", "kind", "wbs", "level", "name", "start_at", "finish_at", "due")},
    **{name: name for name in ("duration_minutes", "work_minutes", "contractual", "payment_linked")},
    "owner": "owner__name",
}
LINK = {
    "before": "predecessor__number",
    "after": "successor__number",
    **{name: name for name in ("kind", "lag_minutes")},
}
ASSIGNMENT = {
    "task": "task__number",
    "resource": "resource__name",
    **{name: name for name in ("units", "work_minutes")},
}


@snapshot(PLAN)
def plan(*, actor: Actor, project: Project) -> dict[str, Any]:
    """The live rows of the plan in document order, its links and its assignments; three queries."""
    links = dependencies(actor=actor, project=project).order_by(
        "predecessor__number", "successor__number", "kind"
    )
    people = assigned(actor=actor, project=project)
    return {
        "tasks": _rows(tasks(actor=actor, project=project).values(*TASK.values()), TASK),
        "links": _rows(links.values(*LINK.values()), LINK),
        "assignments": _rows(people.values(*ASSIGNMENT.values()), ASSIGNMENT),
    }


@snapshot(SCOPE)
def scope(*, actor: Actor, project: Project) -> dict[str, Any]:
    """Scope items with their tags, deliverables and requirements as they are said now; three queries."""
    return scope_of(actor=actor, project=project)


def _rows(found: Iterable[Mapping[str, Any]], names: dict[str, str]) -> list[dict[str, Any]]:
    return [{name: plain(row[path]) for name, path in names.items()} for row in found]


def plain(value: Any) -> Any:
    """A value as JSON can hold it, written the same way each time."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else format(value.normalize(), "f")
