"""Questions about the plan against what came of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from planning.selectors import tasks
from projects.selectors import Project
from schedule.earned import (
    Piece,
    Standing,
    earned_at,
    earned_schedule,
    pieces_of,
    planned_at,
    standing,
)
from schedule.models import Baseline
from schedule.selectors.baselines import baseline_in_force, baselines, tasks_in
from tenancy.actors import Actor

DONE = ("number", "is_buffer", "percent_complete", "actual_start_at", "actual_finish_at")
POINTS = 24


@dataclass(frozen=True)
class Performance:
    """A plan against its baseline at the actor's now. `standing` in working minutes.

    `earned_days`: how many days of the baseline have been earned; `elapsed_days`: how many have passed since
    it began. `curve`: (day, planned, earned or None ahead of now), at even distances.
    """

    baseline: Baseline
    standing: Standing
    earned_days: float
    elapsed_days: int
    curve: list[tuple[date, float, float | None]]

    @property
    def spi_time(self) -> float | None:
        """SPI(t): days earned for each day that has passed; None before the first is over."""
        return self.earned_days / self.elapsed_days if self.elapsed_days else None


def performance(*, actor: Actor, project: Project, baseline: Baseline | None = None) -> Performance | None:
    """How the plan goes against the baseline in force (or the one that is given); None without one, or
    without dated work in it. Two queries."""
    found = baseline or baseline_in_force(actor=actor, project=project)
    if found is None:
        return None
    rows = tasks(actor=actor, project=project).filter(kind="task").exclude(state="cancelled").order_by()
    done = {row["number"]: row for row in rows.values(*DONE)}
    free = {number for number, row in done.items() if row["is_buffer"]}
    pieces = pieces_of([row for row in tasks_in(found) if row["number"] not in free], done)
    ends = [one.finish for one in pieces if one.finish and one.weight]
    starts = [one.start for one in pieces if one.start and one.weight]
    if not (ends and starts):
        return None
    return _measured(found, pieces, (min(starts), max(ends)), actor.now)


def _measured(
    found: Baseline, pieces: list[Piece], span: tuple[datetime, datetime], now: datetime
) -> Performance:
    first, last = span
    here = standing(pieces, now)
    days = max(1, -(-(last - first) // timedelta(days=1)))
    planned = [planned_at(pieces, first + timedelta(days=day)) for day in range(1, days + 1)]
    return Performance(
        found,
        here,
        earned_days=earned_schedule(planned, here.earned),
        elapsed_days=max(0, (now - first).days),
        curve=_curve(pieces, first, max(last, now), now),
    )


def _curve(
    pieces: list[Piece], first: datetime, last: datetime, now: datetime
) -> list[tuple[date, float, float | None]]:
    step = (last - first) / POINTS
    moments = sorted(
        {*(first + step * at for at in range(POINTS + 1)), *([now] if first < now < last else [])}
    )
    return [
        (at.date(), planned_at(pieces, at), earned_at(pieces, at, now) if at <= now else None)
        for at in moments
    ]


def milestone_history(*, actor: Actor, project: Project) -> list[tuple[date, dict[int, date]]]:
    """When each milestone was due in every schedule baseline that ever counted, the oldest first: the day on
    which it was taken, and the due days by number. One query."""
    kept = (Baseline.State.APPROVED, Baseline.State.SUPERSEDED)
    rows = baselines(actor=actor, project=project).filter(state__in=kept, kind=Baseline.Kind.SCHEDULE)
    return [(one.taken_at.date(), _due(tasks_in(one))) for one in rows.defer(None).order_by("number")]


def _due(rows: list[dict[str, Any]]) -> dict[int, date]:
    points = [row for row in rows if row["kind"] == "milestone" and row["due"]]
    return {row["number"]: date.fromisoformat(row["due"]) for row in points}
