"""Questions about people, rights, the trail and the log."""

from tenancy.selectors.log import audit_lines, history, job_runs, waiting_events
from tenancy.selectors.members import (
    MEMBER_COLUMNS,
    Member,
    digest,
    member_of_token,
    member_of_user,
    organizations_of,
)
from tenancy.selectors.organizations import organization_ref, organization_refs
from tenancy.selectors.people import clients, members, people
from tenancy.selectors.tokens import tokens

__all__ = [
    "MEMBER_COLUMNS",
    "Member",
    "audit_lines",
    "clients",
    "digest",
    "history",
    "job_runs",
    "member_of_token",
    "member_of_user",
    "members",
    "organization_ref",
    "organization_refs",
    "organizations_of",
    "people",
    "tokens",
    "waiting_events",
]
