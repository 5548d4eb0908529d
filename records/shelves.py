"""Saved views as the toolkit's lists ask for them; the settings name `Shelves`."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from records.selectors.saved import views_of_list
from tenancy.actors import Actor
from tenancy.scope import current_scope


class Shelves:
    """The views of one list for one person, and where they are saved and kept in order."""

    @staticmethod
    def is_open(*, actor: Any) -> bool:
        """Whether this actor keeps views: own people, inside their organization."""
        own = isinstance(actor, Actor) and actor.person_id is not None and actor.client_id is None
        return own and current_scope() is not None

    @staticmethod
    def views(*, actor: Actor, route: str) -> list[Any]:
        """The tabs, in one query."""
        return views_of_list(actor=actor, route=route)

    @staticmethod
    def save_url(*, actor: Actor, route: str, back: str, state: str, view: Any) -> str:
        """The form that saves the present state."""
        label = view.label if view is not None and view.owner_id == actor.person_id else ""
        given = {"route": route, "state": state, "back": back.partition("?")[0], "label": label}
        address = reverse("records_save_view", kwargs={"org": actor.organization.slug})
        return f"{address}?{urlencode({name: value for name, value in given.items() if value})}"

    @staticmethod
    def arrange_url(*, actor: Actor, route: str, back: str, state: str) -> str:
        """The list of the views of this list."""
        address = reverse("records_views", kwargs={"org": actor.organization.slug})
        return f"{address}?{urlencode({'route': route})}"
