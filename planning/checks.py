"""What is wrong with a plan, row by row: what is missing, what contradicts itself, what hangs loose.

A fault has to be repaired before the plan can be relied on; a hint deserves a look. Only live rows are
looked at, and of those that have ended only whether their summary agrees.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from planning.engine.rollup import Node, check_rollup
from planning.models.tasks import ENDED
from planning.network import cycle
from planning.reckoning.activities import BEGUN
from planning.reckoning.reading import Row, Stored, links_of, read_plan
from planning.selectors import plan_of
from projects.selectors import Project
from tenancy.actors import Actor

FAULT, HINT = "fault", "hint"
CODES: dict[str, tuple[str, str | Promise]] = {
    "no_dates": (FAULT, _("No start or no finish")),
    "no_owner": (FAULT, _("No owner")),
    "circle": (FAULT, _("Waits for itself in a circle")),
    "before_predecessor": (FAULT, _("Planned earlier than its predecessor allows")),
    "constraint": (FAULT, _("Its constraint is not kept")),
    "deadline": (FAULT, _("Ends after its deadline")),
    "not_whole": (FAULT, _("The summary does not agree with the rows below")),
    "day_off": (HINT, _("Begins or ends on a day off")),
    "no_predecessor": (HINT, _("Waits for nothing")),
    "no_successor": (HINT, _("Nothing waits for it")),
    "one_below": (HINT, _("Only one row below this summary")),
}


@dataclass(frozen=True)
class Finding:
    """One thing about one row. `other`: the key of the row it is about, too; `day`: the day it should fit."""

    number: int
    name: str
    code: str
    level: str
    other: str = ""
    day: date | None = None


def findings(*, actor: Actor, project: Project) -> list[Finding]:
    """Everything about one plan, in document order, faults before hints. Six queries."""
    stored = read_plan(project=project, plan=plan_of(actor=actor, project=project))
    return check(stored)


def check(stored: Stored) -> list[Finding]:
    """The same of rows that were read."""
    order = {row["number"]: place for place, row in enumerate(stored.rows.values())}
    found = [*_rows(stored), *_links(stored), *_summaries(stored)]
    return sorted(found, key=lambda one: (one.level, order[one.number], one.code))


def _finding(row: Row, code: str, **more: Any) -> Finding:
    return Finding(row["number"], row["name"], code, CODES[code][0], **more)


def _open(stored: Stored) -> Iterator[Row]:
    for row in stored.rows.values():
        if row["kind"] != "summary" and row["state"] not in ENDED:
            yield row


def _rows(stored: Stored) -> Iterator[Finding]:
    """What a row says of itself."""
    for row in _open(stored):
        is_point = row["kind"] == "milestone"
        if row["finish_at"] is None or (row["start_at"] is None and not is_point):
            yield _finding(row, "no_dates")
        if row["owner_id"] is None and not row["is_buffer"]:
            yield _finding(row, "no_owner")
        if day := _day_off(stored, row):
            yield _finding(row, "day_off", day=day)
        if day := broken(row, stored):
            yield _finding(row, "constraint", day=day)
        if row["deadline_at"] and row["finish_at"] and row["finish_at"] > row["deadline_at"]:
            yield _finding(row, "deadline", day=stored.time.day(row["deadline_at"]))


def _day_off(stored: Stored, row: Row) -> date | None:
    """The day on which nobody works and the row begins or ends all the same."""
    calendar = stored.calendars_of(row)[0]
    days = [row["due"]]
    if row["start_at"] and row["kind"] == "task":
        days.append(stored.time.day(row["start_at"]))
    return next((day for day in days if day and not calendar.minutes(day)), None)


def broken(row: Row, stored: Stored) -> date | None:
    """The day of a constraint that the row's dates do not keep."""
    at, kind = row["constraint_at"], row["constraint_type"]
    end = row["start_at"] if kind in ("MSO", "SNET", "SNLT") else row["finish_at"]
    if at is None or end is None or kind in ("ASAP", "ALAP"):
        return None
    later, earlier = end > at, end < at
    kept = {"NET": not earlier, "NLT": not later}.get(kind[1:], end == at)
    return None if kept else stored.time.day(at)


def _links(stored: Stored) -> Iterator[Finding]:
    """What links say: circles, rows planned too early, loose ends."""
    links = links_of(stored)
    rows: dict[Any, Row] = {**stored.rows}
    parents = {key: row["parent_id"] for key, row in rows.items()}
    circle: list[Any] = cycle(parents, [(one.predecessor, one.successor) for one in links]) or []
    for key, after in pairwise(circle):
        yield _finding(rows[key], "circle", other=f"T{rows[after]['number']}")
    for link in links:
        before, after = rows[link.predecessor], rows[link.successor]
        if link.lag >= 0 and is_ahead(after) and _is_early(link.kind, before, after):
            yield _finding(after, "before_predecessor", other=f"T{before['number']}")
    yield from _loose(stored, {one.successor for one in links}, {one.predecessor for one in links})


def is_ahead(row: Row) -> bool:
    """Whether the row has not begun: its dates are a plan."""
    begun = row["state"] in (*BEGUN, *ENDED) or row["actual_start_at"] or row["percent_complete"]
    return row["kind"] != "summary" and not begun


def _is_early(kind: str, before: Row, after: Row) -> bool:
    """Whether the later end comes before the earlier one; lags are not counted, so this is the least."""
    first = before["finish_at"] if kind in ("FS", "FF") else before["start_at"]
    then = after["start_at"] if kind in ("FS", "SS") else after["finish_at"]
    return bool(first and then and then < first)


def _loose(stored: Stored, following: set[Any], leading: set[Any]) -> Iterator[Finding]:
    """Rows that hang loose; the first and the last of a plan may."""
    rows = list(_open(stored))
    first = min((row["start_at"] for row in rows if row["start_at"]), default=None)
    last = max((row["due"] for row in rows if row["due"]), default=None)
    for row in rows:
        line = set(_line(stored, row))
        if not line & following and row["start_at"] != first:
            yield _finding(row, "no_predecessor")
        if not line & leading and row["due"] != last:
            yield _finding(row, "no_successor")


def _line(stored: Stored, row: Row) -> Iterable[Any]:
    """The row and the summaries above it."""
    key = row["id"]
    while key is not None:
        yield key
        key = stored.rows[key]["parent_id"]


def _summaries(stored: Stored) -> Iterator[Finding]:
    """The 100 % rule: a summary is the sum of what stands below it, no more and no less."""
    below: dict[Any, list[Row]] = {}
    for row in stored.rows.values():
        if row["parent_id"] is not None:
            below.setdefault(row["parent_id"], []).append(row)
    counted = [row for row in stored.rows.values() if row["state"] != "cancelled"]
    sums = {one.id for one in check_rollup(map(_node, counted)).findings}
    for key, rows in below.items():
        summary = stored.rows[key]
        if key in sums or not encloses(summary, [row for row in rows if row["state"] != "cancelled"]):
            yield _finding(summary, "not_whole")
        if len(rows) == 1:
            yield _finding(summary, "one_below", other=f"T{rows[0]['number']}")


def _node(row: Row) -> Node:
    """What nobody has estimated counts as no work."""
    return Node(row["id"], row["parent_id"], row["work_minutes"] or 0, row["kind"] == "summary")


def encloses(summary: Row, rows: list[Row]) -> bool:
    """Whether it begins with the first and ends with the last of the rows right below it."""
    starts = [at for row in rows if (at := row["start_at"] or row["finish_at"])]
    ends = [at for row in rows if (at := row["finish_at"] or row["start_at"])]
    ends_meet = summary["finish_at"] == max(ends, default=None)
    return bool(ends_meet and summary["start_at"] == min(starts, default=None))
