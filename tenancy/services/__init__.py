"""Verbs of organizations, people, tokens and the log."""

from tenancy.services.log import replay_events
from tenancy.services.organizations import enter_organization
from tenancy.services.people import add_client, add_member, add_person
from tenancy.services.tokens import TOKEN_DAYS_MAX, TOKEN_PREFIX, TokenEndsTooLate, issue_token, revoke_token

__all__ = [
    "TOKEN_DAYS_MAX",
    "TOKEN_PREFIX",
    "TokenEndsTooLate",
    "add_client",
    "add_member",
    "add_person",
    "enter_organization",
    "issue_token",
    "replay_events",
    "revoke_token",
]
