"""Everybody reads her own inbox and nobody else's."""

from django.db.models import Q

from tenancy.actors import Actor
from tenancy.rules import allow, register

OWN_PEOPLE = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")

POLICIES = register(
    "notifications",
    {
        "view_inbox": OWN_PEOPLE,
        "mark_read": OWN_PEOPLE,
        "tell_people": allow(),
        "send_again": allow("platform"),
    },
    project=False,
)


def visible(actor: Actor) -> Q:
    """The actor's own lines; none for who is no person here."""
    return Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
