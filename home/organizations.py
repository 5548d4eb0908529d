"""The organizations a person may switch to, remembered in her session so that pages need not ask."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tenancy import selectors
from tenancy.actors import Actor
from toolkit.formats import is_chinese

REMEMBERED = "shell_organizations"
KEPT = timedelta(minutes=15)


def organizations_of(request: Any, actor: Actor) -> list[dict[str, Any]]:
    """Name, address of its door, and whether it is the present one; asked anew every 15 minutes.

    Whoever looks on as somebody else sees one organization, and the session is not hers to note it in.
    """
    if actor.on_behalf:
        return []
    kept = request.session.get(REMEMBERED)
    if kept is None or actor.now - datetime.fromisoformat(kept["at"]) > KEPT or not _knows(kept, actor):
        kept = remember(request, user_id=actor.user_id, now=actor.now)
    return [
        {
            "name": named(one["name"], one.get("name_zh", "")),
            "url": door(one),
            "current": one["slug"] == actor.organization.slug,
        }
        for one in kept["organizations"]
    ]


def remember(request: Any, *, user_id: Any, now: datetime) -> dict[str, Any]:
    """Ask, and keep the answer in the session."""
    found = selectors.organizations_of(user_id=user_id, now=now)
    kept = {"at": now.isoformat(), "organizations": found}
    request.session[REMEMBERED] = kept
    return kept


def named(name: str, name_zh: str) -> str:
    """An organization's Chinese name for Chinese readers where there is one, else its name."""
    return (is_chinese() and name_zh) or name


def door(organization: dict[str, Any]) -> str:
    """Where a person enters an organization: the portal for a client's people, else the workspace."""
    route = "portal_home" if organization["is_client"] else "home_my_day"
    return reverse(route, kwargs={"org": organization["slug"]})


def _knows(kept: dict[str, Any], actor: Actor) -> bool:
    return any(one["slug"] == actor.organization.slug for one in kept["organizations"])


def own_door(request: Any) -> str:
    """Where `/` leads: her organization, the administrator's door, or nowhere for strangers and leavers."""
    if not request.user.is_authenticated:
        return ""
    kept = remember(request, user_id=request.user.pk, now=timezone.now())
    if kept["organizations"]:
        return door(kept["organizations"][0])
    if request.user.is_platform_staff:
        return reverse("admin:index")
    messages.warning(request, _("No organization has a place for you today. Ask who invited you."))
    return ""
