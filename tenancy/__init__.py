"""Who may be here, and the walls between those who are.

Purpose: organizations, clients, persons, users, members with roles, tokens; isolation of tenants;
policies; the audit trail; the event log and its dispatcher; job runs.
Stands on: toolkit.
Says: MemberJoined, TokenIssued, OrganizationEntered.
Hears: nothing.

Offers to the rooms above, beside `selectors`, `services` and `events`: `walls` (bases of tenant tables),
`scope` (tenant_tx), `actors`, `rules`, `verbs` (verb, require, record, publish), `listeners`,
`transitions`, `jobs`, `tasks` (Celery bases) and `admin` (base of the administrator's views).
"""
