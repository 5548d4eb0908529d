"""A stored plan as what is to be scheduled. A fixed number of queries, however many rows there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KT

from planning.calendars import load_calendars
from planning.engine.activities import Link
from planning.engine.calendar import Calendar, Shared
from planning.models import Assignment, Dependency, Plan, Task
from planning.times import PlanTime

Row = dict[str, Any]
NAMES = (
    "id",
    "number",
    "name",
    "kind",
    "state",
    "parent_id",
    "start_at",
    "finish_at",
    "due",
    "due_version",
    "promised",
    "contractual",
    "duration_minutes",
    "percent_complete",
    "optimistic_minutes",
    "likely_minutes",
    "pessimistic_minutes",
    "work_minutes",
    "owner_id",
    "constraint_type",
    "constraint_at",
    "deadline_at",
    "calendar_id",
    "actual_start_at",
    "actual_finish_at",
    "early_start_at",
    "early_finish_at",
    "late_start_at",
    "late_finish_at",
    "total_slack_minutes",
    "free_slack_minutes",
    "critical",
    "is_buffer",
    "version",
)
# Microsoft Project's switches of one row; the importer keeps them with it.
SWITCHES = {
    name: KT(f"source_fields__{name}")
    for name in ("is_manual", "is_elapsed", "ignores_resource_calendar", "leveling_delay_minutes")
}


@dataclass(frozen=True)
class Stored:
    """The live rows of a plan in document order, its links, and the calendars by which rows count."""

    time: PlanTime
    start: datetime | None
    rows: dict[UUID, Row]
    links: list[Row]
    calendars: Mapping[UUID, Calendar]
    people: Mapping[UUID, list[UUID]]
    shared: dict[tuple[UUID, UUID], Calendar] = field(default_factory=dict)

    def calendars_of(self, row: Row) -> tuple[Calendar, ...]:
        """Its own, those of its people, or where it has both what they share; else the plan's."""
        own, people = row["calendar_id"], self.people.get(row["id"], [])
        if own is None:
            return tuple(self.calendars[one] for one in people) or (self.time.calendar,)
        if row["ignores_resource_calendar"] == "true" or not people:
            return (self.calendars[own],)
        return tuple(self._common(own, one) for one in people)

    def _common(self, own: UUID, person: UUID) -> Calendar:
        if (own, person) not in self.shared:
            self.shared[own, person] = Shared(self.calendars[own], self.calendars[person])
        return self.shared[own, person]


def read_plan(*, project: Any, plan: Plan | None, lock: bool = False) -> Stored:
    """Five queries: rows, links, whose calendars count, and the calendars. `lock` holds the rows until the
    end of the transaction."""
    live = Task.objects.live().filter(project_id=project.pk).order_by("position")
    live = live.select_for_update() if lock else live
    rows: dict[UUID, Row] = {row["id"]: row for row in live.values(*NAMES, **SWITCHES)}
    links = Dependency.objects.live().filter(project_id=project.pk)
    names = ("predecessor_id", "successor_id", "kind", "lag_minutes", "lag_percent", "lag_elapsed")
    people = _people(project)
    usual = plan.calendar_id if plan else None
    named = {usual, *(row["calendar_id"] for row in rows.values()), *chain.from_iterable(people.values())}
    calendars = load_calendars(one for one in named if one)
    time = PlanTime(project.zone, calendars[usual]) if usual in calendars else PlanTime(project.zone)
    start = time.local(plan.start_at) if plan and plan.start_at else None
    return Stored(time, start, rows, list(links.values(*names)), calendars, people)


def _people(project: Any) -> dict[UUID, list[UUID]]:
    """The calendars of those who work on each row."""
    found: dict[UUID, list[UUID]] = {}
    live = Assignment.objects.filter(project_id=project.pk, withdrawn_at__isnull=True)
    ends = live.filter(resource__calendar__isnull=False).values_list("task_id", "resource__calendar_id")
    for task, calendar in ends.order_by("task_id", "id"):
        found.setdefault(task, []).append(calendar)
    return found


def links_of(stored: Stored) -> list[Link]:
    """The links between live rows; a lag in percent is of the predecessor's duration."""
    rows = stored.rows
    return [
        Link(
            predecessor=one["predecessor_id"],
            successor=one["successor_id"],
            kind=one["kind"],
            lag=_lag(one, rows[one["predecessor_id"]]),
            elapsed=one["lag_elapsed"],
        )
        for one in stored.links
        if one["predecessor_id"] in rows and one["successor_id"] in rows
    ]


def waiting(stored: Stored) -> set[UUID]:
    """The rows that have, or stand below a summary that has, a predecessor which was not cancelled."""
    rows = stored.rows
    found: set[UUID] = set()
    for one in stored.links:
        before = rows.get(one["predecessor_id"])
        if before is not None and before["state"] != "cancelled":
            found.add(one["successor_id"])
    for key, row in rows.items():
        if row["parent_id"] in found:
            found.add(key)
    return found


def _lag(link: Row, before: Row) -> int:
    if link["lag_percent"] is None:
        return int(link["lag_minutes"])
    return int((before["duration_minutes"] or 0) * link["lag_percent"] // 100)
