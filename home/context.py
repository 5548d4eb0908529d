"""The frame for the templates: `shell`, computed only where a template asks for it."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from home.day import known_counts
from home.frame import Counts, Shell, items, project_header, settings_item, tabs
from home.organizations import named, organizations_of
from home.places import MAIN, PROJECT, SETTINGS
from home.selectors import Standing, standing
from notifications.selectors import unread_count
from tenancy.actors import Actor, OrganizationRef


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


def organization_of(actor: Actor) -> OrganizationRef:
    """The organization under the name that the reader reads."""
    own = actor.organization
    return replace(own, name=named(own.name, own.name_zh))


def _portal(request: Any, actor: Actor) -> Shell:
    """The client's frame asks the database nothing: its pages say whose portal it is."""
    title = getattr(request, "portal_title", "")
    return Shell(
        organization=organization_of(actor),
        home_url=reverse("portal_home", kwargs={"org": actor.organization.slug}),
        portal_title=title,
        by=organization_of(actor).name if title else "",
    )


def _workspace(request: Any, actor: Actor) -> Shell:
    """Two queries: unread lines, and the project of the page where there is one."""
    match = request.resolver_match
    here, arguments = (match.url_name or "", match.kwargs) if match else ("", {})
    org = {"org": actor.organization.slug}
    unread = {"notifications_inbox": (unread_count(actor=actor), False), "home_my_day": known_counts(actor)}
    found = standing(actor=actor, key=arguments["key"]) if "key" in arguments else None
    url = {**org, "key": found.key} if found else {}
    settings = items(SETTINGS, actor=actor, here=here, url=org, counts={})
    inside = request.path_info.startswith(f"/o/{actor.organization.slug}/settings/")
    main = items(MAIN, actor=actor, here="" if inside else here, url=org, counts=unread)
    return Shell(
        organization=organization_of(actor),
        home_url=reverse("home_my_day", kwargs=org),
        tokens_url=reverse("tenancy_tokens", kwargs=org) if actor.may("tenancy.view_tokens") else "",
        jobs_url=reverse("tenancy_jobs", kwargs=org) if actor.may("tenancy.view_own_jobs") else "",
        **_search(actor, org),
        organizations=organizations_of(request, actor),
        main=[*main, *settings_item(settings, inside=inside)],
        settings=tabs(settings) if inside else [],
        project=_areas(actor, here, found, url) if found else [],
        project_header=project_header(found, reverse("home_overview", kwargs=url)) if found else None,
    )


def _search(actor: Actor, org: dict[str, str]) -> dict[str, str]:
    """The ways to search and to the command palette, for those who may."""
    if not actor.may("records.view_search"):
        return {}
    return {
        "search_url": reverse("home_search", kwargs=org),
        "palette_url": reverse("home_palette", kwargs=org),
    }


def _areas(actor: Actor, here: str, found: Standing, url: dict[str, str]) -> list[Any]:
    late: Counts = {"planning_milestones": (found.overdue, True)}
    return items(PROJECT, actor=actor, here=here, url=url, counts=late, record=found.id)
