"""The outline of a plan after a load: the file's order, with the rows that only we have in their places."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from planning.outline import Outline


def merged(
    file: Outline[UUID], stored: Mapping[UUID, Mapping[str, Any]], leaving: Collection[UUID]
) -> Outline[UUID]:
    """The file's outline, and in it our own rows where they stood: after the same neighbour, below the same
    summary, or below the nearest one that is still there.

    `stored` are the live rows in document order; `leaving` are rows that this load withdraws.
    """
    before = Outline((key, row["parent_id"]) for key, row in stored.items())
    for key in stored:
        if key not in file and key not in leaving:
            parent = next((above for above in before.ancestors(key) if above in file), None)
            file.add(key, parent, _index(file, before, key, parent))
    return file


def _index(file: Outline[UUID], before: Outline[UUID], key: UUID, parent: UUID | None) -> int | None:
    index = before.index(key)
    if index == 0:
        return 0
    neighbour = before.children(before.parent(key))[index - 1]
    if neighbour in file and file.parent(neighbour) == parent:
        return file.index(neighbour) + 1
    return None


def kept(stored: Mapping[UUID, Mapping[str, Any]], leaving: Collection[UUID]) -> Outline[UUID]:
    """Our own order, without the leaving rows: for a file whose outline has not changed."""
    own = Outline((key, row["parent_id"]) for key, row in stored.items())
    staying: Outline[UUID] = Outline()
    for key in stored:
        if key not in leaving:
            parent = next((above for above in own.ancestors(key) if above in staying), None)
            staying.add(key, parent)
    return staying
