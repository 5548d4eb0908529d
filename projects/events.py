"""Facts this room announces."""

from dataclasses import dataclass
from datetime import date
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


@fact
@dataclass(frozen=True)
class StatusConfirmed(ProjectEvent):
    """A person said how it is."""

    overall: str


@fact
@dataclass(frozen=True)
class ProjectContractSet(ProjectEvent):
    """It runs under another engagement or statement of work, or under none."""


@fact
@dataclass(frozen=True)
class ProjectSitesSet(ProjectEvent):
    """It runs at other sites, or with other numbers there."""


@dataclass(frozen=True)
class ProcessEvent(ProjectEvent):
    """Base of facts about one process of a project."""

    process_id: UUID


@fact
@dataclass(frozen=True)
class ProcessAdded(ProcessEvent):
    """A process was found."""


@fact
@dataclass(frozen=True)
class ProcessChanged(ProcessEvent):
    """What is said of it changed. `fields`: their names, comma-separated."""

    fields: str


@fact
@dataclass(frozen=True)
class ProcessStateChanged(ProcessEvent):
    """It was documented, handed over, went live or was retired."""

    before: str
    after: str


@fact
@dataclass(frozen=True)
class SiteAdded(Event):
    """The organization works at one more place."""

    site_id: UUID


@fact
@dataclass(frozen=True)
class SiteChanged(Event):
    """What is said of a site changed. `fields`: their names, comma-separated."""

    site_id: UUID
    fields: str


@fact
@dataclass(frozen=True)
class SiteStateChanged(Event):
    """A site was opened or closed."""

    site_id: UUID
    before: str
    after: str


@fact
@dataclass(frozen=True)
class ProgrammeAdded(Event):
    """Projects may be steered together."""

    programme_id: UUID


@fact
@dataclass(frozen=True)
class ProgrammeChanged(Event):
    """What a programme is, or which projects belong to it. `fields`: comma-separated."""

    programme_id: UUID
    fields: str


@fact
@dataclass(frozen=True)
class ProgrammeStateChanged(Event):
    """A programme was closed or opened again."""

    programme_id: UUID
    before: str
    after: str


@fact
@dataclass(frozen=True)
class EngagementAdded(Event):
    """A master agreement is being written."""

    engagement_id: UUID


@fact
@dataclass(frozen=True)
class EngagementChanged(Event):
    """Its draft changed. `fields`: their names, comma-separated."""

    engagement_id: UUID
    fields: str


@fact
@dataclass(frozen=True)
class EngagementAmended(Event):
    """A signed one has other terms from a day on."""

    engagement_id: UUID
    number: int


@fact
@dataclass(frozen=True)
class EngagementStateChanged(Event):
    """It was signed, is about to run out, runs on, or ended."""

    engagement_id: UUID
    before: str
    after: str


@fact
@dataclass(frozen=True)
class EngagementExpiring(Event):
    """The day comes by which notice has to be given (or on which it ends)."""

    engagement_id: UUID
    due: date


@fact
@dataclass(frozen=True)
class SowAdded(Event):
    """A statement of work exists, with its first version."""

    sow_id: UUID


@fact
@dataclass(frozen=True)
class SowVersionBegun(Event):
    """An amendment is being written: a new version."""

    sow_id: UUID
    number: int


@fact
@dataclass(frozen=True)
class SowVersionWritten(Event):
    """The draft of a version changed. `fields`: their names, comma-separated."""

    sow_id: UUID
    number: int
    fields: str


@fact
@dataclass(frozen=True)
class SowVersionStateChanged(Event):
    """A version was submitted, approved, signed, brought into force, replaced or ended."""

    sow_id: UUID
    number: int
    before: str
    after: str


@fact
@dataclass(frozen=True)
class SowShared(Event):
    """Its client may read that it exists."""

    sow_id: UUID


@fact
@dataclass(frozen=True)
class SowUnshared(Event):
    """Its client may no longer read of it."""

    sow_id: UUID


@fact
@dataclass(frozen=True)
class ProjectRequested(Event):
    """Somebody asks for a project."""

    request_id: UUID


@fact
@dataclass(frozen=True)
class RequestChanged(Event):
    """What is asked for changed. `fields`: their names, comma-separated."""

    request_id: UUID
    fields: str


@fact
@dataclass(frozen=True)
class RequestStateChanged(Event):
    """A request was taken up, decided on or withdrawn."""

    request_id: UUID
    before: str
    after: str


@fact
@dataclass(frozen=True)
class RequestOpened(ProjectEvent):
    """A request became a project."""

    request_id: UUID


@fact
@dataclass(frozen=True)
class GatesSetUp(ProjectEvent):
    """The gates that a project lacked were made. `codes`: which, comma-separated."""

    codes: str


@fact
@dataclass(frozen=True)
class EvidenceGiven(ProjectEvent):
    """Somebody showed that a criterion of a gate is met, or that it is not."""

    criterion_id: UUID
    met: bool


@fact
@dataclass(frozen=True)
class GateDecided(ProjectEvent):
    """A gate was decided on: go, conditional go, no go or deferred."""

    gate_id: UUID
    outcome: str


@fact
@dataclass(frozen=True)
class WaiverSettled(ProjectEvent):
    """A waiver was granted by both sides, or refused."""

    waiver_id: UUID
    state: str


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
    StatusConfirmed,
    ProjectContractSet,
    ProjectSitesSet,
    ProcessAdded,
    ProcessChanged,
    ProcessStateChanged,
    SiteAdded,
    SiteChanged,
    SiteStateChanged,
    ProgrammeAdded,
    ProgrammeChanged,
    ProgrammeStateChanged,
    EngagementAdded,
    EngagementChanged,
    EngagementAmended,
    EngagementStateChanged,
    SowAdded,
    SowVersionBegun,
    SowVersionWritten,
    SowVersionStateChanged,
    SowShared,
    SowUnshared,
    RequestChanged,
    RequestOpened,
    *(GatesSetUp, EvidenceGiven, WaiverSettled),
):
    unheard(_quiet, FEED)
