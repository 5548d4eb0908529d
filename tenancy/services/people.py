"""Verbs of clients, people and members."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import MemberJoined
from tenancy.models import Client, Membership, Person, User
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput


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
