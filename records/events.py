"""Facts this room announces."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tenancy.listeners import Event, fact, unheard


@dataclass(frozen=True)
class CommentEvent(Event):
    """Base of facts about one comment."""

    project_id: UUID | None
    entry_id: UUID
    comment_id: UUID


@fact
@dataclass(frozen=True)
class CommentAdded(CommentEvent):
    """Somebody said something about a record."""


@fact
@dataclass(frozen=True)
class CommentEdited(CommentEvent):
    """Its author changed what it says."""


@fact
@dataclass(frozen=True)
class CommentWithdrawn(CommentEvent):
    """It was deleted; a stub stays."""


@fact
@dataclass(frozen=True)
class CommentRestored(CommentEvent):
    """It is back."""


@fact
@dataclass(frozen=True)
class Mentioned(CommentEvent):
    """A comment names a person."""

    person_id: UUID


@dataclass(frozen=True)
class ApprovalEvent(Event):
    """Base of facts about one approval."""

    project_id: UUID | None
    entry_id: UUID
    approval_id: UUID


@fact
@dataclass(frozen=True)
class ApprovalRequested(ApprovalEvent):
    """Somebody asked for a decision."""

    decision: str


@fact
@dataclass(frozen=True)
class ApprovalStepOpened(ApprovalEvent):
    """It is the turn of one of its deciders. `turn`: how often the step was put to somebody."""

    step_id: UUID
    turn: int


@fact
@dataclass(frozen=True)
class ApprovalStepTaken(ApprovalEvent):
    """One of several deciders approved; others are left."""

    step_id: UUID


@fact
@dataclass(frozen=True)
class ApprovalWaits(ApprovalEvent):
    """One of its deciders has not decided for days. `turn`: the reminder's number."""

    step_id: UUID
    turn: int


@fact
@dataclass(frozen=True)
class ApprovalGranted(ApprovalEvent):
    """All who had to approve it did."""

    decision: str


@fact
@dataclass(frozen=True)
class ApprovalRefused(ApprovalEvent):
    """One of its deciders refused."""

    decision: str


@fact
@dataclass(frozen=True)
class ApprovalDeferred(ApprovalEvent):
    """One of its deciders put it off. `turn`: the approval's version."""

    turn: int


@fact
@dataclass(frozen=True)
class ApprovalWithdrawn(ApprovalEvent):
    """The request was taken back."""


@fact
@dataclass(frozen=True)
class ApprovalSuperseded(ApprovalEvent):
    """The record changed after it was asked about, or somebody asked anew."""


@fact
@dataclass(frozen=True)
class MatrixChanged(Event):
    """From a day on, others decide on a kind of decision."""

    decision: str
    starts_on: date


@dataclass(frozen=True)
class AskEvent(Event):
    """Base of facts about one ask."""

    project_id: UUID | None
    entry_id: UUID
    ask_id: UUID


@fact
@dataclass(frozen=True)
class AskSent(AskEvent):
    """A question goes to a person. `sending`: how often it was sent."""

    sending: int


@fact
@dataclass(frozen=True)
class AskAnswered(AskEvent):
    """Whoever was asked has answered."""

    answer: str


@fact
@dataclass(frozen=True)
class AskExpiring(AskEvent):
    """Nobody has answered, and the last day is near. `sending`: how often it was sent."""

    sending: int


@fact
@dataclass(frozen=True)
class AskWithdrawn(AskEvent):
    """The question was taken back; its link opens nothing."""


@dataclass(frozen=True)
class FileEvent(Event):
    """Base of facts about one version of a file."""

    project_id: UUID | None
    entry_id: UUID
    file_id: UUID
    person_id: UUID | None


@fact
@dataclass(frozen=True)
class FileAttached(FileEvent):
    """A file, or a new version of one, hangs on a record. `edition` counts from 1."""

    edition: int


@fact
@dataclass(frozen=True)
class FileWithdrawn(FileEvent):
    """A file was taken away; it can be had back for 30 days."""


@fact
@dataclass(frozen=True)
class FileRestored(FileEvent):
    """It is back."""


@fact
@dataclass(frozen=True)
class VirusFound(FileEvent):
    """Somebody brought a file with a virus; nothing of it was kept."""

    virus: str


FEED = "read from the event log by webhooks and the changes feed; no reaction inside the house yet"
QUIET: tuple[type[Event], ...] = (
    CommentEdited,
    CommentWithdrawn,
    CommentRestored,
    ApprovalRequested,
    ApprovalStepTaken,
    ApprovalWithdrawn,
    ApprovalSuperseded,
    MatrixChanged,
    AskWithdrawn,
    FileWithdrawn,
    FileRestored,
    VirusFound,
)
for _quiet in QUIET:
    unheard(_quiet, FEED)
