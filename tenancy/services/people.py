"""Verbs of people: who the organization names, and who has left."""

from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import PersonAdded, PersonChanged, PersonLeft, PersonReturned
from tenancy.models import Membership, Person, User
from tenancy.services.invitations import withdraw_open
from tenancy.services.roles import OwnRole, end_roles, keep_an_administrator
from tenancy.services.tokens import end_tokens
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import DomainError
from toolkit.writing import differences, joined, write
from toolkit.zones import check_zone


class PersonFields(TypedDict, total=False):
    """What may be said of a person."""

    name: str
    email: str
    language: str
    zone: str


class PersonLeftAlready(DomainError):
    """Leaving happens once."""

    code = "person_left_already"
    message = _("%(name)s has left already.")


class PersonIsHere(DomainError):
    """Only who has left can come back."""

    code = "person_is_here"
    message = _("%(name)s has not left. There is nothing to take back.")


@verb
def add_person(
    *,
    actor: Actor,
    name: str,
    email: str = "",
    language: str = "en",
    zone: str = "UTC",
    client_id: UUID | None = None,
    user: User | None = None,
) -> Person:
    """Name a person: our own, or (with `client_id`) the client's; with a login or without.

    Raises `BadInput` for a mail address that somebody else here has, `ZoneUnknown`.
    """
    require(actor, "tenancy.add_person")
    check_zone(zone)
    side = Person.Side.CLIENT if client_id else Person.Side.OWN
    email = address(email)
    person = Person.objects.create(
        name=name, email=email, language=language, zone=zone, client_id=client_id, user=user, side=side
    )
    record(actor, "tenancy.add_person", person, after={"name": name, "email": email, "side": side})
    publish(PersonAdded(actor.organization.id, person.pk), actor=actor)
    return person


@verb
def update_person(
    *, actor: Actor, person: Person, version: int | None = None, **fields: Unpack[PersonFields]
) -> Person:
    """Change name, mail address, language or time zone. The login's own address stays as it is.

    Raises `Stale`, `ZoneUnknown`, and `BadInput` for a mail address that somebody else here has.
    """
    require(actor, "tenancy.update_person")
    if "zone" in fields:
        check_zone(fields["zone"])
    if "email" in fields:
        fields["email"] = address(fields["email"])
    changed = differences(person, fields)
    if not changed:
        return person
    before = write(person, changed, version=version)
    record(actor, "tenancy.update_person", person, before=before, after=changed)
    publish(PersonChanged(actor.organization.id, person.pk, joined(changed)), actor=actor)
    return person


@verb
def leave(*, actor: Actor, person: Person, reason: str, version: int | None = None) -> Person:
    """A person leaves: all roles, tokens and open invitations end at once; what she did stays.

    Raises `OwnRole`, `LastAdministrator`, `PersonLeftAlready`, `Stale`.
    """
    require(actor, "tenancy.dismiss_person")
    if person.left_at is not None:
        raise PersonLeftAlready(name=person.name)
    if person.pk == actor.person_id:
        raise OwnRole()
    held = list(Membership.objects.standing().filter(person=person))
    for membership in held:
        keep_an_administrator(actor, membership, ends_on=None, is_over=True)
    before = write(person, {"left_at": actor.now}, version=version)
    end_roles(actor, held, reason)
    end_tokens(actor=actor, person_id=person.pk, reason=reason)
    withdraw_open(actor, person)
    record(actor, "tenancy.leave", person, before=before, after=_left(person, reason))
    publish(PersonLeft(actor.organization.id, person.pk, actor.name), actor=actor)
    return person


@verb
def readmit(*, actor: Actor, person: Person, version: int | None = None) -> Person:
    """Take back that a person left. Roles and tokens stay ended and are given anew.

    Raises `PersonIsHere`, `Stale`, and `BadInput` where somebody else has the mail address by now.
    """
    require(actor, "tenancy.dismiss_person")
    if person.left_at is None:
        raise PersonIsHere(name=person.name)
    before = write(person, {"left_at": None}, version=version)
    record(actor, "tenancy.readmit", person, before=before)
    publish(PersonReturned(actor.organization.id, person.pk), actor=actor)
    return person


def address(email: str) -> str:
    """A mail address in the form that is kept and compared."""
    return email.strip().lower()


def _left(person: Person, reason: str) -> dict[str, Any]:
    return {"left_at": person.left_at, "reason": reason}
