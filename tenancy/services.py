"""Verbs of people and tokens."""

import secrets
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import MemberJoined, OrganizationEntered, TokenIssued
from tenancy.models import ApiToken, Client, Event, Membership, Organization, Person, User
from tenancy.selectors import digest, tokens
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied, Missing

TOKEN_PREFIX = "mp_"  # noqa: S105 - how tokens begin, so that leak scanners find them
TOKEN_DAYS_MAX = 366


class TokenEndsTooLate(BadInput):
    """A key for ever is a key that nobody remembers."""

    code = "token_ends_too_late"
    message = _("A token lives between 1 and %(days)s days. Choose fewer days.")
    field = "days"


@verb
def add_client(*, actor: Actor, code: str, name: str, name_zh: str = "", country: str = "") -> Client:
    """Add a company the organization works for."""
    require(actor, "tenancy.add_client")
    client = Client.objects.create(code=code, name=name, name_zh=name_zh, country=country)
    record(actor, "tenancy.add_client", client, after={"code": code, "name": name})
    return client


@verb
def add_person(
    *,
    actor: Actor,
    name: str,
    email: str = "",
    language: str = "en",
    zone: str = "UTC",
    client: Client | None = None,
    user: User | None = None,
) -> Person:
    """Name a person: our own, or (with `client`) the client's; with a login or without."""
    require(actor, "tenancy.add_person")
    side = Person.Side.CLIENT if client else Person.Side.OWN
    person = Person.objects.create(
        name=name, email=email, language=language, zone=zone, client=client, user=user, side=side
    )
    record(actor, "tenancy.add_person", person, after={"name": name, "side": side})
    return person


@verb
def add_member(*, actor: Actor, person: Person, role: str, ends_on: date | None = None) -> Membership:
    """Give a person with a login a role in the organization."""
    require(actor, "tenancy.add_member")
    if person.user_id is None:
        raise BadInput(_("%(name)s has no login. Invite the person first."), name=person.name, field="person")
    member, _made = Membership.objects.get_or_create(
        user_id=person.user_id,
        role=role,
        defaults={"person": person, "client": person.client, "ends_on": ends_on},
    )
    record(actor, "tenancy.add_member", member, after={"person": person.name, "role": role})
    publish(MemberJoined(actor.organization.id, person.pk, role), actor=actor)
    return member


@verb
def issue_token(*, actor: Actor, name: str, scopes: str = "read", days: int = 90) -> tuple[ApiToken, str]:
    """Make a key for another system; answers the row and the key itself, which is never shown again.

    `scopes`: "read" or "read write". `days`: 1 to 366.
    """
    require(actor, "tenancy.issue_token")
    if actor.person_id is None or actor.user_id is None or actor.scopes is not None:
        raise Denied("tenancy.issue_token")  # keys are made by people, never by a key
    if not 1 <= days <= TOKEN_DAYS_MAX:
        raise TokenEndsTooLate(days=TOKEN_DAYS_MAX)
    key = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person_id=actor.person_id,
        user_id=actor.user_id,
        name=name,
        prefix=key[:8],
        digest=digest(key),
        scopes=scopes,
        expires_at=actor.now + timedelta(days=days),
        created_at=actor.now,
    )
    record(actor, "tenancy.issue_token", token, after={"name": name, "scopes": scopes, "days": days})
    publish(TokenIssued(actor.organization.id, token.person_id, name), actor=actor)
    return token, key


@verb
def revoke_token(*, actor: Actor, token: ApiToken) -> None:
    """End one of the actor's own keys at once."""
    require(actor, "tenancy.revoke_token")
    ended = tokens(actor=actor).filter(pk=token.pk).update(revoked_at=actor.now)
    if not ended:
        raise Missing()
    record(actor, "tenancy.revoke_token", token, before={"name": token.name})


@verb
def enter_organization(*, actor: Actor, organization: Organization, reason: str) -> None:
    """Note in the organization's own trail that platform staff came in, and why."""
    require(actor, "tenancy.enter_organization")
    record(actor, "tenancy.enter_organization", organization, after={"reason": reason})
    publish(OrganizationEntered(actor.organization.id, actor.user_id or UUID(int=0), reason), actor=actor)


@verb
def replay_events(*, actor: Actor, events: QuerySet[Event]) -> int:
    """Hand out again what was parked; answers how many facts. Listeners that have reacted do not again."""
    require(actor, "tenancy.replay_event")
    parked = list(events.filter(parked_at__isnull=False))
    for event in parked:
        record(actor, "tenancy.replay_event", event, before={"error": event.error})
    Event.objects.filter(pk__in=[event.pk for event in parked]).update(
        parked_at=None, attempts=0, next_at=actor.now
    )
    return len(parked)
