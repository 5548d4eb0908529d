"""Who is behind a request: asked before a tenant is known."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from tenancy.actors import Actor, OrganizationRef

MEMBER_COLUMNS = (
    "organization_id, slug, organization_name, organization_language, organization_zone, user_id,"
    " person_id, person_name, email, language, zone, client_id, roles, scopes"
)


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
    scopes: frozenset[str] | None

    def actor(self, *, now: datetime, via: str, ip: str = "", request_id: str = "") -> Actor:
        """The member acting through a door, now."""
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return Actor(now=now, via=via, ip=ip, request_id=request_id, **facts)


def member_of_user(*, user_id: UUID, slug: str, today: date) -> Member | None:
    """The user's membership in the active organization with this address, or None."""
    return _member("tenancy_member_of_user(%s, %s, %s)", [user_id, slug, today])


def member_of_token(*, token: str, slug: str, now: datetime) -> Member | None:
    """The member a token speaks for; None when unknown, ended, revoked or of another organization."""
    return _member("tenancy_member_of_token(%s, %s, %s)", [digest(token), slug, now])


def organizations_of(*, user_id: UUID, today: date) -> list[dict[str, Any]]:
    """Organizations a user belongs to: slug, name, client_id (set where she is a client's person)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug, name, is_client FROM tenancy_organizations_of(%s, %s)", [user_id, today])
        return [{"slug": slug, "name": name, "is_client": flag} for slug, name, flag in cursor.fetchall()]


def digest(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode()).hexdigest()


def _member(call: str, params: list[Any]) -> Member | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {MEMBER_COLUMNS} FROM {call}", params)  # noqa: S608 - both parts are ours
        row = cursor.fetchone()
    if row is None:
        return None
    organization = OrganizationRef(*row[:5])
    user_id, person_id, name, email, language, zone, client_id, roles, scopes = row[5:]
    granted = None if scopes is None else frozenset(scopes.split())
    return Member(
        organization, user_id, person_id, name, email, language, zone, client_id, frozenset(roles), granted
    )
