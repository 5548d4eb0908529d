"""Every route and everybody: each answer is the one that the registered policy asks for.

Everybody tries each method that a route has, and one that it has not: the next visitor tries the next one.
"""

import pytest
from django.urls import resolve

from tenancy.rules import REGISTRY
from tests.house.sources import none
from tests.house.world import address
from tests.isolation.oracle import METHODS, expected, judged
from tests.isolation.visitors import NAMES
from tests.isolation.walking import DOORS, knock, taken_back, unreachable, unregistered, walked
from toolkit.registry import Open, routes


@pytest.mark.threat("T-003")
class TestNothingIsLeftOut:
    def test_every_argument_of_every_route_has_a_sample(self):
        none(unreachable())

    def test_every_route_is_a_page_or_an_endpoint(self):
        none(unregistered())

    def test_no_route_stands_in_the_shadow_of_another(self, house):
        """Each address leads to its own route, whatever room listed one before it."""
        none(
            f"{route.route} leads to {found}"
            for route in walked()
            if (found := resolve(address(house.own, route)).route) != route.route
        )

    def test_every_method_names_a_registered_policy(self):
        none(unguarded())


def unguarded(doors=DOORS):
    """Methods of routes whose policy is none, or one that nobody registered."""
    for route in routes():
        if route.door is None or not route.route.startswith(doors):
            continue
        policies = route.door.policies or {"every method": ""}
        for method, policy in policies.items():
            if not isinstance(policy, Open) and policy not in REGISTRY:
                yield f"{method} {route.route}: no policy {policy!r}"


def methods(route, turn: int) -> list[str]:
    """Those that the route has, and of the others the one whose turn it is."""
    lacking = [method for method in METHODS if method not in route.door.policies]
    has = [method for method in METHODS if method not in lacking]
    return has + (lacking[turn % len(lacking) :][:1] if lacking else [])


def cells(visitor, world, found=None):
    """Walks one visitor over everything; yields the cells that are not as they must be."""
    browser, turn = visitor.browser(), NAMES.index(visitor.name)
    for route in walked() if found is None else found:
        url = address(world, route)
        for method in methods(route, turn):
            with taken_back():
                answer = knock(browser, route, method, url)
            is_, must = judged(answer, method), expected(visitor, route, method)
            if is_ != must:
                yield f"{visitor.name}: {method} {url} {is_} ({answer.status_code}), not: {must}"


@pytest.mark.threat("T-003", "T-026", "T-042", "T-057", "T-065")
@pytest.mark.parametrize("name", NAMES)
def test_every_cell(house, visitors, counted, quiet, name):
    none(cells(visitors[name], house.own))
    requests = sum(len(methods(route, NAMES.index(name))) for route in walked())
    counted(routes=len(walked()), visitors=name, requests=requests)
