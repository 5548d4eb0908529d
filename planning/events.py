"""Facts this room announces."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tenancy.listeners import Event, fact, unheard


@dataclass(frozen=True)
class TaskEvent(Event):
    """Base of facts about one row of a plan."""

    project_id: UUID
    task_id: UUID


@fact
@dataclass(frozen=True)
class TaskAdded(TaskEvent):
    """A task, milestone or summary is in the plan."""


@fact
@dataclass(frozen=True)
class TaskEdited(TaskEvent):
    """Its fields changed. `fields`: their names, comma-separated."""

    fields: str


@fact
@dataclass(frozen=True)
class TaskMoved(TaskEvent):
    """It stands elsewhere in the plan."""


@fact
@dataclass(frozen=True)
class TaskWithdrawn(TaskEvent):
    """It was taken out, with `rows` rows in all."""

    rows: int


@fact
@dataclass(frozen=True)
class TaskRestored(TaskEvent):
    """It is back, with `rows` rows in all."""

    rows: int


@fact
@dataclass(frozen=True)
class TaskStateChanged(TaskEvent):
    """It was started, blocked, finished, reopened, cancelled, …"""

    before: str
    after: str


@fact
@dataclass(frozen=True)
class ProgressRecorded(TaskEvent):
    """Somebody said how far it is."""

    percent_complete: int


@fact
@dataclass(frozen=True)
class TaskShared(TaskEvent):
    """The client may see it."""


@fact
@dataclass(frozen=True)
class TaskUnshared(TaskEvent):
    """The client may no longer see it."""


@fact
@dataclass(frozen=True)
class MilestoneReached(TaskEvent):
    """It was reached on a day."""

    due: date | None
    reached: date


@fact
@dataclass(frozen=True)
class MilestoneRescheduled(TaskEvent):
    """Its due day changed."""

    before: date | None
    after: date | None
    due_version: int


@fact
@dataclass(frozen=True)
class MilestoneOverdue(TaskEvent):
    """Its due day has passed in the project's zone. Said once for each due day it ever had."""

    due: date
    due_version: int


@fact
@dataclass(frozen=True)
class MilestoneDueSoon(TaskEvent):
    """Its due day comes within the days ahead that the project chose. Said once for each due day."""

    due: date
    due_version: int


@fact
@dataclass(frozen=True)
class MilestoneSlipped(TaskEvent):
    """It is due `days` calendar days after the promise of its baseline. Said once for each step."""

    due: date
    due_version: int
    promised: date
    days: int


@fact
@dataclass(frozen=True)
class DependencyAdded(TaskEvent):
    """`task_id` now waits for `predecessor_id`."""

    predecessor_id: UUID
    kind: str


@fact
@dataclass(frozen=True)
class DependencyRemoved(TaskEvent):
    """`task_id` no longer waits for `predecessor_id`."""

    predecessor_id: UUID
    kind: str


@fact
@dataclass(frozen=True)
class PlanLoaded(Event):
    """A plan file was imported."""

    project_id: UUID
    source: str
    created: int
    updated: int
    removed: int


@fact
@dataclass(frozen=True)
class PlanBaselined(Event):
    """What was approved is the baseline now, with `rows` rows."""

    project_id: UUID
    rows: int


@fact
@dataclass(frozen=True)
class PlanRescheduled(Event):
    """The plan was computed anew: how many rows moved, and its last due day before and after."""

    project_id: UUID
    moved: int
    before: date | None
    after: date | None


@fact
@dataclass(frozen=True)
class BufferUsed(TaskEvent):
    """So many working minutes of a buffer were used up, and so many are left."""

    minutes: int
    left: int


@fact
@dataclass(frozen=True)
class BufferWentRed(TaskEvent):
    """A buffer burns faster than the work before it is done. Working minutes: `burned` of `planned`, and
    `done` of `chain`. `version`: that of the buffer."""

    version: int
    burned: int
    planned: int
    done: int
    chain: int


@fact
@dataclass(frozen=True)
class AgreementRecorded(Event):
    """A stakeholder agreed to an objective, with or without a comment, or disagreed."""

    project_id: UUID
    objective_id: UUID
    stakeholder_id: UUID
    key: str
    verdict: str


@fact
@dataclass(frozen=True)
class ClientAnswered(Event):
    """The client signed an approved document, or did not. `kind`: its model's label."""

    project_id: UUID
    record_id: UUID
    kind: str
    key: str
    answer: str


@fact
@dataclass(frozen=True)
class ResponsibilitiesSet(Event):
    """Somebody said who does what for a deliverable or a process."""

    project_id: UUID
    subject_id: UUID


@fact
@dataclass(frozen=True)
class PlanStarted(Event):
    """An empty plan was filled. `template`: a usual plan's code, or the key of the project copied."""

    project_id: UUID
    template: str
    start_on: date


@fact
@dataclass(frozen=True)
class CalendarChanged(Event):
    """The hours or exceptions of a project's calendar changed, or its plan counts by another one."""

    project_id: UUID
    calendar_id: UUID


@fact
@dataclass(frozen=True)
class PriorityDecided(Event):
    """Somebody said which of two tasks goes first. `conflict`: its kind and both numbers."""

    project_id: UUID
    decision_id: UUID
    conflict: str


FEED = "read from the event log by webhooks and the changes feed; no reaction inside the house yet"
for _quiet in (
    TaskAdded,
    TaskEdited,
    TaskMoved,
    TaskWithdrawn,
    TaskRestored,
    ProgressRecorded,
    TaskShared,
    TaskUnshared,
    MilestoneReached,
    MilestoneRescheduled,
    DependencyAdded,
    DependencyRemoved,
    PlanLoaded,
    PlanStarted,
    AgreementRecorded,
    PriorityDecided,
    ClientAnswered,
    PlanRescheduled,
    BufferUsed,
    CalendarChanged,
    ResponsibilitiesSet,
    PlanBaselined,
):
    unheard(_quiet, FEED)
