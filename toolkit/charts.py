"""Charts for `<c-chart :chart=…>`: the data block that the script draws, and the same numbers as a table.

A chart cannot be made without its sentence and its table, so none stands alone. None is a gap: it is drawn
as a gap and written as an en dash, never as zero. What each kind draws stands in assets/js/chart/.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from toolkit.formats import number, signed

Values = Sequence[float | None]
Role = Literal["actual", "plan", "forecast"]


@dataclass(frozen=True)
class Series:
    """One line or one set of bars. `color` 1 to 6 is its place among the chart colours."""

    name: str
    values: Values
    role: Role = "actual"
    color: int | None = None


@dataclass(frozen=True)
class Limit:
    """A line right across: a control limit (dashed) or the middle (firm)."""

    at: float
    label: str
    firm: bool = False


@dataclass(frozen=True)
class Branch:
    """A person or a unit in a tree, and those below."""

    name: str
    title: str = ""
    children: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class Chart:
    """What the component reads: `data` for the script, `say` its sentence, `head` and `rows` the table."""

    data: dict[str, Any]
    say: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[tuple[str, str], ...] = field(default=())


def _plain(values: Iterable[float | None]) -> list[float | None]:
    return [None if value is None else float(value) for value in values]


def over_time(
    x: Sequence[str],
    series: Sequence[Series],
    *,
    say: str,
    first: str = "",
    kind: Literal["line", "bar", "control"] = "line",
    decimals: int = 0,
    stacked: bool = False,
    limits: Sequence[Limit] = (),
    **more: Any,
) -> Chart:
    """Lines, bars, an S-curve, a burn-up, or a control chart over the periods `x`.

    `first` is the head of the table's first column. `more`: unit, min, max, target, target_label,
    band (low, high), marked (places beyond the limits), today (place), today_label, no_data (words).
    """
    drawn = [
        {"name": one.name, "values": _plain(one.values), "role": one.role, "color": one.color}
        for one in series
    ]
    data = {"kind": kind, "x": list(x), "series": drawn, "decimals": decimals, "stacked": stacked, **more}
    data["limits"] = [{"at": float(one.at), "label": one.label, "firm": one.firm} for one in limits]
    rows = tuple(
        (label, *(number(one.values[at], decimals=decimals) for one in series)) for at, label in enumerate(x)
    )
    legend = tuple((one.name, f"c{one.color or at}") for at, one in enumerate(series, 1))
    shown = legend if kind == "bar" and len(series) > 1 else ()
    return Chart(data, say, (first, *(one.name for one in series)), rows, shown)


def heat_map(
    columns: Sequence[str],
    lines: Sequence[tuple[str, Values]],
    *,
    say: str,
    first: str = "",
    decimals: int = 0,
    **more: Any,
) -> Chart:
    """Values by line (from the top) and column, tinted in seven steps of one blue. `more`: unit, min, max."""
    values = [
        [at, row, None if value is None else float(value)]
        for row, (_name, line) in enumerate(lines)
        for at, value in enumerate(line)
    ]
    data: dict[str, Any] = {
        "kind": "heat",
        "x": list(columns),
        "y": [name for name, _line in lines],
        "values": values,
    }
    rows = tuple((name, *(number(value, decimals=decimals) for value in line)) for name, line in lines)
    return Chart({**data, "decimals": decimals, **more}, say, (first, *columns), rows)


def scatter(
    points: Sequence[tuple[str, float, float, str]],
    *,
    say: str,
    first: str,
    x_label: str,
    y_label: str,
    decimals: int = 0,
    **more: Any,
) -> Chart:
    """Records by two measures: (name, x, y, status as shape and colour). `more`: target_x, target_y, unit."""
    drawn = [{"name": name, "x": float(x), "y": float(y), "status": state} for name, x, y, state in points]
    data: dict[str, Any] = {
        "kind": "scatter",
        "points": drawn,
        "x_label": x_label,
        "y_label": y_label,
        "decimals": decimals,
    }
    rows = tuple(
        (name, number(x, decimals=decimals), number(y, decimals=decimals)) for name, x, y, _state in points
    )
    return Chart({**data, **more}, say, (first, x_label, y_label), rows)


def tornado(
    causes: Sequence[tuple[str, float, float]],
    *,
    say: str,
    first: str,
    low: str,
    high: str,
    decimals: int = 0,
    **more: Any,
) -> Chart:
    """What moves a result most: (cause, change if low, change if high), the widest on top."""
    ranked = sorted(causes, key=lambda one: -(max(one[1:]) - min(one[1:])))
    data: dict[str, Any] = {
        "kind": "tornado",
        "x": [name for name, _down, _up in ranked],
        "low": [float(down) for _name, down, _up in ranked],
        "high": [float(up) for _name, _down, up in ranked],
    }
    data |= {"low_label": low, "high_label": high, "decimals": decimals, **more}
    rows = tuple(
        (name, signed(down, decimals=decimals), signed(up, decimals=decimals)) for name, down, up in ranked
    )
    return Chart(data, say, (first, low, high), rows, ((low, "neg"), (high, "pos")))


def funnel(steps: Sequence[tuple[str, float]], *, say: str, first: str, count: str, **more: Any) -> Chart:
    """How many reach each gate, in the order of the gates."""
    data = {"kind": "funnel", "x": [name for name, _n in steps], "values": [float(n) for _name, n in steps]}
    return Chart({**data, **more}, say, (first, count), tuple((name, number(n)) for name, n in steps))


def tree(root: Branch, *, say: str, person: str, role: str, above: str) -> Chart:
    """Who stands below whom. The table names each with the one above."""

    def drawn(one: Branch) -> dict[str, Any]:
        return {"name": one.name, "title": one.title, "children": [drawn(child) for child in one.children]}

    def listed(one: Branch, over: str) -> list[tuple[str, ...]]:
        below = [row for child in one.children for row in listed(child, one.name)]
        return [(one.name, one.title or "–", over or "–"), *below]

    data = {"kind": "tree", "root": drawn(root)}
    return Chart(data, say, (person, role, above), tuple(listed(root, "")))
