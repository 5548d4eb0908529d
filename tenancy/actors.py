"""Who acts: a person at a door, an integration with a token, or the system with a reason."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tenancy import rules
from tenancy.rules import PLATFORM, SYSTEM
from tenancy.scope import current_organization_id


@dataclass(frozen=True)
class OrganizationRef:
    """What every page needs to know of an organization."""

    id: UUID
    slug: str = ""
    name: str = ""
    language: str = "en"
    zone: str = "UTC"
    name_zh: str = ""


@dataclass(frozen=True)
class Actor:
    """One person (or System) acting for one organization through one door, at one instant.

    `scopes` is None for people and the granted scopes for a token. `switched_off` holds the pairs of role and
    action that the organization took away. `glass_until` is set while an administrator has opened reading.
    `on_behalf` names the operator who looks on as this person. `token_id` is the key that opened the
    door. `memo` is a cache for this request.
    """

    organization: OrganizationRef
    now: datetime
    roles: frozenset[str] = frozenset()
    user_id: UUID | None = None
    person_id: UUID | None = None
    name: str = ""
    email: str = ""
    client_id: UUID | None = None
    language: str = "en"
    zone: str = "UTC"
    via: str = "page"
    scopes: frozenset[str] | None = None
    switched_off: frozenset[tuple[str, str]] = frozenset()
    glass_until: datetime | None = None
    on_behalf: str = ""
    token_id: UUID | None = None
    ip: str = ""
    request_id: str = ""
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_system(self) -> bool:
        """Whether this is the house itself, not a person."""
        return SYSTEM in self.roles

    @property
    def is_platform(self) -> bool:
        """Whether this is platform staff inside one chosen organization."""
        return PLATFORM in self.roles

    def today(self, zone: str | None = None) -> date:
        """The day it is now, in the given IANA zone or the actor's own."""
        return self.now.astimezone(ZoneInfo(zone or self.zone)).date()

    def may(self, action: str, record: Any = None) -> bool:
        """Whether the policy `action` allows this actor on this record. Unknown policies allow nobody."""
        return rules.allowed(self, action, record)


def System(reason: str, organization: OrganizationRef, *, now: datetime | None = None) -> Actor:  # noqa: N802
    """The house acting by itself: sweeps, commands, handlers. The reason stands in the audit line."""
    return Actor(
        organization=organization,
        now=now or datetime.now(UTC),
        roles=frozenset({SYSTEM}),
        name=reason,
        language=organization.language,
        zone=organization.zone,
        via="task",
    )


def system(reason: str, *, now: datetime | None = None) -> Actor:
    """System for the organization that the running task is bound to; raises `LookupError` without one."""
    organization_id = current_organization_id()
    if organization_id is None:
        raise LookupError("no organization is bound: call this inside a tenant task or tenant_tx")
    return System(reason, OrganizationRef(organization_id), now=now)
