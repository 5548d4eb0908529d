"""Tasks: their fields, and the outline that document order and levels give them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from exchange.mspdi.baselines import Baseline, read_baselines
from exchange.mspdi.calendars import take_calendar
from exchange.mspdi.custom_fields import CustomFields, CustomValue, read_values
from exchange.mspdi.durations import is_elapsed, minutes, tenths
from exchange.mspdi.records import Field, Record
from exchange.mspdi.timephased import Timephased, read_timephased
from exchange.mspdi.values import choice, flag, instant, integer, money, percentage

CONSTRAINTS = {0: "ASAP", 1: "ALAP", 2: "MSO", 3: "MFO", 4: "SNET", 5: "SNLT", 6: "FNET", 7: "FNLT"}
TYPES = {0: "fixed_units", 1: "fixed_duration", 2: "fixed_work"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task of the plan. `position` counts from 1 in document order; `level` from 1, one deeper than its
    parent's.

    `kind` is summary (it has children), milestone or task. Durations are minutes of working time, or by the
    clock where `is_elapsed`. `deadline_at`, `constraint_at` and all other moments are in the plan's own time.
    """

    uid: int
    position: int
    level: int
    parent_uid: int | None
    kind: str
    id: int | None
    guid: str | None
    name: str
    wbs: str
    outline_number: str
    is_milestone: bool
    starts_at: datetime | None
    finishes_at: datetime | None
    duration_minutes: int | None
    duration_format: int | None
    is_estimated: bool
    work_minutes: int | None
    percent_complete: int | None
    percent_work_complete: int | None
    physical_percent_complete: int | None
    actual_starts_at: datetime | None
    actual_finishes_at: datetime | None
    actual_duration_minutes: int | None
    actual_work_minutes: int | None
    remaining_duration_minutes: int | None
    remaining_work_minutes: int | None
    stops_at: datetime | None
    resumes_at: datetime | None
    early_starts_at: datetime | None
    early_finishes_at: datetime | None
    late_starts_at: datetime | None
    late_finishes_at: datetime | None
    total_slack_minutes: int | None
    free_slack_minutes: int | None
    is_critical: bool
    constraint_type: str
    constraint_at: datetime | None
    deadline_at: datetime | None
    calendar_uid: int | None
    ignores_resource_calendar: bool
    type: str
    is_effort_driven: bool
    priority: int | None
    is_manual: bool
    is_active: bool
    manual_starts_at: datetime | None
    manual_finishes_at: datetime | None
    manual_duration_minutes: int | None
    leveling_delay_minutes: int | None
    is_recurring: bool
    is_subproject: bool
    fixed_cost: Decimal | None
    cost: Decimal | None
    actual_cost: Decimal | None
    remaining_cost: Decimal | None
    notes: str
    contact: str
    hyperlink: str
    hyperlink_address: str
    hyperlink_sub_address: str
    baselines: tuple[Baseline, ...]
    custom_values: tuple[CustomValue, ...]
    timephased: tuple[Timephased, ...]
    source_fields: dict[str, Any]

    @property
    def is_elapsed(self) -> bool:
        return is_elapsed(self.duration_format)


LEVEL = Field("OutlineLevel", integer, 1)
SUMMARY = Field("Summary", flag)
TASK_FIELDS = {
    "uid": Field("UID", integer),
    "id": Field("ID", integer),
    "guid": Field("GUID"),
    "name": Field("Name", default=""),
    "wbs": Field("WBS", default=""),
    "outline_number": Field("OutlineNumber", default=""),
    "is_milestone": Field("Milestone", flag, False),
    "starts_at": Field("Start", instant),
    "finishes_at": Field("Finish", instant),
    "duration_minutes": Field("Duration", minutes),
    "duration_format": Field("DurationFormat", integer),
    "is_estimated": Field("Estimated", flag, False),
    "work_minutes": Field("Work", minutes),
    "percent_complete": Field("PercentComplete", percentage),
    "percent_work_complete": Field("PercentWorkComplete", percentage),
    "physical_percent_complete": Field("PhysicalPercentComplete", percentage),
    "actual_starts_at": Field("ActualStart", instant),
    "actual_finishes_at": Field("ActualFinish", instant),
    "actual_duration_minutes": Field("ActualDuration", minutes),
    "actual_work_minutes": Field("ActualWork", minutes),
    "remaining_duration_minutes": Field("RemainingDuration", minutes),
    "remaining_work_minutes": Field("RemainingWork", minutes),
    "stops_at": Field("Stop", instant),
    "resumes_at": Field("Resume", instant),
    "early_starts_at": Field("EarlyStart", instant),
    "early_finishes_at": Field("EarlyFinish", instant),
    "late_starts_at": Field("LateStart", instant),
    "late_finishes_at": Field("LateFinish", instant),
    "total_slack_minutes": Field("TotalSlack", tenths),
    "free_slack_minutes": Field("FreeSlack", tenths),
    "is_critical": Field("Critical", flag, False),
    "constraint_type": Field("ConstraintType", choice(CONSTRAINTS), "ASAP"),
    "constraint_at": Field("ConstraintDate", instant),
    "deadline_at": Field("Deadline", instant),
    "ignores_resource_calendar": Field("IgnoreResourceCalendar", flag, False),
    "type": Field("Type", choice(TYPES), "fixed_units"),
    "is_effort_driven": Field("EffortDriven", flag, False),
    "priority": Field("Priority", integer),
    "is_manual": Field("Manual", flag, False),
    "is_active": Field("Active", flag, True),
    "manual_starts_at": Field("ManualStart", instant),
    "manual_finishes_at": Field("ManualFinish", instant),
    "manual_duration_minutes": Field("ManualDuration", minutes),
    "leveling_delay_minutes": Field("LevelingDelay", tenths),
    "is_recurring": Field("Recurring", flag, False),
    "is_subproject": Field("IsSubproject", flag, False),
    "fixed_cost": Field("FixedCost", money),
    "cost": Field("Cost", money),
    "actual_cost": Field("ActualCost", money),
    "remaining_cost": Field("RemainingCost", money),
    "notes": Field("Notes", default=""),
    "contact": Field("Contact", default=""),
    "hyperlink": Field("Hyperlink", default=""),
    "hyperlink_address": Field("HyperlinkAddress", default=""),
    "hyperlink_sub_address": Field("HyperlinkSubAddress", default=""),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task stands in the outline."""

    position: int
    level: int
    parent_uid: int | None


class Outline:
    """Gives each task its place, from document order and outline levels."""

    def __init__(self) -> None:
        self._path: list[int] = []
        self._position = 0

    def place(self, uid: int, level: int) -> Place:
        """The place of the next task. A level that skips one, or is below 1, is brought to the nearest
        possible."""
        nearest = min(max(level, 1), len(self._path) + 1)
        self._path[nearest - 1 :] = [uid]
        self._position += 1
        return Place(self._position, nearest, self._path[-2] if nearest > 1 else None)


ROOT = Place(0, 0, None)
"""The place of the project summary task, which Project writes first, with UID 0."""


def is_blank(record: Record) -> bool:
    return record.is_set("IsNull")


def is_external(record: Record) -> bool:
    """A stand-in for a task of another project."""
    return record.is_set("ExternalTask")


def is_project_summary(record: Record) -> bool:
    return record.peek("UID") == "0" and record.peek("OutlineLevel") in ("", "0")


def read_task(
    record: Record, *, place: Place, has_children: bool, definitions: CustomFields, calendars: Collection[int]
) -> Task:
    fields = record.typed(TASK_FIELDS)
    return Task(
        **fields,
        position=place.position,
        level=place.level,
        parent_uid=place.parent_uid,
        kind=_kind(record, place, has_children=has_children, is_milestone=fields["is_milestone"]),
        calendar_uid=take_calendar(record, calendars),
        baselines=read_baselines(record),
        custom_values=read_values(record, definitions),
        timephased=read_timephased(record),
        source_fields=record.rest(),
    )


def _kind(record: Record, place: Place, *, has_children: bool, is_milestone: bool) -> str:
    """Children make a summary; a flag that says otherwise is corrected."""
    flagged = record.take(SUMMARY)
    if place is ROOT:
        return "summary"
    if flagged is not None and flagged != has_children:
        record.alter("Summary", int(has_children))
    if has_children:
        return "summary"
    return "milestone" if is_milestone else "task"
