"""Questions about clients."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tenancy.actors import Actor
from tenancy.models import Client, Person
from toolkit.errors import Missing


def clients(*, actor: Actor) -> QuerySet[Client]:
    """The organization's clients."""
    return Client.objects.all()


def client_register(*, actor: Actor) -> QuerySet[Client]:
    """`clients` with how many of their people are named here (`people`)."""
    theirs = Person.objects.present().filter(client=OuterRef("pk")).order_by()
    counted = theirs.values("client").annotate(n=Count("pk")).values("n")
    return clients(actor=actor).annotate(people=Coalesce(Subquery(counted), 0))


def client_by_code(*, actor: Actor, code: str) -> Client:
    """One client; raises `Missing`."""
    found = clients(actor=actor).filter(code=code).first()
    if found is None:
        raise Missing()
    return found


def people_of_client(*, actor: Actor, client: Client) -> QuerySet[Person]:
    """The client's people, by name."""
    return Person.objects.filter(client=client).order_by("name", "pk")
