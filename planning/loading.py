"""Shapes of a plan that comes from elsewhere: what a reader of files hands to `planning.services.load_plan`.

Rows are keyed by the other system's own identifiers (`external_id`), as text. Times are naive, in the
plan's own wall-clock time; amounts are working minutes. `fields` holds what the file says about a row
beyond the columns here, as plain JSON values; it is kept with the row. Only `reckoning.reading` interprets
four switches of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from planning.engine.calendar import STANDARD_WEEK, OtherWeek, Special, Week

Fields = Mapping[str, Any]

KINDS = ("tasks", "links", "calendars", "resources", "assignments", "baselines")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """Exceptional days of a calendar, under a name."""

    name: str = ""
    special: Special
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """A working calendar. `base`: external id of the calendar that decides where this one is silent."""

    external_id: str
    name: str
    base: str = ""
    week: Week = STANDARD_WEEK
    weeks: tuple[OtherWeek, ...] = ()
    exceptions: tuple[ExceptionRow, ...] = ()
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRow:
    """A person, machine, material or cost that work is assigned to. `calendar`: an external id, or none."""

    external_id: str
    name: str
    kind: str = "work"
    initials: str = ""
    group: str = ""
    email: str = ""
    max_units: Decimal = Decimal(1)
    calendar: str = ""
    standard_rate: Decimal | None = None
    overtime_rate: Decimal | None = None
    cost_per_use: Decimal | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A row of the plan, in document order. `level` counts from 1; a row with rows below it is a summary.

    `progress`: 0 to 100. Slack and early/late dates are the other system's own results, kept as such.
    """

    external_id: str
    name: str
    level: int = 1
    milestone: bool = False
    start: datetime | None = None
    finish: datetime | None = None
    duration_minutes: int | None = None
    work_minutes: int | None = None
    remaining_minutes: int | None = None
    percent_complete: int = 0
    priority: int = 500
    constraint_type: str = "ASAP"
    constraint: datetime | None = None
    deadline: datetime | None = None
    calendar: str = ""
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    early_start: datetime | None = None
    early_finish: datetime | None = None
    late_start: datetime | None = None
    late_finish: datetime | None = None
    total_slack_minutes: int | None = None
    free_slack_minutes: int | None = None
    critical: bool = False
    active: bool = True
    notes: str = ""
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A dependency between two tasks of the same file, by external ids.

    `kind`: FS, SS, FF or SF. The lag is minutes, or percent of the predecessor's duration when
    `lag_percent` is given; `lag_elapsed` counts it around the clock instead of in working time.
    """

    predecessor: str
    successor: str
    kind: str = "FS"
    lag_minutes: int = 0
    lag_percent: Decimal | None = None
    lag_elapsed: bool = False
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRow:
    """Who or what works on a task. `resource` is empty for work that nobody has yet."""

    external_id: str
    task: str
    resource: str = ""
    units: Decimal = Decimal(1)
    work_minutes: int | None = None
    actual_work_minutes: int | None = None
    remaining_work_minutes: int | None = None
    start: datetime | None = None
    finish: datetime | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineRow:
    """What was once planned for a task. `number` 0 is the baseline people mean, 1 to 10 are later ones."""

    task: str
    number: int = 0
    start: datetime | None = None
    finish: datetime | None = None
    duration_minutes: int | None = None
    work_minutes: int | None = None
    cost: Decimal | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRows:
    """A whole plan. `source` names the system and format (`mspdi`); `calendar` is the plan's own one."""

    source: str
    tasks: tuple[TaskRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    calendars: tuple[CalendarRow, ...] = ()
    resources: tuple[ResourceRow, ...] = ()
    assignments: tuple[AssignmentRow, ...] = ()
    baselines: tuple[BaselineRow, ...] = ()
    calendar: str = ""
    start: datetime | None = None
    status_on: date | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOptions:
    """How to load: `dry_run` writes nothing; `withdraw_missing` withdraws tasks that left the file."""

    dry_run: bool = False
    withdraw_missing: bool = False


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did, or would do: rows by kind (`KINDS`).

    `missing`: tasks that came from this source earlier and are not in the file now; they stay unless
    `withdraw_missing`. `removed`: rows taken out of the plan. `warnings`: (code, details) for the report.
    """

    created: dict[str, int]
    updated: dict[str, int]
    unchanged: dict[str, int]
    removed: dict[str, int]
    missing: tuple[str, ...] = ()
    warnings: tuple[tuple[str, dict[str, str]], ...] = ()
