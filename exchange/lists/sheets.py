"""A list as it came: heads and rows of cells, whatever kind of file it was."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from exchange.lists.errors import ListEmpty, TooManyColumns, TooManyRows

MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


@dataclass(frozen=True)
class Line:
    """One row: its number in the file, as the person sees it there, and its cells."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, index: int) -> Cell:
        """The cell of a column; a short row ends in empty ones."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True)
class Sheet:
    """A list. `how`: in words, how it was read ("UTF-8, separated by ;"). `names`: the workbook's sheets."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    how: str = ""
    name: str = ""
    names: tuple[str, ...] = field(default_factory=tuple)


def sheet_of(rows: Iterable[tuple[int, list[Any]]], *, has_heads: bool = True, **more: Any) -> Sheet:
    """Numbered rows as a list: empty rows and empty columns at the end left out.

    Without heads columns are called by their letters. Raises `TooManyRows`, `TooManyColumns`, `ListEmpty`.
    """
    lines = []
    for number, cells in rows:
        while cells and cells[-1] in ("", None):
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise TooManyColumns(limit=MOST_COLUMNS)
        if cells:
            lines.append(Line(number, tuple(cells)))
        if len(lines) > MOST_ROWS + 1:
            raise TooManyRows(limit=MOST_ROWS)
    if len(lines) <= has_heads:
        raise ListEmpty()
    width = max(len(line.cells) for line in lines)
    heads = tuple(_head(lines[0].at(n), n) if has_heads else letters(n) for n in range(width))
    return Sheet(heads, tuple(lines[has_heads:]), **more)


def _head(cell: Cell, index: int) -> str:
    return " ".join(str(cell).split())[:200] if cell not in (None, "") else letters(index)


def letters(index: int) -> str:
    """A column as spreadsheets call it: 0 is A, 26 is AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(65 + rest) + found
    return found
