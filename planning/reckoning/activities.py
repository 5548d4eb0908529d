"""Each stored row as the engine takes it: what may move, what stays, what has no place at all.

* What has ended or begun stays where it is; what is late holds nobody's start in the past.
* Nothing that has not begun is planned for a day before `as_of`, unless its constraint pins it there.
* A row that waits for nothing stays where a person put it: its start is meant.
* A row without duration keeps the dates it has; without dates, and a cancelled one, it has no place.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from planning.engine.activities import Activity
from planning.models.tasks import ENDED
from planning.reckoning.reading import Row, Stored, waiting

BEGUN = ("in_progress", "blocked", "in_review")


class Activities:
    """The rows of a plan for the engine; `kept` are those whose dates it must not change."""

    def __init__(self, stored: Stored, begin: datetime) -> None:
        self.stored, self.begin = stored, begin
        self.waiting = waiting(stored)
        self.kept: set[UUID] = set()

    def all(self) -> list[Activity]:
        """Rows with a place, summaries only where something below them has one."""
        rows = self.stored.rows.values()
        leaves = {row["id"]: self._leaf(row) for row in rows if row["kind"] != "summary"}
        needed = self._above([key for key, one in leaves.items() if one is not None])
        found = []
        for row in rows:
            one = leaves.get(row["id"])
            if row["kind"] == "summary" and row["id"] in needed:
                one = self._made(row)
            if one is not None:
                found.append(one)
        return found

    def _above(self, keys: Collection[UUID]) -> set[UUID]:
        found: set[UUID] = set()
        for key in keys:
            above = self.stored.rows[key]["parent_id"]
            while above is not None and above not in found:
                found.add(above)
                above = self.stored.rows[above]["parent_id"]
        return found

    def _waits(self, row: Row) -> bool:
        return row["id"] in self.waiting

    def _leaf(self, row: Row) -> Activity | None:
        if row["state"] == "cancelled":
            return None
        if row["state"] in ENDED or row["actual_finish_at"]:
            return self._ended(row)
        if self._stays(row):
            return self._pinned(row)
        if row["kind"] == "milestone":
            return self._ahead(row) if self._waits(row) else None
        return self._ahead(row) if row["duration_minutes"] is not None else None

    def _stays(self, row: Row) -> bool:
        """Whether its dates are facts, or nobody's business but a person's."""
        dated = row["start_at"] or row["finish_at"]
        begun = row["state"] in BEGUN or row["actual_start_at"] or row["percent_complete"]
        alone = row["kind"] == "milestone" and row["constraint_type"] == "ASAP" and not self._waits(row)
        shapeless = row["kind"] == "task" and row["duration_minutes"] is None
        return bool(dated and (begun or alone or shapeless or row["is_manual"] == "true"))

    def _ended(self, row: Row) -> Activity | None:
        finish = row["actual_finish_at"] or row["finish_at"] or row["start_at"]
        if finish is None:
            return None
        self.kept.add(row["id"])
        start = min(row["actual_start_at"] or row["start_at"] or finish, finish)
        local = self.stored.time.local
        return self._made(row, actual_start=local(start), actual_finish=local(finish))

    def _pinned(self, row: Row) -> Activity:
        self.kept.add(row["id"])
        start, finish = row["start_at"] or row["finish_at"], row["finish_at"] or row["start_at"]
        local = self.stored.time.local
        return self._made(row, manual=(local(start), local(max(start, finish))))

    def _ahead(self, row: Row) -> Activity:
        """Work that has not begun."""
        kind, at = row["constraint_type"], row["constraint_at"]
        local = self.stored.time.local
        if kind == "ASAP" and not self._waits(row) and (row["start_at"] or row["finish_at"]):
            # The engine's own word for "it begins there, and no earlier".
            kind, at = ("SNET", row["start_at"]) if row["start_at"] else ("FNET", row["finish_at"])
        if kind not in ("ASAP", "ALAP") and at is None:
            kind = "ASAP"
        when = local(at) if at else None
        one = self._made(row, constraint=kind, constraint_at=when)
        if when and kind in ("SNET", "FNET") and self._is_past(one, when):
            return self._made(row)
        return one

    def _is_past(self, one: Activity, at: datetime) -> bool:
        start = at if one.constraint == "SNET" else one.before(at, one.minutes)
        return start <= self.begin

    def _made(self, row: Row, **more: Any) -> Activity:
        deadline = row["deadline_at"]
        return Activity(
            key=row["id"],
            minutes=0 if row["kind"] == "milestone" else row["duration_minutes"] or 0,
            calendars=self.stored.calendars_of(row),
            elapsed=row["is_elapsed"] == "true",
            parent=row["parent_id"],
            deadline=self.stored.time.local(deadline) if deadline else None,
            delay=int(row["leveling_delay_minutes"] or 0),
            **more,
        )
