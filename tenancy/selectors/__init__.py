"""Questions about people, rights, the trail and the log."""

from tenancy.selectors.access import access_lines, receipts
from tenancy.selectors.audit import audit_line, audit_lines, chain_state, project_keys, sealed_lines
from tenancy.selectors.clients import client_by_code, client_register, clients, people_of_client
from tenancy.selectors.invitations import (
    InvitationLetter,
    OpenInvitation,
    invitation_by_id,
    invitation_letter,
    invitation_projects,
    invitation_token,
    invitations,
    open_invitation,
    project_choices,
)
from tenancy.selectors.log import delayed_since, history, history_of_projects, job_runs, waiting_events
from tenancy.selectors.members import (
    MEMBER_COLUMNS,
    Member,
    digest,
    member_of_token,
    member_of_user,
    organizations_of,
)
from tenancy.selectors.organizations import organization_ref, organization_refs, own_organization
from tenancy.selectors.people import (
    administrators,
    directory,
    members,
    people,
    person_by_id,
    person_history,
    role_by_id,
    roles_of,
)
from tenancy.selectors.rights import action_label, glasses, own_open, rights, room_label, switches
from tenancy.selectors.tokens import all_tokens, own_tokens, tokens

__all__ = [
    "MEMBER_COLUMNS",
    "InvitationLetter",
    "Member",
    "OpenInvitation",
    "access_lines",
    "action_label",
    "administrators",
    "all_tokens",
    "audit_line",
    "audit_lines",
    "chain_state",
    "client_by_code",
    "client_register",
    "clients",
    "delayed_since",
    "digest",
    "directory",
    "glasses",
    "history",
    "history_of_projects",
    "invitation_by_id",
    "invitation_letter",
    "invitation_projects",
    "invitation_token",
    "invitations",
    "job_runs",
    "member_of_token",
    "member_of_user",
    "members",
    "open_invitation",
    "organization_ref",
    "organization_refs",
    "organizations_of",
    "own_open",
    "own_organization",
    "own_tokens",
    "people",
    "people_of_client",
    "person_by_id",
    "person_history",
    "project_choices",
    "project_keys",
    "receipts",
    "rights",
    "role_by_id",
    "roles_of",
    "room_label",
    "sealed_lines",
    "switches",
    "tokens",
    "waiting_events",
]
