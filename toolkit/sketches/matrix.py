"""Positions of many in a grid: five by five of risk, people by skills, days by hours."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

SHOWN = 3


@dataclass(frozen=True)
class Position:
    """Row and column of one record, by the numbers of the labels (row 5 stands on top)."""

    row: int
    column: int


@dataclass(frozen=True)
class Pin:
    """A record in the grid: its key, name and address; `moved` is up, down or nothing."""

    key: str
    name: str
    at: Position
    url: str = ""
    moved: str = ""


@dataclass(frozen=True)
class Cell:
    """One field: score, tint (g, a, r or a step of the sequence), the pins, where choosing it leads."""

    row: int
    column: int
    row_label: str
    column_label: str
    score: str
    tone: str
    pins: tuple[Pin, ...] = ()
    url: str = ""
    chosen: bool = False

    @property
    def shown(self) -> tuple[Pin, ...]:
        """The pins that stand in the field; more than three become a number that narrows the list."""
        return self.pins if len(self.pins) <= SHOWN else ()

    @property
    def more(self) -> int:
        return len(self.pins) if len(self.pins) > SHOWN else 0


@dataclass(frozen=True)
class Row:
    """A line of the grid with its label."""

    number: int
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Lines from the top, and the labels below the columns."""

    rows: tuple[Row, ...]
    columns: tuple[tuple[int, str], ...]
    label: str = ""
    chosen: Position | None = field(default=None)


def matrix(
    pins: Iterable[Pin],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    score: Callable[[Position], str],
    tone: Callable[[Position], str],
    url: Callable[[Position], str],
    chosen: Position | None = None,
    label: str = "",
) -> Matrix:
    """The grid with everything in its place. Labels are given from the lowest; row 1 stands at the bottom."""
    stand: dict[Position, list[Pin]] = {}
    for pin in pins:
        stand.setdefault(pin.at, []).append(pin)

    def cell(at: Position) -> Cell:
        return Cell(
            at.row,
            at.column,
            rows[at.row - 1],
            columns[at.column - 1],
            score(at),
            tone(at),
            tuple(stand.get(at, ())),
            url(at),
            at == chosen,
        )

    lines = tuple(
        Row(
            number,
            rows[number - 1],
            tuple(cell(Position(number, column + 1)) for column in range(len(columns))),
        )
        for number in range(len(rows), 0, -1)
    )
    return Matrix(lines, tuple(enumerate(columns, 1)), label, chosen)
