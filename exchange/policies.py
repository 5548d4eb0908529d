"""Who may bring plans in."""

from django.db.models import Q

from projects import selectors
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, allow, register

POLICIES = register(
    "exchange",
    {
        "view_imports": allow("TA", "DH", "PM", "TL", "AU", "platform"),
        "stage_import": allow("DH", "PM"),
        "commit_import": allow("DH", "PM"),
        "discard_import": allow("DH", "PM"),
    },
)


def visible(actor: Actor) -> Q:
    """Imports of the projects that the actor may know of; none for a client's people."""
    if actor.roles & CLIENT_ROLES:
        return Q(pk__in=[])
    return Q(project__in=selectors.projects(actor=actor).values("pk"))
