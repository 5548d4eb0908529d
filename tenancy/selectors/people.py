"""Questions about clients, people and members."""

from django.db.models import QuerySet

from tenancy.actors import Actor
from tenancy.models import Client, Membership, Person


def clients(*, actor: Actor) -> QuerySet[Client]:
    """The organization's clients."""
    return Client.objects.all()


def people(*, actor: Actor) -> QuerySet[Person]:
    """Everyone the organization names."""
    return Person.objects.all()


def members(*, actor: Actor) -> QuerySet[Membership]:
    """Logins with a role, ended ones included."""
    return Membership.objects.select_related("person")
