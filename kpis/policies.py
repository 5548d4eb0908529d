"""Who may see indicators; and what the house does by itself."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.selectors import visible_projects
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, allow, grant, register

READERS = allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
HOUSE_ONLY = allow()

POLICIES = {
    **register("kpis", {"define_kpi": HOUSE_ONLY, "roll_up": HOUSE_ONLY}, project=False),
    **register("kpis", {"view_kpis": grant(_("See indicators and readings"), READERS)}),
}


def visible(actor: Actor, prefix: str = "") -> Q:
    """Readings of the projects that the actor may know of. Clients' people see none yet."""
    if actor.roles & CLIENT_ROLES:
        return Q(**{f"{prefix}pk__in": []})
    return visible_projects(actor, f"{prefix}project__")
