"""Facts this room announces."""

from dataclasses import dataclass
from uuid import UUID

from tenancy.listeners import Event, fact, unheard


@fact
@dataclass(frozen=True)
class MemberJoined(Event):
    """A person got a role in the organization."""

    person_id: UUID
    role: str


@fact
@dataclass(frozen=True)
class TokenIssued(Event):
    """A member made a key for another system."""

    person_id: UUID
    name: str


@fact
@dataclass(frozen=True)
class OrganizationEntered(Event):
    """Platform staff entered the organization through the admin."""

    user_id: UUID
    reason: str


unheard(MemberJoined, "invitations are not built yet; the audit trail shows the member")
unheard(TokenIssued, "shown in the audit trail; a security notice follows with sign-in rules")
unheard(OrganizationEntered, "shown in the audit trail; a security notice follows with sign-in rules")
