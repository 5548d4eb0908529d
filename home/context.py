"""The frame for the templates: `shell`, computed only where a template asks for it."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from home.frame import MAIN, PROJECT, Counts, Shell, items, project_header
from home.organizations import organizations_of
from home.selectors import Standing, standing
from notifications.selectors import unread_count
from tenancy.actors import Actor


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Pages without a frame, the API and the admin never look: they cost nothing."""
    return {"shell": SimpleLazyObject(partial(_shell, request))}


def _shell(request: Any) -> Shell | None:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.is_platform:
        return None
    if actor.client_id is not None:
        return _portal(request, actor)
    return _workspace(request, actor)


def _portal(request: Any, actor: Actor) -> Shell:
    """The client's frame asks the database nothing: its pages say whose portal it is."""
    title = getattr(request, "portal_title", "")
    return Shell(
        organization=actor.organization,
        home_url=reverse("portal_home", kwargs={"org": actor.organization.slug}),
        portal_title=title,
        by=actor.organization.name if title else "",
    )


def _workspace(request: Any, actor: Actor) -> Shell:
    """Two queries: unread lines, and the project of the page where there is one."""
    match = request.resolver_match
    here, arguments = (match.url_name or "", match.kwargs) if match else ("", {})
    org = {"org": actor.organization.slug}
    unread = {"notifications_inbox": (unread_count(actor=actor), False)}
    found = standing(actor=actor, key=arguments["key"]) if "key" in arguments else None
    url = {**org, "key": found.key} if found else {}
    return Shell(
        organization=actor.organization,
        home_url=reverse("home_my_day", kwargs=org),
        tokens_url=reverse("tenancy_tokens", kwargs=org) if actor.may("tenancy.view_tokens") else "",
        organizations=organizations_of(request, actor),
        main=items(MAIN, actor=actor, here=here, url=org, counts=unread),
        project=_areas(actor, here, found, url) if found else [],
        project_header=project_header(found, reverse("home_overview", kwargs=url)) if found else None,
    )


def _areas(actor: Actor, here: str, found: Standing, url: dict[str, str]) -> list[Any]:
    late: Counts = {"planning_milestones": (found.overdue, True)}
    return items(PROJECT, actor=actor, here=here, url=url, counts=late, record=found.id)
