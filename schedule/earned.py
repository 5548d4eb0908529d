"""How far work should be and how far it is, in working minutes. Pure.

Planned value: the share of each row's work (its duration, where it names no work) that its baseline puts
before an instant, spread evenly from its start to its finish. Earned value: the same work times its percent
complete. Formulas: PMI, Standard for Earned Value Management (2019), SPI = EV / PV; W. Lipke, Earned Schedule
(2009), ES = C + (EV - PV[C]) / (PV[C+1] - PV[C]) and SPI(t) = ES / AT.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Piece:
    """One row of work: promised from when to when, and done so far.

    `weight`: working minutes, 0 or more. `percent`: 0 to 100. `begun`, `ended`: when it really was.
    """

    weight: int
    start: datetime | None
    finish: datetime | None
    percent: int = 0
    begun: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """Where the whole stands at an instant: planned, earned and all of it, in working minutes."""

    planned: float
    earned: float
    total: int

    @property
    def spi(self) -> float | None:
        """Earned for each minute planned; None before anything was planned."""
        return self.earned / self.planned if self.planned else None


def share(start: datetime | None, finish: datetime | None, at: datetime) -> float:
    """How much of a span has passed at an instant: 0 to 1, evenly; 0 where its end is not known."""
    if finish is None or (start and at <= start):
        return 0.0
    if at >= finish:
        return 1.0
    if start is None or start >= finish:
        return 0.0
    return (at - start) / (finish - start)


def planned_at(pieces: Iterable[Piece], at: datetime) -> float:
    """Planned value at an instant, in working minutes."""
    return sum(one.weight * share(one.start, one.finish, at) for one in pieces)


def earned_at(pieces: Iterable[Piece], at: datetime, now: datetime) -> float:
    """Earned value at an instant up to now: what is done today, spread evenly over when it was done."""
    return sum(
        one.weight * one.percent / 100 * (1.0 if at >= now else share(one.begun, one.ended or now, at))
        for one in pieces
    )


def standing(pieces: Sequence[Piece], now: datetime) -> Standing:
    """Where the whole stands now."""
    total = sum(one.weight for one in pieces)
    return Standing(planned_at(pieces, now), earned_at(pieces, now, now), total)


def earned_schedule(planned: Sequence[float], earned: float) -> float:
    """The number of periods by whose end the plan would have earned so much.

    `planned`: cumulative planned value at the end of each period, never falling. Beyond the last period the
    answer is its number: nothing more was planned.
    """
    before = 0.0
    for period, value in enumerate(planned):
        if value > earned:
            return period + max(0.0, earned - before) / (value - before)
        before = value
    return float(len(planned))


def pieces_of(rows: Iterable[Mapping[str, Any]], now: Mapping[int, Mapping[str, Any]]) -> list[Piece]:
    """The tasks of a baseline with what has come of them in the plan, by number. What left the plan earns
    nothing and stays planned."""
    return [_piece(row, now.get(row["number"], {})) for row in rows if row["kind"] == "task"]


def _piece(row: Mapping[str, Any], done: Mapping[str, Any]) -> Piece:
    weight = row["work_minutes"] or row["duration_minutes"] or 0
    start, finish = (row[name] and datetime.fromisoformat(row[name]) for name in ("start_at", "finish_at"))
    begun, ended = done.get("actual_start_at"), done.get("actual_finish_at")
    return Piece(weight, start, finish, done.get("percent_complete", 0), begun or start, ended)
