from django.db.models import Q

from projects.selectors import visible_projects
from tenancy.rules import CLIENT_ROLES, allow, grant, register

READERS = allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
HOSTS = allow("DH", "PM")

POLICIES = register(
    "tea",
    {
        "view_brews": grant("See brews", READERS),
        "add_brew": grant("Put brews on", HOSTS),
        "edit_brew": grant("Change brews", HOSTS),
        "serve_brew": grant("Serve brews", HOSTS),
        "withdraw_brew": grant("Pour brews away", HOSTS),
    },
)


def visible(actor, prefix=""):
    rows = visible_projects(actor, f"{prefix}project__")
    if actor.roles & CLIENT_ROLES:
        rows &= Q(**{f"{prefix}client_id": actor.client_id, f"{prefix}visibility": "shared"})
    return rows
