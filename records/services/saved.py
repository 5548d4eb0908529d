"""Verbs of saved views: what the address of a list said, under a name."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from records.models import FirstView, SavedView
from records.selectors.saved import MOST, list_names
from tenancy.actors import Actor
from tenancy.verbs import record, require, verb
from toolkit.errors import BadInput, DomainError, Missing
from toolkit.pages.listing import shape
from toolkit.writing import differences, write


class TooManyViews(DomainError):
    """Tabs that nobody can overlook are no help."""

    code = "too_many_views"
    message = _("You have %(most)s views of this list. Delete one that you no longer open.")
    field = "label"


class NoSuchList(BadInput):
    """A view belongs to a list."""

    code = "no_such_list"
    message = _("There is no list of this name.")
    field = "route"


@verb
def save_view(*, actor: Actor, route: str, label: str, state: str = "", shared: bool = False) -> SavedView:
    """Keep the state of a list under a name; the actor's view of the same name takes the new state.

    `route`: the list's. `state`: what its address says. Raises `NoSuchList`, `TooManyViews`.
    """
    require(actor, "records.save_view")
    if shared:
        require(actor, "records.share_view")
    if actor.person_id is None:
        raise Missing()
    if route not in list_names():
        raise NoSuchList()
    values = {"state": shape(QueryDict(state)).urlencode(), "shared": shared}
    own = SavedView.objects.filter(owner_id=actor.person_id, route=route)
    view = own.filter(label=label).first()
    if view is not None:
        before = write(view, values)
        record(actor, "records.save_view", view, before=before, after=values)
        return view
    if own.count() >= MOST:
        raise TooManyViews(most=MOST)
    view = SavedView.objects.create(
        owner_id=actor.person_id, route=route, label=label, created_at=actor.now, **values
    )
    record(actor, "records.save_view", view, after={"label": label, "route": route, **values})
    return view


@verb
def edit_view(
    *,
    actor: Actor,
    view: SavedView,
    version: int | None = None,
    label: str | None = None,
    shared: bool | None = None,
    position: int | None = None,
    state: str | None = None,
) -> SavedView:
    """Another name, another place among the tabs, offered to everybody or not. Raises `Stale`."""
    require(actor, "records.edit_view", view)
    if shared and not view.shared:
        require(actor, "records.share_view")
    given = {"label": label, "shared": shared, "position": position}
    if state is not None:
        given["state"] = shape(QueryDict(state)).urlencode()
    values = differences(view, {name: value for name, value in given.items() if value is not None})
    before = write(view, values, version=version)
    record(actor, "records.edit_view", view, before=before, after=values)
    return view


@verb
def delete_view(*, actor: Actor, view: SavedView, version: int | None = None) -> SavedView:
    """Forget a view; the rows of the list are not touched. Raises `Stale`."""
    require(actor, "records.edit_view", view)
    write(view, {"label": view.label}, version=version)
    kept = {"label": view.label, "route": view.route, "state": view.state}
    record(actor, "records.delete_view", view, before=kept)
    SavedView.objects.filter(pk=view.pk).delete()
    return view


@verb
def open_first(*, actor: Actor, view: SavedView) -> SavedView:
    """Let the list open with this view for the actor; said again, the list opens as usual."""
    require(actor, "records.save_view", view)
    if actor.person_id is None:
        raise Missing()
    own = FirstView.objects.filter(person_id=actor.person_id, route=view.route)
    was = own.filter(view=view).exists()
    own.delete()
    if not was:
        FirstView.objects.create(person_id=actor.person_id, route=view.route, view=view)
    record(actor, "records.open_first", view, after={"first": not was})
    return view
