"""The 100 % rule of a work breakdown: what stands below a summary is all of its work, and nothing else.

Pure: rows in, findings out. Work is in working minutes. Source: PMI, Practice Standard for Work Breakdown
Structures: the next level down is 100 % of the work of its parent.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Node:
    """One row of the breakdown. `parent`: the row above it, or None; `work`: minutes, None where unknown;
    `is_summary`: it stands for the rows below it."""

    id: Hashable
    parent: Hashable | None = None
    work: int | None = None
    is_summary: bool = False


class Fault(StrEnum):
    """How a summary breaks the rule."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True)
class Finding:
    """One summary that is not the sum of its children: its own work and theirs, in minutes."""

    id: Hashable
    fault: Fault
    own: int | None
    below: int


@dataclass(frozen=True)
class Checked:
    """How many summaries keep the rule, of how many; and those that do not, in the order given."""

    kept: int
    all: int
    findings: tuple[Finding, ...]


def check_rollup(nodes: Iterable[Node], *, tolerance: int = 0) -> Checked:
    """Compare each summary's work with the sum of its direct children.

    EMPTY: nothing stands below it. UNKNOWN: its own work or that of a child is not known. OVER and UNDER: the
    children make more or less than the summary says, by more than `tolerance` minutes. Raises `ValueError`
    where a row stands below one that is not there.
    """
    rows = list(nodes)
    children: dict[Hashable, list[Node]] = {row.id: [] for row in rows}
    for row in rows:
        if row.parent is None:
            continue
        if row.parent not in children:
            raise ValueError(f"{row.id} stands below {row.parent}, which is not there")
        children[row.parent].append(row)
    summaries = [row for row in rows if row.is_summary or children[row.id]]
    found = [_finding(row, children[row.id], tolerance) for row in summaries]
    faults = tuple(one for one in found if one is not None)
    return Checked(len(summaries) - len(faults), len(summaries), faults)


def _finding(row: Node, below: list[Node], tolerance: int) -> Finding | None:
    total = sum(one.work or 0 for one in below)
    if not below:
        return Finding(row.id, Fault.EMPTY, row.work, 0)
    if row.work is None or any(one.work is None for one in below):
        return Finding(row.id, Fault.UNKNOWN, row.work, total)
    if abs(total - row.work) <= tolerance:
        return None
    return Finding(row.id, Fault.OVER if total > row.work else Fault.UNDER, row.work, total)
