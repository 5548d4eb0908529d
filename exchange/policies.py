"""Who may bring plans in."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects import selectors
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, ORGANIZATION_WIDE, PLATFORM, allow, grant, register

IMPORTERS = allow("TA", "DH", "PM", "TL", "QA", "WF", "FI")

POLICIES = register(
    "exchange",
    {
        "view_imports": grant(_("See imports"), allow("TA", "DH", "PM", "TL", "AU", "platform")),
        "stage_import": grant(_("Preview an import"), allow("DH", "PM")),
        "commit_import": grant(_("Bring a previewed import in"), allow("DH", "PM")),
        "discard_import": grant(_("Discard an import"), allow("DH", "PM")),
    },
)

# What may be brought in decides on top of these: each list names the policy of its own verb.
POLICIES |= register(
    "exchange",
    {
        "view_lists": grant(_("See one’s imports of lists"), IMPORTERS | {"AU"}),
        "import_list": grant(_("Import lists from spreadsheets"), IMPORTERS),
    },
    project=False,
)


def visible(actor: Actor) -> Q:
    """Imports of the projects that the actor may know of; none for a client's people."""
    if actor.roles & CLIENT_ROLES:
        return Q(pk__in=[])
    return Q(project__in=selectors.projects(actor=actor).values("pk"))


def sees_list(actor: Actor) -> Q:
    """Imports of lists that an actor may know of: her own; those who see the organization see all."""
    if actor.is_system or actor.roles & (ORGANIZATION_WIDE | {PLATFORM}):
        return Q()
    if actor.person_id is None or actor.roles & CLIENT_ROLES:
        return Q(pk__in=[])
    mine = Q(project__isnull=True) | Q(project__in=selectors.projects(actor=actor).values("pk"))
    return mine & Q(started_by_id=actor.person_id)
