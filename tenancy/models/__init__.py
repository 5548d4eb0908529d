"""Tables of the tenancy room."""

from tenancy.models.audit import AccessLine, AuditHead, AuditSeal, UnsealedLine
from tenancy.models.idempotency import StoredAnswer
from tenancy.models.invitations import Invitation
from tenancy.models.jobs import JobRun
from tenancy.models.log import AuditLine, Event, Handled
from tenancy.models.people import Client, Membership, Organization, Person, Role, User
from tenancy.models.rights import ActionSwitch, BrokenGlass
from tenancy.models.signin import AccountLetter
from tenancy.models.tokens import ApiToken, TokenUse

__all__ = [
    "AccessLine",
    "AccountLetter",
    "ActionSwitch",
    "ApiToken",
    "AuditHead",
    "AuditLine",
    "AuditSeal",
    "BrokenGlass",
    "Client",
    "Event",
    "Handled",
    "Invitation",
    "JobRun",
    "Membership",
    "Organization",
    "Person",
    "Role",
    "StoredAnswer",
    "TokenUse",
    "UnsealedLine",
    "User",
]
