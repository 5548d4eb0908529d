"""Facts about the records of registers."""

from dataclasses import dataclass
from uuid import UUID

from projects.events import FEED, ProjectEvent
from tenancy.listeners import fact, unheard


@dataclass(frozen=True)
class RecordEvent(ProjectEvent):
    """Base of facts about a record of a register. `kind`: its model's label; `key`: what people call it."""

    record_id: UUID
    kind: str
    key: str


@fact
@dataclass(frozen=True)
class RecordAdded(RecordEvent):
    """A record was added to a register."""


@fact
@dataclass(frozen=True)
class RecordChanged(RecordEvent):
    """Something of it changed. `fields`: their names, comma-separated."""

    fields: str


@fact
@dataclass(frozen=True)
class RecordStateChanged(RecordEvent):
    """It took a step."""

    was: str
    now: str


@fact
@dataclass(frozen=True)
class RecordGiven(RecordEvent):
    """It is in somebody's hands."""

    owner_id: UUID


@fact
@dataclass(frozen=True)
class RecordShared(RecordEvent):
    """Its client may see it."""


@fact
@dataclass(frozen=True)
class RecordUnshared(RecordEvent):
    """Its client no longer sees it."""


@fact
@dataclass(frozen=True)
class RecordWithdrawn(RecordEvent):
    """It left its register."""


@fact
@dataclass(frozen=True)
class RecordRestored(RecordEvent):
    """It came back."""


for _quiet in (
    RecordAdded,
    RecordChanged,
    RecordShared,
    RecordUnshared,
    RecordWithdrawn,
    RecordRestored,
):
    unheard(_quiet, FEED)
