"""How a milestone stands against what was promised. Pure: days in, a judgement out.

All differences are calendar days; positive is later than promised.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["green", "amber", "red", "grey"]
Kind = Literal["reached", "missed", "overdue", "later", "earlier", "as_promised", "expected", "undated"]


@dataclass(frozen=True)
class Judgement:
    """What to say of a milestone: `days` against the promise, or against today when it is overdue."""

    kind: Kind
    status: Status
    days: int = 0


def judge(
    *, promised: date | None, due: date | None, reached: date | None, is_missed: bool, today: date
) -> Judgement:
    """Green: reached by the promised day. Amber: reached later. Red: missed, overdue, or moved to later.

    Without a promise, the day it was due is the promise of a reached one. No date is grey.
    """
    if reached is not None:
        days = (reached - (promised or due or reached)).days
        return Judgement("reached", "amber" if days > 0 else "green", days)
    if is_missed:
        return Judgement("missed", "red")
    if due is None:
        return Judgement("undated", "grey")
    if due < today:
        return Judgement("overdue", "red", (today - due).days)
    return _ahead(due, promised)


def _ahead(due: date, promised: date | None) -> Judgement:
    if promised is None:
        return Judgement("expected", "grey")
    days = (due - promised).days
    if days > 0:
        return Judgement("later", "red", days)
    return Judgement("earlier" if days else "as_promised", "grey", days)


def overall(statuses: list[Status]) -> Status:
    """A project's schedule: red with any red milestone; without milestones grey, never green."""
    if not statuses:
        return "grey"
    return "red" if "red" in statuses else "green"
