"""Narrowing of people and invitations; page and API use the same."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.models import Invitation, Person
from tenancy.selectors import clients
from tenancy.tables.people import ROLES, STANDINGS
from toolkit.filters import Filters, OneOf, Reference, Search
from toolkit.tables import in_language


class Held(OneOf):
    """Roles held today: people may hold several."""

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows.filter(Q((f"{self.source}__overlap", value)))


def named_clients(actor: Actor) -> list[tuple[Any, str]]:
    """The organization's clients, by name."""
    rows = clients(actor=actor).order_by("name", "pk").values("pk", "name", "name_zh")
    return [(row["pk"], in_language(row, "name")) for row in rows]


class PeopleFilters(Filters):
    """People of the organization."""

    q = Search("name", "email", label=_("Search"))
    role = Held(ROLES, source="held", label=_("Role"), many=True)
    standing = OneOf(STANDINGS, label=_("Standing"), many=True)
    side = OneOf(Person.Side.choices, label=_("Side"))
    client = Reference("client_id", label=_("Client"), choices=named_clients)


class InvitationFilters(Filters):
    """Invitations."""

    q = Search("email", "person__name", label=_("Search"))
    state = OneOf(Invitation.State.choices, label=_("State"), many=True)
    role = OneOf(ROLES, label=_("Role"), many=True)
