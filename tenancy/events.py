"""Facts this room announces."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tenancy.listeners import Event, fact, unheard


@fact
@dataclass(frozen=True)
class OrganizationChanged(Event):
    """The organization's profile says something else. `fields`: names, joined by commas."""

    fields: str


@fact
@dataclass(frozen=True)
class PersonAdded(Event):
    """The organization names somebody new."""

    person_id: UUID


@fact
@dataclass(frozen=True)
class PersonChanged(Event):
    """Somebody's details changed. `fields`: names, joined by commas."""

    person_id: UUID
    fields: str


@fact
@dataclass(frozen=True)
class PersonLeft(Event):
    """Somebody left: all roles, tokens and invitations ended; the records stay."""

    person_id: UUID
    by: str


@fact
@dataclass(frozen=True)
class PersonReturned(Event):
    """Somebody who had left may be named again. Roles are given anew."""

    person_id: UUID


@fact
@dataclass(frozen=True)
class MemberJoined(Event):
    """A person got a role in the organization, from a person or by an invitation."""

    person_id: UUID
    role: str
    by: str
    ends_on: date | None


@fact
@dataclass(frozen=True)
class MemberDaysChanged(Event):
    """A role runs from or until another day."""

    person_id: UUID
    role: str
    by: str
    ends_on: date | None


@fact
@dataclass(frozen=True)
class MemberEnded(Event):
    """A role was ended at once."""

    person_id: UUID
    role: str
    by: str


@fact
@dataclass(frozen=True)
class InvitationSent(Event):
    """A link is due to an address, for the first time or again (`sending` counts from 1).

    The letter asks `tenancy.selectors.invitation_letter`: neither address nor link stand in the log.
    """

    invitation_id: UUID
    person_id: UUID
    role: str
    sending: int


@fact
@dataclass(frozen=True)
class InvitationAccepted(Event):
    """The person behind an invitation became a member."""

    invitation_id: UUID
    person_id: UUID
    role: str


@fact
@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    """The link opens nothing any more."""

    invitation_id: UUID
    person_id: UUID


@fact
@dataclass(frozen=True)
class ClientAdded(Event):
    """The organization knows a new company."""

    client_id: UUID


@fact
@dataclass(frozen=True)
class ClientChanged(Event):
    """A client's details changed. `fields`: names, joined by commas."""

    client_id: UUID
    fields: str


@fact
@dataclass(frozen=True)
class ClientStateChanged(Event):
    """A client went from one state to another."""

    client_id: UUID
    was: str
    became: str


@fact
@dataclass(frozen=True)
class TokenIssued(Event):
    """A member made a key for another system."""

    person_id: UUID
    name: str


@fact
@dataclass(frozen=True)
class TokenExpiring(Event):
    """A key ends within seven days; said once for each key."""

    token_id: UUID
    person_id: UUID
    name: str
    expires_at: datetime


@fact
@dataclass(frozen=True)
class ActionSwitchedOff(Event):
    """The organization took an action from a role."""

    switch_id: UUID
    role: str
    action: str
    person_id: UUID
    reason: str


@fact
@dataclass(frozen=True)
class ActionSwitchedOn(Event):
    """The organization gave an action back to a role."""

    switch_id: UUID
    role: str
    action: str
    person_id: UUID
    reason: str


@fact
@dataclass(frozen=True)
class GlassBroken(Event):
    """An administrator opened reading of client content, with a reason, until an instant."""

    glass_id: UUID
    person_id: UUID
    reason: str
    until: datetime


@fact
@dataclass(frozen=True)
class OrganizationEntered(Event):
    """Platform staff entered the organization through the admin."""

    user_id: UUID
    reason: str


@fact
@dataclass(frozen=True)
class AuditAnchored(Event):
    """The end of the trail's chain was noted outside the database: who keeps this letter can prove a cut."""

    day: date
    number: int
    digest: str


@fact
@dataclass(frozen=True)
class AuditBroken(Event):
    """A check found that the trail does not hold. `fault`: a `tenancy.chain.Fault`; `found`: places."""

    number: int
    fault: str
    found: int


@fact
@dataclass(frozen=True)
class AuditCheckAsked(Event):
    """Somebody wants a long trail checked now."""


@fact
@dataclass(frozen=True)
class SecurityAlarm(Event):
    """Somebody was refused again and again within a minute. `refusals`: how often in that minute."""

    user_id: UUID
    name: str
    refusals: int
    last_at: datetime


@fact
@dataclass(frozen=True)
class Impersonated(Event):
    """Platform staff begin to look on as a member, reading only, until an instant."""

    person_id: UUID
    user_id: UUID
    operator: str
    reason: str
    until: datetime


@fact
@dataclass(frozen=True)
class JobAsked(Event):
    """Somebody asked for work that a worker does. `kind`: as registered with `tenancy.jobs.job`."""

    job_id: UUID
    kind: str


@fact
@dataclass(frozen=True)
class JobEnded(Event):
    """A job for which its asker had to wait has ended. `state`: done, failed or cancelled."""

    job_id: UUID
    person_id: UUID
    kind: str
    state: str


IN_SETTINGS = "shown in the settings and the audit trail; other systems read it from the log"
for quiet in (
    OrganizationChanged,
    PersonAdded,
    PersonChanged,
    PersonReturned,
    MemberDaysChanged,
    MemberEnded,
    InvitationWithdrawn,
    ClientAdded,
    ClientChanged,
    ClientStateChanged,
):
    unheard(quiet, IN_SETTINGS)
unheard(ActionSwitchedOff, IN_SETTINGS)
unheard(ActionSwitchedOn, IN_SETTINGS)
