"""Questions about saved views of lists."""

from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from records.models import FirstView, SavedView
from tenancy.actors import Actor
from toolkit import registry
from toolkit.errors import Missing

MOST = 20


def saved_views(*, actor: Actor, route: str = "") -> QuerySet[Any]:
    """The actor's own views and those offered to everybody, in her order; `is_first`: it opens by itself."""
    first = FirstView.objects.filter(Q(view=OuterRef("pk"), person_id=actor.person_id))
    rows = SavedView.objects.filter(Q(owner_id=actor.person_id) | Q(shared=True))
    rows = rows.filter(route=route) if route else rows
    return rows.annotate(is_first=Exists(first)).order_by("route", "shared", "position", "label", "id")


def views_of_list(*, actor: Actor, route: str) -> list[Any]:
    """Those that stand as tabs above a list."""
    return list(saved_views(actor=actor, route=route)[:MOST])


def saved_view(*, actor: Actor, view_id: UUID) -> Any:
    """One of them; raises `Missing`."""
    found = saved_views(actor=actor).select_related("owner").filter(pk=view_id).first()
    if found is None:
        raise Missing()
    return found


@cache
def _lists() -> dict[str, Any]:
    return {
        route.name: route.door.view.title  # type: ignore[attr-defined]
        for route in registry.routes()
        if route.name and route.door and route.door.kind == "list" and route.route.startswith("o/")
    }


def list_names() -> dict[str, str]:
    """The lists that can have views: name of the route and what the page is called."""
    return {name: str(title) for name, title in _lists().items()}
