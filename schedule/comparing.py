"""What has become of a plan between two states of it. Pure: rows in, differences out.

Rows are those of a baseline's part "planning" (`schedule.snapshots`): instants and days in ISO form, amounts
in working minutes. A row is known by its number, which no other row of the plan ever gets.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = Mapping[str, Any]
ADDED, REMOVED, MOVED = "added", "removed", "moved"


@dataclass(frozen=True)
class Difference:
    """One row that is not as it was.

    `days`: calendar days by which it is due later (negative: earlier); `duration` and `work`: working minutes
    more. None where one side does not say.
    """

    change: str
    number: int
    name: str
    kind: str
    was: date | None
    now: date | None
    days: int | None = None
    duration: int | None = None
    work: int | None = None

    @property
    def is_milestone(self) -> bool:
        """Whether it is a point in time."""
        return self.kind == "milestone"


def compare(before: Iterable[Row], after: Iterable[Row]) -> list[Difference]:
    """The differences from one state to the other, by number: added, removed, and moved in due day, duration
    or work. Summaries are passed over: they follow from the rows below."""
    old, new = ({row["number"]: row for row in rows if row["kind"] != "summary"} for rows in (before, after))
    found = (_difference(old.get(number), new.get(number)) for number in sorted(old.keys() | new.keys()))
    return [one for one in found if one is not None]


def _difference(old: Row | None, new: Row | None) -> Difference | None:
    if old is None or new is None:
        row: Any = new or old
        day, change = _day(row), ADDED if old is None else REMOVED
        was, now = (None, day) if old is None else (day, None)
        return Difference(change, row["number"], row["name"], row["kind"], was, now)
    was, now = _day(old), _day(new)
    days = (now - was).days if was and now else None
    duration, work = (_more(old[name], new[name]) for name in ("duration_minutes", "work_minutes"))
    if was == now and not duration and not work:
        return None
    return Difference(MOVED, new["number"], new["name"], new["kind"], was, now, days, duration, work)


def _day(row: Row) -> date | None:
    return date.fromisoformat(row["due"]) if row["due"] else None


def _more(old: int | None, new: int | None) -> int | None:
    return None if old is None or new is None else new - old


def counts(found: Iterable[Difference]) -> dict[str, int]:
    """How many there are of each change."""
    changes = [one.change for one in found]
    return {name: changes.count(name) for name in (ADDED, REMOVED, MOVED)}
