"""Cycles among the links of a plan, without Django.

A summary row stands for everything below it: a link from it starts after all of its rows, a link to it
holds back all of them. So every row is two points, its beginning and its end; a summary's rows lie between
its own two. A link of any type runs from the end of one row to the beginning of the other: the type moves
dates, but two rows that wait for each other in any way cannot be placed. The same search therefore also
finds a link between a row and its own summary.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Point = tuple[Key, bool]

BEGIN, END = False, True


def cycle(parents: Mapping[Key, Key | None], links: Iterable[tuple[Key, Key]]) -> list[Key] | None:
    """The rows of one cycle in the order of their links, the first one repeated at the end; None without one.

    `parents` names the summary above every row; `links` are (predecessor, successor) among its keys.
    """
    onward = _edges(parents, links)
    done: set[Point[Key]] = set()
    for start in onward:
        if start not in done:
            found = _search(start, onward, done)
            if found:
                return _rows(found)
    return None


def _edges(
    parents: Mapping[Key, Key | None], links: Iterable[tuple[Key, Key]]
) -> dict[Point[Key], list[Point[Key]]]:
    onward: dict[Point[Key], list[Point[Key]]] = {}
    for key, above in parents.items():
        onward.setdefault((key, BEGIN), []).append((key, END))
        if above is not None:
            onward.setdefault((above, BEGIN), []).append((key, BEGIN))
            onward.setdefault((key, END), []).append((above, END))
    for before, after in links:
        onward.setdefault((before, END), []).append((after, BEGIN))
    return onward


def _search(
    start: Point[Key], onward: Mapping[Point[Key], list[Point[Key]]], done: set[Point[Key]]
) -> list[Point[Key]] | None:
    """Depth-first without recursion; `done` collects points from which no cycle can be reached."""
    path, inside = [start], {start}
    rest = [iter(onward.get(start, ()))]
    while path:
        following = next(rest[-1], None)
        if following is None:
            rest.pop()
            inside.discard(path[-1])
            done.add(path.pop())
        elif following in inside:
            return [*path[path.index(following) :], following]
        elif following not in done:
            path.append(following)
            inside.add(following)
            rest.append(iter(onward.get(following, ())))
    return None


def _rows(points: list[Point[Key]]) -> list[Key]:
    rows: list[Key] = []
    for key, _side in points:
        if not rows or rows[-1] != key:
            rows.append(key)
    return rows if rows[0] == rows[-1] and len(rows) > 1 else [*rows, rows[0]]
