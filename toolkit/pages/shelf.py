"""Saved views of a list: tabs above it, what they open, how many rows each holds.

The store is named in settings: `MILEPOST_VIEWS` answers an object with `is_open(actor=…)`,
`views(actor=…, route=…)`, `save_url(…)` and `arrange_url(…)`. The state of a list stands in its address; a
view only remembers one.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from toolkit.errors import BadParameter, Missing
from toolkit.pages.listing import DENSITIES, SIZES, chosen_columns, one_of, shape

COUNTED = 999
ALL = "all"


@dataclass(frozen=True)
class Shelf:
    """What the page draws: tabs, and where the present state is saved or a view is kept in order."""

    tabs: list[dict[str, Any]]
    counts_url: str
    save_url: str
    arrange_url: str


def store() -> Any:
    """What keeps the views, or None."""
    path = getattr(settings, "MILEPOST_VIEWS", "")
    return import_string(path) if path else None


def views(page: Any) -> list[Any]:
    """The views of this list that the actor is offered; none where nobody keeps them."""
    kept = store()
    if kept is None or not kept.is_open(actor=page.actor):
        return []
    found: list[Any] = kept.views(actor=page.actor, route=route_of(page))
    return found


def route_of(page: Any) -> str:
    """The list's name, under which its views are kept."""
    match = page.request.resolver_match
    return match.url_name if match else ""


def shelf(page: Any, *, counts: dict[Any, str] | None = None) -> Shelf | None:
    """The tabs above a list; None where nobody keeps views or a client's person reads."""
    kept = store()
    if kept is None or not kept.is_open(actor=page.actor):
        return None
    active = next((one for one in page.views if str(one.pk) == page.request.GET.get("view", "")), None)
    now = shape(page.request.GET)
    is_changed = now.urlencode() != (shape(QueryDict(active.state)).urlencode() if active else "")
    about = {"actor": page.actor, "route": route_of(page), "back": page.url(), "state": now.urlencode()}
    return Shelf(
        tabs=_tabs(page, active, counts or {}) if page.views else [],
        counts_url=page.url(part="counts") if page.views and counts is None else "",
        save_url=kept.save_url(view=active, **about) if is_changed else "",
        arrange_url=kept.arrange_url(**about) if page.views else "",
    )


def _tabs(page: Any, active: Any, counts: dict[Any, str]) -> list[dict[str, Any]]:
    path = page.request.path
    every = {"label": _("All"), "url": f"{path}?view={ALL}", "active": active is None, "count": ""}
    own = [
        {
            "label": one.label,
            "url": f"{path}?open={one.pk}",
            "active": one is active,
            "count": counts.get(one.pk, ""),
        }
        for one in page.views
    ]
    return [every, *own]


def opened(page: Any) -> HttpResponse | None:
    """A view as the address it stands for: `?open=` one, or a list opened bare where one is the first."""
    wanted, is_bare = page.request.GET.get("open", ""), not page.request.GET
    if not (wanted or is_bare):
        return None
    view = next((one for one in page.views if str(one.pk) == wanted or (is_bare and one.is_first)), None)
    if view is None:
        if wanted:
            raise Missing()
        return None
    state, dropped = sound(page, QueryDict(view.state))
    if dropped:
        told = _("The view asks for what the list no longer has. Left out: %(names)s.")
        messages.warning(page.request, told % {"names": ", ".join(dropped)}, fail_silently=True)
    state["view"] = str(view.pk)
    return HttpResponseRedirect(f"{page.request.path}?{state.urlencode()}")


def sound(page: Any, state: QueryDict) -> tuple[QueryDict, list[str]]:
    """The parameters that the list still understands, and the names of those that lost something."""
    kept, dropped = QueryDict(mutable=True), []
    for name, values in shape(state).lists():
        parts = [key for value in values for key in value.split(",")] if name == "columns" else values
        good = [one for one in parts if understands(page, name, one)]
        if good:
            kept.setlist(name, [",".join(good)] if name == "columns" else good)
        if len(good) < len(parts):
            dropped.append(name)
    return kept, dropped


def understands(page: Any, name: str, value: str) -> bool:
    """Whether the list takes this value of a parameter; asked of the list itself."""
    query = QueryDict(mutable=True)
    query[name] = value
    known = page.columns_of(query)
    try:
        page.filters_of(query)
        chosen_columns(query.getlist("columns"), known)
        one_of("rows", query.get("rows", ""), SIZES)
        one_of("density", query.get("density", ""), DENSITIES)
    except BadParameter:
        return False
    order = query.get("order", "")
    return not order or bool(getattr(known.get(order.removeprefix("-")), "order", ()))


def counts(page: Any) -> HttpResponse:
    """The tabs once more, with how many rows each holds; read after the list stands."""
    found = {one.pk: _count(page, QueryDict(one.state)) for one in page.views}
    made = shelf(page, counts=found)
    return HttpResponse(render_to_string("pages/list_views.html", {"shelf": made}, page.request))


def _count(page: Any, state: QueryDict) -> str:
    """How many rows a view holds, up to a bound."""
    rows = page.filters_of(sound(page, state)[0]).apply(page.get_queryset()).order_by()
    n = rows.values("pk")[: COUNTED + 1].count()
    return f"{COUNTED}+" if n > COUNTED else str(n)
