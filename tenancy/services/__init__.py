"""Verbs of organizations, people, tokens and the log."""

from tenancy.services.access import raise_alarms
from tenancy.services.audit import (
    Verification,
    anchor_audit,
    ask_check,
    check_audit,
    check_audit_of_the_day,
    seal_audit,
    verify_audit,
)
from tenancy.services.clients import add_client, change_client_state, update_client
from tenancy.services.invitations import (
    InvitationGone,
    accept_invitation,
    invite,
    invite_person,
    resend_invitation,
    withdraw_invitation,
)
from tenancy.services.log import replay_events
from tenancy.services.looking import NobodyToLookAs, look_as_member, stop_looking
from tenancy.services.organizations import enter_organization, update_organization
from tenancy.services.people import add_person, leave, readmit, update_person
from tenancy.services.rights import break_glass, close_glass, switch_off, switch_on
from tenancy.services.roles import add_member, change_member, end_membership
from tenancy.services.tokens import (
    TOKEN_DAYS_MAX,
    TOKEN_PREFIX,
    TokenEndsTooLate,
    end_tokens,
    end_tokens_everywhere,
    end_tokens_of_strangers,
    issue_token,
    note_token_use,
    revoke_any_token,
    revoke_token,
    warn_of_expiring_tokens,
)

__all__ = [
    "TOKEN_DAYS_MAX",
    "TOKEN_PREFIX",
    "InvitationGone",
    "NobodyToLookAs",
    "TokenEndsTooLate",
    "Verification",
    "accept_invitation",
    "add_client",
    "add_member",
    "add_person",
    "anchor_audit",
    "ask_check",
    "break_glass",
    "change_client_state",
    "change_member",
    "check_audit",
    "check_audit_of_the_day",
    "close_glass",
    "end_membership",
    "end_tokens",
    "end_tokens_everywhere",
    "end_tokens_of_strangers",
    "enter_organization",
    "invite",
    "invite_person",
    "issue_token",
    "leave",
    "look_as_member",
    "note_token_use",
    "raise_alarms",
    "readmit",
    "replay_events",
    "resend_invitation",
    "revoke_any_token",
    "revoke_token",
    "seal_audit",
    "stop_looking",
    "switch_off",
    "switch_on",
    "update_client",
    "update_organization",
    "update_person",
    "verify_audit",
    "warn_of_expiring_tokens",
    "withdraw_invitation",
]
