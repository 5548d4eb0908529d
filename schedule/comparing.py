"""What has become of a plan and its scope between two states of them. Pure: rows in, differences out.

Rows are those of a baseline's part "planning" (`schedule.snapshots`): instants and days in ISO form, amounts
in working minutes. A row is known by its number, which no other row of the plan ever gets.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Scope = Mapping[str, Sequence[Row]]
ADDED, REMOVED, MOVED = "added", "removed", "moved"
PARTS = ("items", "deliverables", "requirements")


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


@dataclass(frozen=True)
class ScopeDifference:
    """One record of the scope that is not as it was.

    `part`: items, deliverables or requirements. `was`, `now`: what is said differently, by the name of the
    field; empty for what was added or removed.
    """

    change: str
    part: str
    number: int
    title: str
    title_zh: str
    was: dict[str, Any] = field(default_factory=dict)
    now: dict[str, Any] = field(default_factory=dict)


def compare_scope(before: Scope, after: Scope) -> list[ScopeDifference]:
    """The differences from one state of the scope to the other: scope items first, then deliverables, then
    requirements, each by number. A record is known by its number, which no other one ever gets."""
    return [one for part in PARTS for one in _compare_part(part, before.get(part, ()), after.get(part, ()))]


def _compare_part(part: str, before: Sequence[Row], after: Sequence[Row]) -> list[ScopeDifference]:
    old, new = ({row["number"]: row for row in rows} for rows in (before, after))
    found = (_changed(part, old.get(number), new.get(number)) for number in sorted(old.keys() | new.keys()))
    return [one for one in found if one is not None]


def _changed(part: str, old: Row | None, new: Row | None) -> ScopeDifference | None:
    row: Any = new or old
    about = (part, row["number"], row["title"], row["title_zh"])
    if old is None or new is None:
        return ScopeDifference(ADDED if old is None else REMOVED, *about)
    # A field that one side did not know yet is no change of what was said.
    names = [name for name in new if name in old and old[name] != new[name]]
    if not names:
        return None
    was, now = ({name: side[name] for name in names} for side in (old, new))
    return ScopeDifference(MOVED, *about, was, now)


def counts(found: Iterable[Difference | ScopeDifference]) -> dict[str, int]:
    """How many there are of each change."""
    changes = [one.change for one in found]
    return {name: changes.count(name) for name in (ADDED, REMOVED, MOVED)}
