"""Who is behind a request: asked before a tenant is known."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from tenancy.actors import Actor, OrganizationRef
from tenancy.rules import BROKEN_GLASS

MEMBER_COLUMNS = (
    "organization_id, slug, organization_name, organization_language, organization_zone,"
    " organization_name_zh, user_id, person_id, person_name, email, language, zone, client_id, roles,"
    " switched_off, glass_until, scopes, token_id, token_used_at"
)


@dataclass(frozen=True)
class TokenSeen:
    """The token that opened the door, and when it was last used before."""

    id: UUID
    used_at: datetime | None


@dataclass(frozen=True)
class Member:
    """One login (or token) as a member of one organization, found before a tenant is known."""

    organization: OrganizationRef
    user_id: UUID
    person_id: UUID
    name: str
    email: str
    language: str
    zone: str
    client_id: UUID | None
    roles: frozenset[str]
    switched_off: frozenset[tuple[str, str]]
    glass_until: datetime | None
    scopes: frozenset[str] | None
    token: TokenSeen | None = None

    def actor(self, *, now: datetime, via: str, ip: str = "", request_id: str = "") -> Actor:
        """The member acting through a door, now."""
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "token"}
        token_id = self.token.id if self.token else None
        return Actor(now=now, via=via, ip=ip, request_id=request_id, token_id=token_id, **facts)


def member_of_user(*, user_id: UUID, slug: str, now: datetime) -> Member | None:
    """The user's membership in the active organization with this address, or None.

    Memberships begin and end with the organization's own days.
    """
    return _member("tenancy_member_of_user(%s, %s, %s)", [user_id, slug, now])


def member_of_token(*, token: str, slug: str, now: datetime) -> Member | None:
    """The member a token speaks for; None when unknown, ended, revoked or of another organization."""
    return _member("tenancy_member_of_token(%s, %s, %s)", [digest(token), slug, now])


def organizations_of(*, user_id: UUID, now: datetime) -> list[dict[str, Any]]:
    """Organizations a user belongs to now: slug, name, name_zh, is_client (she is a client's person)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug, name, name_zh, is_client FROM tenancy_organizations_of(%s, %s)", [user_id, now]
        )
        names = ("slug", "name", "name_zh", "is_client")
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def digest(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode()).hexdigest()


def _member(call: str, params: list[Any]) -> Member | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {MEMBER_COLUMNS} FROM {call}", params)  # noqa: S608 - both parts are ours
        row = cursor.fetchone()
    return None if row is None else _read(row)


def _read(row: tuple[Any, ...]) -> Member:
    organization = OrganizationRef(*row[:6])
    user_id, person_id, name, email, language, zone, client_id = row[6:13]
    roles, switches, glass_until, scopes, token_id, used_at = row[13:]
    is_open = glass_until is not None and "TA" in roles
    return Member(
        organization=organization,
        user_id=user_id,
        person_id=person_id,
        name=name,
        email=email,
        language=language,
        zone=zone,
        client_id=client_id,
        roles=frozenset([*roles, BROKEN_GLASS] if is_open else roles),
        switched_off=frozenset(pair(switch) for switch in switches),
        glass_until=glass_until if is_open else None,
        scopes=None if scopes is None else frozenset(scopes.split()),
        token=TokenSeen(token_id, used_at) if token_id else None,
    )


def pair(switch: str) -> tuple[str, str]:
    """Role and action of a switch as the lookup answers it."""
    role, _space, action = switch.partition(" ")
    return role, action
