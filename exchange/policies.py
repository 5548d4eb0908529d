"""Who may bring plans in."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects import selectors
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, allow, grant, register

POLICIES = register(
    "exchange",
    {
        "view_imports": grant(_("See imports"), allow("TA", "DH", "PM", "TL", "AU", "platform")),
        "stage_import": grant(_("Preview an import"), allow("DH", "PM")),
        "commit_import": grant(_("Bring a previewed import in"), allow("DH", "PM")),
        "discard_import": grant(_("Discard an import"), allow("DH", "PM")),
    },
)


def visible(actor: Actor) -> Q:
    """Imports of the projects that the actor may know of; none for a client's people."""
    if actor.roles & CLIENT_ROLES:
        return Q(pk__in=[])
    return Q(project__in=selectors.projects(actor=actor).values("pk"))
