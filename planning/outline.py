"""The order and levels of a plan's rows, without Django.

An outline is a forest: each row has a parent or none, and its siblings have an order. Document order,
levels and WBS codes follow from it, so no operation can leave a gap, a double position or a broken level.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place(Generic[Key]):
    """Where a row stands. `position` counts from 1 over the whole plan, `level` from 1."""

    key: Key
    parent: Key | None
    position: int
    level: int
    wbs: str
    has_children: bool


class NothingAbove(ValueError):
    """There is no row above at the same level, so the row cannot go below it."""


class AtTheTop(ValueError):
    """The row is at the highest level already."""


class AtTheEdge(ValueError):
    """There is no sibling in that direction."""


class IntoItself(ValueError):
    """A row cannot stand below itself or its own descendants."""


class Outline(Generic[Key]):
    """A forest of keys that can be rearranged. Siblings count from 0."""

    def __init__(self, rows: Iterable[tuple[Key, Key | None]] = ()) -> None:
        """`rows` are (key, parent) in document order; a parent that is not a row counts as none."""
        self._children: dict[Key | None, list[Key]] = {None: []}
        self._parent: dict[Key, Key | None] = {}
        pending = list(rows)
        self._children.update({key: [] for key, _parent in pending})
        for key, parent in pending:
            self._parent[key] = parent if parent in self._children else None
            self._children[self._parent[key]].append(key)

    def __contains__(self, key: object) -> bool:
        return key in self._parent

    def __len__(self) -> int:
        return len(self._parent)

    def parent(self, key: Key) -> Key | None:
        """The row above in the tree."""
        return self._parent[key]

    def children(self, key: Key | None) -> tuple[Key, ...]:
        """The rows directly below, in order."""
        return tuple(self._children[key])

    def ancestors(self, key: Key) -> Iterator[Key]:
        """Parent, its parent, and so on to the top."""
        above = self._parent[key]
        while above is not None:
            yield above
            above = self._parent[above]

    def subtree(self, key: Key) -> Iterator[Key]:
        """The row and everything below it, in document order."""
        stack = [key]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(reversed(self._children[current]))

    def index(self, key: Key) -> int:
        """Which sibling the row is."""
        return self._children[self._parent[key]].index(key)

    def add(self, key: Key, parent: Key | None = None, index: int | None = None) -> None:
        """A new row below `parent`, as its last child unless an index is given."""
        self._children[key] = []
        self._parent[key] = parent
        siblings = self._children[parent]
        siblings.insert(len(siblings) if index is None else index, key)

    def place(self, key: Key, parent: Key | None, index: int | None = None) -> None:
        """Move a row with its subtree below `parent`; the index counts the siblings without the row."""
        if parent is not None and (parent == key or key in self.ancestors(parent)):
            raise IntoItself
        self._children[self._parent[key]].remove(key)
        siblings = self._children[parent]
        siblings.insert(len(siblings) if index is None else max(0, min(index, len(siblings))), key)
        self._parent[key] = parent

    def indent(self, key: Key) -> None:
        """One level down: the last child of the sibling above."""
        index = self.index(key)
        if index == 0:
            raise NothingAbove
        self.place(key, self._children[self._parent[key]][index - 1])

    def outdent(self, key: Key) -> None:
        """One level up: right after the former parent. Later siblings stay with the parent."""
        above = self._parent[key]
        if above is None:
            raise AtTheTop
        self.place(key, self._parent[above], self.index(above) + 1)

    def shift(self, key: Key, step: int) -> None:
        """Past `step` siblings, up when negative. The subtree goes along."""
        index = self.index(key) + step
        if not 0 <= index < len(self._children[self._parent[key]]):
            raise AtTheEdge
        self.place(key, self._parent[key], index)

    def remove(self, key: Key) -> list[Key]:
        """Take a row and its subtree out; answers what was removed, in document order."""
        gone = list(self.subtree(key))
        self._children[self._parent[key]].remove(key)
        for each in gone:
            del self._children[each], self._parent[each]
        return gone

    def places(self) -> Iterator[Place[Key]]:
        """Every row with its place, in document order."""
        stack = [(key, 1, str(n)) for n, key in reversed(list(enumerate(self._children[None], 1)))]
        position = 0
        while stack:
            key, level, wbs = stack.pop()
            position += 1
            below = self._children[key]
            yield Place(key, self._parent[key], position, level, wbs, bool(below))
            for n in range(len(below), 0, -1):
                stack.append((below[n - 1], level + 1, f"{wbs}.{n}"))


def from_levels(rows: Iterable[tuple[Key, int]]) -> Outline[Key]:
    """The outline of (key, level) rows in document order, as plan files write it.

    A row stands below the nearest row above it with a smaller level, so a jump by several is one step.
    """
    outline: Outline[Key] = Outline()
    path: list[tuple[Key, int]] = []
    for key, level in rows:
        while path and path[-1][1] >= level:
            path.pop()
        outline.add(key, path[-1][0] if path else None)
        path.append((key, level))
    return outline
