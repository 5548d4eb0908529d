"""Questions about people, rights, the trail and the log."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from tenancy.actors import Actor, OrganizationRef
from tenancy.models import ApiToken, AuditLine, Client, Event, JobRun, Membership, Organization, Person
from toolkit.errors import Missing

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


def organization_refs() -> list[OrganizationRef]:
    """All active organizations; for sweeps and commands."""
    return [_ref(o) for o in Organization.objects.filter(is_active=True).order_by("slug")]


def organization_ref(*, slug: str | None = None, organization_id: UUID | None = None) -> OrganizationRef:
    """One organization by address or id; raises `Missing`."""
    which = Q(slug=slug) if slug else Q(pk=organization_id)
    found = Organization.objects.filter(which).first()
    if found is None:
        raise Missing()
    return _ref(found)


def _ref(organization: Organization) -> OrganizationRef:
    return OrganizationRef(
        organization.pk, organization.slug, organization.name, organization.language, organization.zone
    )


def clients(*, actor: Actor) -> QuerySet[Client]:
    """The organization's clients."""
    return Client.objects.all()


def people(*, actor: Actor) -> QuerySet[Person]:
    """Everyone the organization names."""
    return Person.objects.all()


def members(*, actor: Actor) -> QuerySet[Membership]:
    """Logins with a role, ended ones included."""
    return Membership.objects.select_related("person")


def tokens(*, actor: Actor) -> QuerySet[ApiToken]:
    """The actor's own tokens that were not revoked."""
    return ApiToken.objects.filter(Q(person_id=actor.person_id), revoked_at__isnull=True)


def history(*, actor: Actor, subject_id: UUID) -> QuerySet[AuditLine]:
    """What happened to one record, newest first. The record's own policy has been asked before."""
    return AuditLine.objects.filter(subject_id=subject_id)


def audit_lines(*, actor: Actor) -> QuerySet[AuditLine]:
    """The organization's trail, newest first."""
    return AuditLine.objects.all()


def waiting_events(*, now: datetime) -> QuerySet[Event]:
    """Facts whose listeners have not all reacted, due by now."""
    return Event.objects.filter(done_at__isnull=True, parked_at__isnull=True, next_at__lte=now)


def job_runs(*, actor: Actor) -> QuerySet[JobRun]:
    """Runs of jobs for the organization, newest first."""
    return JobRun.objects.all()
