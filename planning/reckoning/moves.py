"""What comes of a schedule for the stored rows: the columns that change, and where people see it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from planning.engine.activities import Placed, Schedule
from planning.gantt import WorkingDays
from planning.reckoning.reading import Row, Stored
from planning.times import Dates, PlanTime

DATED = ("start_at", "finish_at", "due", "duration_minutes")
FOUND = {
    "early_start_at": "early_start",
    "early_finish_at": "early_finish",
    "late_start_at": "late_start",
    "late_finish_at": "late_finish",
}
NOWHERE = {
    **dict.fromkeys(FOUND),
    "total_slack_minutes": None,
    "free_slack_minutes": None,
    "critical": False,
}


@dataclass(frozen=True)
class Move:
    """A task or milestone that would stand elsewhere. `days`: working days of the plan's calendar by which
    it would end later; negative when earlier, None where it had no end."""

    task_id: UUID
    number: int
    name: str
    kind: str
    promised: date | None
    contractual: bool
    critical: bool
    start_before: date | None
    start_after: date | None
    due_before: date | None
    due_after: date | None
    days: int | None


@dataclass(frozen=True)
class Reckoning:
    """A plan computed anew. `changes`: by row, the columns that differ from what is stored."""

    stored: Stored
    as_of: date
    changes: dict[UUID, dict[str, Any]]

    @cached_property
    def moves(self) -> list[Move]:
        """Tasks and milestones whose dates differ, in document order; summaries follow from them."""
        rows = self.stored.rows
        moved = [key for key in rows if self.has_moved(key) and rows[key]["kind"] != "summary"]
        days = self._days([self.row(key)["due"] for key in moved] + [rows[key]["due"] for key in moved])
        return [self._move(key, days) for key in moved]

    def keeping_dates(self) -> "Reckoning":
        """The same with all dates as they are: only early and late dates, slack and the critical path."""
        kept = {key: {n: v for n, v in one.items() if n in NOWHERE} for key, one in self.changes.items()}
        return replace(self, changes={key: values for key, values in kept.items() if values})

    @property
    def moved(self) -> int:
        """How many tasks and milestones would stand elsewhere."""
        return len(self.moves)

    @property
    def changed(self) -> int:
        """How many rows would be written."""
        return len(self.changes)

    def has_moved(self, key: UUID) -> bool:
        """Whether its dates differ."""
        return bool(self.changes.get(key, {}).keys() & {"start_at", "finish_at", "due"})

    def row(self, key: UUID) -> Row:
        """The row as it would be."""
        return {**self.stored.rows[key], **self.changes.get(key, {})}

    @property
    def finish_before(self) -> date | None:
        """The last due day of the plan as it is."""
        return max((row["due"] for row in self.stored.rows.values() if row["due"]), default=None)

    @property
    def finish_after(self) -> date | None:
        """The last due day as it would be."""
        days = (self.changes.get(key, row).get("due", row["due"]) for key, row in self.stored.rows.items())
        return max((day for day in days if day), default=None)

    @property
    def later_by(self) -> int | None:
        """Working days by which the plan would end later."""
        before, after = self.finish_before, self.finish_after
        days = self._days([before, after])
        return days.between(before, after) if before and after and days else None

    @cached_property
    def digest(self) -> str:
        """Tells this outcome from another one: what was seen is what is written."""
        told = [(str(key), sorted(map(str, values.items()))) for key, values in self.changes.items()]
        return sha256(repr(told).encode()).hexdigest()[:20]

    def _days(self, days: list[date | None]) -> WorkingDays | None:
        known = [day for day in days if day]
        return WorkingDays(self.stored.time.calendar, min(known), max(known)) if known else None

    def _move(self, key: UUID, days: WorkingDays | None) -> Move:
        before, after = self.stored.rows[key], self.row(key)
        both = days is not None and before["due"] and after["due"]
        is_point, day = before["kind"] == "milestone", self.stored.time.day
        starts = [
            None if is_point or one["start_at"] is None else day(one["start_at"]) for one in (before, after)
        ]
        return Move(
            task_id=key,
            start_before=starts[0],
            start_after=starts[1],
            due_before=before["due"],
            due_after=after["due"],
            days=days.between(before["due"], after["due"]) if days and both else None,
            **{
                name: after[name]
                for name in ("number", "name", "kind", "promised", "contractual", "critical")
            },
        )


def changes_of(stored: Stored, found: Schedule, kept: set[UUID]) -> dict[UUID, dict[str, Any]]:
    """Of every row the columns that the schedule changes; summaries enclose what moves below them."""
    new = {
        key: _columns(row, found.rows.get(key), stored.time, key in kept) for key, row in stored.rows.items()
    }
    _enclose(stored, new)
    changes = {}
    for key, values in new.items():
        row = stored.rows[key]
        differing = {name: value for name, value in values.items() if row[name] != value}
        if differing:
            if "due" in differing:
                differing["due_version"] = row["due_version"] + 1
            changes[key] = differing
    return changes


def _columns(row: Row, placed: Placed | None, time: PlanTime, stays: bool) -> dict[str, Any]:
    if placed is None:
        return dict(NOWHERE)
    values = {
        **{column: time.utc(getattr(placed, name)) for column, name in FOUND.items()},
        "total_slack_minutes": placed.total_slack,
        "free_slack_minutes": placed.free_slack,
        "critical": placed.critical,
    }
    if stays or row["kind"] == "summary":
        return values
    start, finish = time.utc(placed.start), time.utc(placed.finish)
    due = time.due(Dates(start, finish, row["duration_minutes"]))
    return {**values, "start_at": start, "finish_at": finish, "due": due}


def _enclose(stored: Stored, new: dict[UUID, dict[str, Any]]) -> None:
    """Summaries begin with the first and end with the last row below; only those above what moves."""
    spans: dict[UUID, list[datetime]] = {}
    moved: set[UUID] = set()
    for key, row in reversed(stored.rows.items()):
        values = new[key]
        if row["kind"] == "summary":
            if key in moved and key in spans:
                values |= _summary(spans[key], stored.time)
        elif any(values.get(name, row[name]) != row[name] for name in ("start_at", "finish_at")):
            moved.add(key)
        if row["parent_id"] is None or row["state"] == "cancelled":
            continue
        ends = [values.get(name, row[name]) for name in ("start_at", "finish_at")]
        spans.setdefault(row["parent_id"], []).extend(one for one in ends if one)
        if key in moved:
            moved.add(row["parent_id"])


def _summary(instants: list[datetime], time: PlanTime) -> Mapping[str, Any]:
    if not instants:
        return {}
    dates = Dates(min(instants), max(instants), time.between(min(instants), max(instants)))
    names = {"start_at": dates.start, "finish_at": dates.finish, "duration_minutes": dates.duration}
    return {**names, "due": time.due(dates)}
