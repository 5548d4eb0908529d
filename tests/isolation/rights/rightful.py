"""Who may send what: for each writing method of each route a visitor whom the matrix lets in."""

from collections.abc import Iterator
from typing import Any

from tests.house.inputs import input_of, is_endpoint, writing
from tests.isolation.oracle import OPEN, expected
from tests.isolation.visitors import Visitor
from tests.isolation.walking import walked
from toolkit.registry import Route

PEOPLE = ("Ada", "TA", "DH", "TL", "AG")


def rightful(visitors: dict[str, Visitor], route: Route, method: str) -> Visitor | None:
    """The first of `PEOPLE` who may."""
    return next((visitors[n] for n in PEOPLE if expected(visitors[n], route, method) == OPEN), None)


def requests(
    house: Any, visitors: dict[str, Visitor]
) -> Iterator[tuple[Visitor, Route, str, dict[str, Any]]]:
    """Every writing method that takes members or fields, with who may send it and a valid body."""
    for route in walked():
        for method in writing(route):
            visitor, body = rightful(visitors, route, method), input_of(house.own, route, method)
            if visitor is not None and body is not None:
                yield visitor, route, method, body


def declared(route: Route, method: str) -> dict[str, Any]:
    """The fields that a route's form or serializer declares, by name."""
    view: Any = route.view
    if not is_endpoint(route):
        return dict(getattr(view.form, "base_fields", {}))
    shapes = [form for form in (view.forms.get(method), getattr(view, "common", None)) if form]
    return {name: field for form in shapes for name, field in form._declared_fields.items()}


def reader_of(visitors: dict[str, Visitor], route: Route) -> Visitor | None:
    """Who may read a list, page or endpoint; None for what is no list."""
    view: Any = route.view
    if getattr(view, "kind", "") != "list" or "get" not in route.door.policies:  # type: ignore[union-attr]
        return None
    return next((visitors[n] for n in ("Ada", "TA") if expected(visitors[n], route, "get") == OPEN), None)
