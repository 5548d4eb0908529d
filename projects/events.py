"""Facts this room announces."""

from dataclasses import dataclass
from uuid import UUID

from tenancy.listeners import Event, fact, unheard


@dataclass(frozen=True)
class ProjectEvent(Event):
    """Base of facts about one project."""

    project_id: UUID


@fact
@dataclass(frozen=True)
class ProjectCreated(ProjectEvent):
    """A project exists."""

    key: str


@fact
@dataclass(frozen=True)
class ProjectChanged(ProjectEvent):
    """Its name, zone, currency or planned dates changed. `fields`: their names, comma-separated."""

    fields: str


@fact
@dataclass(frozen=True)
class ProjectShared(ProjectEvent):
    """Its client may see it."""


@fact
@dataclass(frozen=True)
class ProjectUnshared(ProjectEvent):
    """Its client may no longer see it."""


@fact
@dataclass(frozen=True)
class StageChanged(ProjectEvent):
    """It moved from one life-cycle stage to another."""

    before: str
    after: str


@fact
@dataclass(frozen=True)
class ProjectStateChanged(ProjectEvent):
    """It was planned, activated, held, resumed, closed or cancelled."""

    before: str
    after: str


@fact
@dataclass(frozen=True)
class MemberAdded(ProjectEvent):
    """A person works on it from a day on."""

    person_id: UUID
    role: str


@fact
@dataclass(frozen=True)
class MemberChanged(ProjectEvent):
    """A member's days changed."""

    person_id: UUID
    role: str


@fact
@dataclass(frozen=True)
class MemberRemoved(ProjectEvent):
    """A person no longer works on it in this role."""

    person_id: UUID
    role: str


FEED = "read from the event log by webhooks and the changes feed; no reaction inside the house yet"
for _quiet in (
    ProjectCreated,
    ProjectChanged,
    ProjectShared,
    ProjectUnshared,
    StageChanged,
    ProjectStateChanged,
    MemberAdded,
    MemberChanged,
    MemberRemoved,
):
    unheard(_quiet, FEED)
