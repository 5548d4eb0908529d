"""Contracts with clients, projects from the first request to the last stage, and where they run.

Purpose: engagements and statements of work in versions; projects with key, stage, state, status, processes
and sites; their members with roles from a day to a day; programmes; requests that become projects; what of
all this a client may see. What every register of a project has in common (`registers`).
Stands on: toolkit, tenancy, notifications, records.
Says: ProjectCreated, ProjectChanged, ProjectShared, ProjectUnshared, StageChanged, ProjectStateChanged,
MemberAdded, MemberChanged, MemberRemoved, StatusConfirmed, ProjectContractSet, ProjectSitesSet,
ProcessAdded, ProcessChanged, ProcessStateChanged, SiteAdded, SiteChanged, SiteStateChanged, ProgrammeAdded,
ProgrammeChanged, ProgrammeStateChanged, EngagementAdded, EngagementChanged, EngagementAmended,
EngagementStateChanged, EngagementExpiring, SowAdded, SowVersionBegun, SowVersionWritten,
SowVersionStateChanged, SowShared, SowUnshared, ProjectRequested, RequestChanged, RequestStateChanged,
RequestOpened, GatesSetUp, EvidenceGiven, GateDecided, WaiverSettled, RecordAdded, RecordChanged,
RecordStateChanged, RecordGiven, RecordShared, RecordUnshared, RecordWithdrawn, RecordRestored.
Hears: InvitationAccepted, PersonLeft.

Offers to the rooms above, beside `selectors`, `services` and `events`: `gates` (what has to be true before a
stage ends), `proposals` (what the rules propose for a project's status), `stages` (the line of eight stages),
`registers` (lists of
records that each project keeps: declared in a dozen lines, with verbs, pages, endpoints and import).
"""
