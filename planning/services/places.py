"""Where rows stand: reading the outline of a plan, and writing the places that have changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Min, Q

from planning.models import Task
from planning.outline import Outline, Place
from planning.services.rows import update_rows

COLUMNS = ("parent", "position", "level", "wbs", "kind")


@dataclass
class Tree:
    """The live rows of a plan as they are stored, and their outline to rearrange."""

    stored: dict[UUID, Mapping[str, Any]]
    outline: Outline[UUID]


def read_tree(project_id: UUID) -> Tree:
    """The whole plan, in one query."""
    rows = Task.objects.live().filter(project_id=project_id).order_by("position", "id")
    names = ("id", "parent_id", "position", "level", "wbs", "kind")
    stored: dict[UUID, Mapping[str, Any]] = {row["id"]: row for row in rows.values(*names)}
    return Tree(stored, Outline((key, row["parent_id"]) for key, row in stored.items()))


def write_tree(tree: Tree) -> dict[UUID, str]:
    """Write the rows whose place has changed; answers every row's WBS code.

    A row that gets rows below it becomes a summary, a summary without any becomes a task.
    """
    changed, codes = [], {}
    for place in tree.outline.places():
        codes[place.key] = place.wbs
        kind = kind_at(place, tree.stored[place.key]["kind"])
        new = (place.parent, place.position, place.level, place.wbs, kind)
        if new != tuple(tree.stored[place.key][name] for name in _STORED):
            changed.append((place.key, new))
    update_rows(Task, COLUMNS, changed)
    return codes


_STORED = ("parent_id", "position", "level", "wbs", "kind")


def kind_at(place: Place[Any], kind: str) -> str:
    """What a row is, given whether rows stand below it."""
    if place.has_children:
        return str(Task.Kind.SUMMARY)
    return str(Task.Kind.TASK) if kind == Task.Kind.SUMMARY else kind


def last_place(project_id: UUID, parent: Task | None) -> Place[None]:
    """The place of a new last child; later rows are moved down by one. Constant work at the plan's end."""
    rows = Task.objects.live().filter(project_id=project_id)
    siblings = rows.filter(parent=parent).count()
    if parent is None:
        position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
        return Place(None, None, position, 1, str(siblings + 1), False)
    after = rows.filter(position__gt=parent.position, level__lte=parent.level)
    following = after.aggregate(first=Min("position"))["first"]
    if following is None:
        following = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    else:
        rows.filter(position__gte=following).update(position=F("position") + 1)
    return Place(None, None, following, parent.level + 1, f"{parent.wbs}.{siblings + 1}", False)


def prefixes(wbs: str) -> list[str]:
    """The codes of the rows above: 1.2.3 has 1 and 1.2."""
    parts = wbs.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def below(wbs: str) -> Q:
    """The rows under a code."""
    return Q(wbs__startswith=f"{wbs}.")
