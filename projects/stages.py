"""The eight stages of a project's life as the stage line shows them, gates as diamonds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toolkit import formats

SHORT: dict[str, str | Promise] = {
    "L0": _("Diligence"),
    "L1": _("Mobilise"),
    "L2": _("Transfer"),
    "L3": _("Pilot"),
    "L4": _("Ramp"),
    "L5": _("Hypercare"),
    "L6": _("Steady state"),
    "L7": _("Close-out"),
}


@dataclass(frozen=True)
class Stage:
    """One stage of the line. `state` is done, now or next; each ends at the gate of its number."""

    code: str
    label: str | Promise
    state: str
    gate: str
    gate_state: str = ""
    progress: int | None = None


def gate_marks(rows: Iterable[Mapping[str, Any]], *, as_of: date) -> dict[str, str]:
    """How the diamonds of gates are drawn, by code: "late" where one is not passed and its day is over,
    "cond" where it was passed with conditions. `rows` as `with_stages` gives them."""
    marks: dict[str, str] = {}
    for row in rows:
        day = date.fromisoformat(row["day"]) if row["day"] else None
        if row["state"] == "conditional_go":
            marks.setdefault(row["code"], "cond")
        elif row["state"] != "go" and day is not None and day < as_of:
            marks[row["code"]] = "late"
    return marks


def stage_line(
    present: str,
    days: Mapping[str, date] | None = None,
    *,
    as_of: date | None = None,
    gates: Mapping[str, str] | None = None,
) -> list[Stage]:
    """All stages of a project that stands in `present` (L0 to L7).

    `days`: on which day it entered its stages. A gate that was passed shows the day on which the next
    stage began. `gates`: marks of `gate_marks`.
    """
    marks = gates or {}
    known, codes = days or {}, list(SHORT)
    passed = {code: known.get(after) for code, after in pairwise(codes) if after <= present}
    return [
        Stage(
            code,
            label,
            _state(code, present),
            _gate(f"G{code[1]}", passed.get(code), as_of),
            marks.get(f"G{code[1]}", ""),
        )
        for code, label in SHORT.items()
    ]


def _gate(gate: str, day: date | None, as_of: date | None) -> str:
    """A gate with the day on which it was passed; of other years the month is enough."""
    if day is None:
        return gate
    same_year = as_of is not None and as_of.year == day.year
    return f"{gate} {formats.day(day, as_of=as_of) if same_year else f'{day:%Y-%m}'}"


def _state(code: str, present: str) -> str:
    if code == present:
        return "now"
    return "done" if code < present else "next"
