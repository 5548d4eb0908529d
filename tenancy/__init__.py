"""Who may be here, and the walls between those who are.

Purpose: organizations, clients, persons, users, members with roles, tokens; isolation of tenants;
policies and what an organization switches off; the audit trail; the event log and its dispatcher; job runs.
Stands on: toolkit.
Says: OrganizationChanged, PersonAdded, PersonChanged, PersonLeft, PersonReturned, MemberJoined,
MemberDaysChanged, MemberEnded, InvitationSent, InvitationAccepted, InvitationWithdrawn, ClientAdded,
ClientChanged, ClientStateChanged, TokenIssued, TokenExpiring, ActionSwitchedOff,
ActionSwitchedOn, GlassBroken, OrganizationEntered, Impersonated,
AuditAnchored, AuditBroken, AuditCheckAsked, SecurityAlarm, JobAsked, JobEnded.
Hears: AuditCheckAsked, JobAsked.

Offers to the rooms above, beside `selectors`, `services` and `events`: `walls` (bases of tenant tables),
`migrating` (constraints laid together), `scope` (tenant_tx), `actors`, `rules`, `verbs` (verb, require,
record, publish), `listeners`, `access` (note of a look), `panels` (lists on a person's page),
`transitions`, `jobs` (work that people ask for), `runs` (what the house does by itself), `tasks` (Celery
bases) and `admin` (base of the administrator's views).
"""
