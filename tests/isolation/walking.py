"""The walk itself: knocking at addresses, comparing answers, and the state of every table."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client as Browser

from tenancy.scope import tenant_tx
from tests.house.inputs import WRITING, is_endpoint, send, writing
from tests.house.masking import masked
from tests.house.world import World, addresses, without_sample
from toolkit.registry import Route, routes

WORKSPACE, PORTAL, API = "o/", "portal/", "api/v1/o/"
DOORS = (WORKSPACE, PORTAL, API)
# What is kept of a visit itself, after the answer: that somebody looked, that a key was used.
TRACES = {"tenancy.AccessLine", "tenancy.TokenUse"}


class Counted:
    """Adds up what a walk did; `tests.plugins` prints the sums of the whole run."""

    def __init__(self, record_property: Callable[[str, object], None]) -> None:
        self._record = record_property

    def __call__(self, **figures: int | str) -> None:
        for name, value in figures.items():
            self._record(f"walk:{name}", value)


def walked() -> list[Route]:
    """Every route behind a door whose arguments have samples."""
    return addresses(*DOORS)


def unreachable() -> Iterator[str]:
    """A route that the walk cannot reach is a route that nobody has walked."""
    for route in routes():
        if route.door and route.route.startswith(DOORS) and (names := without_sample(route)):
            yield f"no sample for {', '.join(names)} of {route.route} ({route.name})"


def unregistered() -> Iterator[str]:
    """A route behind a door that is no page kind and no endpoint has no policy that anybody could ask."""
    for route in routes():
        if route.route.startswith(DOORS) and route.door is None:
            yield f"{route.route} is neither a page nor an endpoint"


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside leaves nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def knock(browser: Browser, route: Route, method: str, url: str) -> Any:
    """A request with an empty body."""
    body = (
        {"data": "{}", "content_type": "application/json"} if is_endpoint(route) and method in WRITING else {}
    )
    return getattr(browser, method)(url, **body)


def ask(browser: Browser, world: World, route: Route, method: str, url: str) -> Any:
    """A valid request, but for its address; what it changes is taken back."""
    with taken_back():
        if method in writing(route):
            return send(browser, world, route, method, url=url)
        return knock(browser, route, method, url)


def difference(one: Any, other: Any, *values: str) -> str:
    """Empty when two answers say the same of two values, byte for byte."""
    mine, theirs = masked(one, *values), masked(other, *values)
    if mine == theirs:
        return ""
    if mine[0] != theirs[0]:
        return f"{mine[0]} instead of {theirs[0]}"
    return "another body" if mine[1] != theirs[1] else "other headers"


def fingerprint(organizations: Iterable[Any]) -> dict[str, tuple]:
    """Every row of every tenant table of these organizations, as a count and a hash; traces left out."""
    found = {}
    for organization in organizations:
        with tenant_tx(organization), connection.cursor() as cursor:
            for model in tenant_models():
                if model._meta.label in TRACES:
                    continue
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY id)) FROM {table} t")
                found[f"{organization} {model._meta.label}"] = cursor.fetchone()
    return found


def tenant_models() -> list[Any]:
    return [model for model in apps.get_models() if getattr(model, "is_tenant_table", False)]
