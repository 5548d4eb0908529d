"""Facts this room announces."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from projects.events import ProjectEvent
from tenancy.listeners import fact, unheard


@fact
@dataclass(frozen=True)
class BaselineApproved(ProjectEvent):
    """A baseline counts from now on; `number` is its own in the project."""

    baseline_id: UUID
    number: int


@fact
@dataclass(frozen=True)
class VarianceRaised(ProjectEvent):
    """The plan differs from its baseline by more than the project tolerates."""

    variance_id: UUID
    number: int


@fact
@dataclass(frozen=True)
class IssueOverdue(ProjectEvent):
    """Nobody has taken an issue up in time ("respond"), or it is not resolved in time ("resolve")."""

    issue_id: UUID
    rule: str
    due_at: datetime


@fact
@dataclass(frozen=True)
class TimesheetStateChanged(ProjectEvent):
    """A week of hours was handed in, taken back, approved, returned or opened again."""

    timesheet_id: UUID
    before: str
    after: str


@fact
@dataclass(frozen=True)
class HandOffStateChanged(ProjectEvent):
    """A task was offered to another member (`before` is empty), or the offer was answered or withdrawn."""

    handoff_id: UUID
    task_id: UUID
    before: str
    after: str


@fact
@dataclass(frozen=True)
class HoursLocked(ProjectEvent):
    """A project's hours are closed through a day."""

    lock_id: UUID
    through: date


@fact
@dataclass(frozen=True)
class HoursUnlocked(ProjectEvent):
    """A closed period is open again."""

    lock_id: UUID
    through: date


for _quiet in (HoursLocked, HoursUnlocked):
    unheard(_quiet, "read from the event log by webhooks and the changes feed; no reaction inside yet")
