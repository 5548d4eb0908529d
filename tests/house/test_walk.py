"""Every address, as everybody: who finds something there, who is told that nothing is, and what changes.

New routes come from the resolver by themselves; their arguments need a sample in `world.py`.
"""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client as Browser
from django.urls import resolve, reverse

from tenancy.scope import tenant_tx
from tests.house.masking import masked
from tests.house.sources import none
from tests.house.world import (
    CANARY,
    MISSING,
    World,
    address,
    addresses,
    arguments,
    make_world,
    missing,
    without_sample,
)
from toolkit.registry import Route, routes

pytestmark = pytest.mark.isolation

WORKSPACE, PORTAL, API = "o/", "portal/", "api/v1/o/"
DOORS = (WORKSPACE, PORTAL, API)
EVERY_METHOD = ("get", "post", "patch", "delete")
# Pages whose answer to a good GET is not the page: they send on.
SENT_ON: dict[str, int] = {}


@pytest.fixture(autouse=True)
def quiet():
    """Hundreds of refusals would bury the one line that matters."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(cast) -> World:
    return make_world(cast)


def methods(route: Route) -> list[str]:
    return [method for method in ("get", "post", "put", "patch", "delete") if method in route.door.policies]


def ask(browser: Browser, method: str, url: str, **headers: Any) -> Any:
    has_body = url.startswith("/api/") and method not in ("get", "head")
    body = {"data": "{}", "content_type": "application/json"} if has_body else {}
    return getattr(browser, method)(url, **body, **headers)


def like_missing(browser: Browser, theirs: str, nothing: str, method: str, **headers: Any) -> str:
    """Empty when an address answers 404 exactly as an address at which nothing is."""
    one, other = ask(browser, method, theirs, **headers), ask(browser, method, nothing, **headers)
    if one.status_code != 404:
        return f"{method} {theirs} -> {one.status_code}"
    if masked(one, theirs) != masked(other, nothing):
        return f"{method} {theirs} differs from {nothing}"
    return ""


def fingerprint(world: World) -> dict[str, tuple]:
    """Every row of every tenant table of Acme, as a count and a hash."""
    found = {}
    with tenant_tx(world.cast.acme.pk), connection.cursor() as cursor:
        for model in apps.get_models():
            if getattr(model, "is_tenant_table", False):
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY id)) FROM {table} t")
                found[model._meta.label] = cursor.fetchone()
    return found


def test_every_argument_of_every_route_has_a_sample():
    """A route that the walk cannot reach is a route that nobody has walked."""
    none(
        f"tests/house/world.py has no sample for {', '.join(names)} of {route.route} ({route.name})"
        for route in routes()
        if route.door and route.route.startswith(DOORS) and (names := without_sample(route))
    )


def test_no_route_stands_in_the_shadow_of_another(world):
    """Each address leads to its own route, whatever room listed one before it."""
    none(
        f"{route.route} leads to {resolve(address(world, route)).route}"
        for route in addresses("")
        if resolve(address(world, route)).route != route.route
    )


def test_the_world_has_something_that_could_leak(world):
    """A walk past empty rooms proves nothing."""
    empty = [label for label, (count, _hash) in fingerprint(world).items() if not count]
    unused = {"tenancy.JobRun", "tenancy.Handled", "planning.PlanResource", "planning.Assignment"}
    unused |= {"planning.TaskBaseline", "planning.MilestoneAlert", "planning.CalendarException"}
    unused |= {"planning.WorkCalendar"}
    assert set(empty) <= unused


class TestTheRightfulOne:
    def test_finds_every_page(self, world):
        ada = world.cast.ada.browser()
        none(
            f"{url} -> {answer.status_code}"
            for route in addresses(WORKSPACE)
            if "get" in route.door.policies
            for url in [address(world, route)]
            if (answer := ada.get(url)).status_code != SENT_ON.get(route.name or "", 200)
        )

    def test_finds_every_page_of_the_portal(self, world):
        cleo = world.cast.cleo.browser()
        none(
            f"{url} -> {answer.status_code}"
            for route in addresses(PORTAL)
            for url in [address(world, route)]
            if (answer := cleo.get(url)).status_code != 200
        )

    def test_finds_every_record_of_the_api(self, world, client):
        none(
            f"{url} -> {answer.status_code}"
            for route in addresses(API)
            if "get" in route.door.policies
            for url in [address(world, route)]
            if (answer := client.get(url, **world.cast.api())).status_code != 200
        )

    def test_changes_nothing_by_looking(self, world, client):
        people = [world.cast.ada.browser(), world.cast.olga.browser(), world.cast.cleo.browser()]
        before = fingerprint(world)
        for route in addresses(*DOORS):
            for method in ("get", "head", "options"):
                for browser in people:
                    ask(browser, method, address(world, route))
                ask(client, method, address(world, route), **world.cast.api())
        after = fingerprint(world)
        none(label for label in before if before[label] != after[label])


class TestTheRival:
    """Zoe manages at Zenith. Whatever she asks of Acme is answered like nothing at all."""

    def test_at_acmes_door(self, world):
        zoe, before = world.cast.zoe.browser(), fingerprint(world)
        none(
            filter(
                None,
                (
                    like_missing(zoe, url, address(world, route, org=MISSING["slug"]), method)
                    for route in addresses(*DOORS)
                    for url in [address(world, route)]
                    for method in EVERY_METHOD
                ),
            )
        )
        assert fingerprint(world) == before

    def test_at_her_own_door_with_acmes_names(self, world):
        zoe, before = world.cast.zoe.browser(), fingerprint(world)
        none(filter(None, self.own_door(world, zoe, "zenith")))
        assert fingerprint(world) == before

    @staticmethod
    def own_door(world: World, browser: Browser, org: str) -> Iterator[str]:
        for route in addresses(WORKSPACE, API):
            others = [name for name in arguments(route) if name != "org"]
            for method in methods(route) if others else []:
                theirs = address(world, route, org=org)
                nothing = address(world, route, org=org, **missing(route, *others))
                yield like_missing(browser, theirs, nothing, method)

    def test_with_acmes_token_at_zenith(self, world, client):
        none(
            f"{method} {url} -> {answer.status_code}"
            for route in addresses(API)
            for url in [address(world, route, org="zenith")]
            for method in methods(route)
            if (answer := ask(client, method, url, **world.cast.api())).status_code != 404
        )

    def test_reads_no_canary_anywhere(self, world):
        zoe = world.cast.zoe.browser()
        for route in addresses(*DOORS):
            for org in ("acme", "zenith"):
                answer = zoe.get(address(world, route, org=org))
                assert CANARY.encode() not in answer.content, route.route


class TestTheClient:
    def test_has_no_workspace_and_no_api(self, world):
        cleo = world.cast.cleo.browser()
        none(
            filter(
                None,
                (
                    like_missing(cleo, url, address(world, route, org=MISSING["slug"]), method)
                    for route in addresses(WORKSPACE, API)
                    for url in [address(world, route)]
                    for method in EVERY_METHOD
                ),
            )
        )

    def test_can_do_nothing_in_the_portal(self, world):
        cleo, before = world.cast.cleo.browser(), fingerprint(world)
        none(
            f"{method} {url} -> {answer.status_code}"
            for route in addresses(PORTAL)
            for url in [address(world, route)]
            for method in ("post", "put", "patch", "delete")
            if (answer := ask(cleo, method, url)).status_code not in (404, 405)
        )
        assert fingerprint(world) == before

    def test_does_not_find_what_is_the_other_clients_or_not_shared(self, world):
        for browser, key in (
            (world.cast.cleo.browser(), world.hidden.key),
            (world.cast.cleo.browser(), world.other.key),
            (world.cast.carl.browser(), world.project.key),
        ):
            for route in addresses(PORTAL):
                if "key" in arguments(route):
                    theirs, nothing = address(world, route, key=key), address(world, route, key="NOPE")
                    none(filter(None, [like_missing(browser, theirs, nothing, "get")]))

    def test_the_other_client_reads_no_canary_of_this_one(self, world):
        carl = world.cast.carl.browser()
        for route in addresses(PORTAL):
            text = carl.get(address(world, route)).content.decode()
            assert f"{CANARY}<" not in text
            assert "five" not in text, route.route


class TestTheColleague:
    """Ada does not work on every project: the others are missing to her, not forbidden."""

    def test_a_project_she_is_no_member_of(self, world):
        ada, before = world.cast.ada.browser(), fingerprint(world)
        found = []
        for route in addresses(WORKSPACE, API):
            if "key" in arguments(route):
                for method in methods(route):
                    theirs = address(world, route, key=world.hidden.key)
                    found.append(like_missing(ada, theirs, address(world, route, key="NOPE"), method))
        none(filter(None, found))
        assert fingerprint(world) == before

    def test_a_member_of_the_team_meets_no_fault(self, world):
        ben = world.cast.ben.browser()
        none(
            f"{method} {url} -> {answer.status_code}"
            for route in addresses(WORKSPACE)
            for url in [address(world, route)]
            for method in ("get", "head")
            if (answer := ask(ben, method, url)).status_code not in (200, 403, 404, 405, 409)
        )


class TestNobody:
    def test_is_asked_to_sign_in_on_every_page(self, world, client):
        none(
            f"{method} {url} -> {answer.status_code}"
            for route in addresses(WORKSPACE, PORTAL)
            for url in [address(world, route)]
            for method in ("get", "post")
            if (answer := ask(client, method, url)).status_code != 302
            or not answer["Location"].startswith("/accounts/login/?next=")
        )

    def test_is_told_so_at_every_endpoint(self, world, client):
        none(
            f"{method} {url} -> {answer.status_code}"
            for route in addresses(API)
            for url in [address(world, route)]
            for method in EVERY_METHOD
            if (answer := ask(client, method, url)).status_code != 401
        )

    def test_finds_only_what_is_listed_as_open(self, world, client):
        """Everything that is not behind a door, without arguments: it answers, and it tells nothing."""
        for route in routes():
            if route.route.startswith((*DOORS, "admin/")) or "<" in route.route or "^" in route.route:
                continue
            answer = client.get(f"/{route.route}")
            assert answer.status_code in (200, 302, 404, 405), route.route
            if not answer.streaming:
                assert CANARY.encode() not in answer.content, route.route


class TestAdmin:
    @pytest.fixture
    def inside(self) -> list[str]:
        return sorted(
            f"/{route.route}"
            for route in routes()
            if route.route.startswith("admin/") and "<" not in route.route and "^" not in route.route
        )

    def test_is_missing_to_everybody_else(self, world, inside):
        for name in ("ada", "olga", "cleo", "zoe"):
            browser = getattr(world.cast, name).browser()
            none(url for url in inside if browser.get(url).status_code != 404)

    def test_asks_somebody_unknown_to_sign_in(self, world, inside, client):
        none(url for url in inside if "/accounts/login/" not in client.get(url).get("Location", ""))

    def test_sends_staff_to_choose_an_organization(self, world, inside):
        root, open_pages = (
            self.root(world),
            {"/admin/enter/", "/admin/leave/", "/admin/logout/", "/admin/jsi18n/"},
        )
        told = {url: root.get(url) for url in inside if url not in open_pages}
        rows = ("/admin/tenancy/organization/", "/admin/tenancy/user/")
        none(
            url
            for url, answer in told.items()
            if answer.get("Location") != "/admin/enter/" and not url.startswith(rows)
        )

    def test_shows_every_list_of_the_chosen_organization_and_changes_nothing(self, world, inside):
        root = self.root(world)
        root.post("/admin/enter/", {"organization": world.cast.acme.pk, "reason": "walk of the house"})
        before = fingerprint(world)
        skipped = {"/admin/leave/", "/admin/logout/", "/admin/login/", "/admin/autocomplete/"}
        answers = {url: root.get(url) for url in inside if url not in skipped and not url.endswith("/add/")}
        none(f"{url} -> {answer.status_code}" for url, answer in answers.items() if answer.status_code != 200)
        assert fingerprint(world) == before

    def test_shows_nothing_of_the_others(self, world, inside):
        root = self.root(world)
        root.post("/admin/enter/", {"organization": world.cast.zenith.pk, "reason": "walk of the house"})
        none(url for url in inside if CANARY.encode() in root.get(url).content)

    def test_adds_nothing_past_the_services(self, world, inside):
        root = self.root(world)
        root.post("/admin/enter/", {"organization": world.cast.acme.pk, "reason": "walk of the house"})
        none(
            f"{url} -> {answer.status_code}"
            for url in inside
            if url.endswith("/add/") and (answer := root.get(url)).status_code != 403
        )

    def test_shows_every_record_of_the_chosen_organization_and_none_of_the_others(self, world):
        with tenant_tx(world.cast.acme.pk):
            rows = [model._default_manager.first() for model in admin.site._registry]
        names = [(row._meta.label_lower.replace(".", "_"), row.pk) for row in rows if row]
        pages = [reverse(f"admin:{name}_change", args=[pk]) for name, pk in names]
        assert len(pages) > 10
        for organization, statuses in ((world.cast.acme, {200}), (world.cast.zenith, {200, 302, 404})):
            root = self.root(world)
            root.post("/admin/enter/", {"organization": organization.pk, "reason": "walk of the house"})
            answers = {page: root.get(page) for page in pages}
            none(f"{page} -> {a.status_code}" for page, a in answers.items() if a.status_code not in statuses)
            if organization == world.cast.zenith:
                none(page for page, answer in answers.items() if CANARY.encode() in answer.content)

    @staticmethod
    def root(world: World) -> Browser:
        browser = Browser()
        browser.force_login(world.cast.root)
        return browser
