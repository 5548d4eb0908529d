"""Every write has its line in the trail, in the same transaction: whatever route made it.

New routes come from the resolver by themselves; what they are sent stands in `inputs.py`.
"""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from tenancy.models import AuditLine, Client
from tenancy.scope import tenant_tx
from tenancy.verbs import record, verb
from tests.house.inputs import send, without_input, writing
from tests.house.sources import none
from tests.house.world import World, addresses, make_world
from tests.house.writes import UNNAMED, Watch, verbs_without_record, watched, watching
from toolkit.registry import Route

pytestmark = [pytest.mark.isolation, pytest.mark.threat("T-163")]

DOORS = ("o/", "portal/", "api/v1/o/")
# Who is asked to make a change, in this order: the project's manager, the organization's administrator,
# the delivery head.
SENDERS = ("ada", "olga", "head")
# Routes that the world gives nothing to change for, and why. Their verbs are held by the last test here.
OUT_OF_REACH = {
    "notifications_unmute": "nothing about this line is muted",
    "api_notifications_unmute": "nothing about this line is muted",
    "notifications_wake": "the line does not sleep",
    "api_notifications_wake": "the line does not sleep",
    "tenancy_close_glass": "no glass is open that an administrator broke",
}
# Verbs that change nothing worth a line, and why.
SILENT = {"tenancy.services.access.raise_alarms": "says a fact about lines of the access log"}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(cast) -> World:
    return make_world(cast)


def attempts(world: World) -> Iterator[tuple[Route, str]]:
    for route in addresses(*DOORS):
        for method in writing(route):
            yield route, method


def tried(world: World, route: Route, method: str) -> tuple[str, Any, Watch]:
    """A valid request by the first of the cast who may make it; what it did is looked at and taken back."""
    refused = []
    for name in SENDERS:
        browser = getattr(world.cast, name).browser()
        with transaction.atomic():
            with watching(world.cast.acme.pk) as watch:
                answer = send(browser, world, route, method)
            transaction.set_rollback(True)
        if answer.status_code < 400:
            return name, answer, watch
        refused.append(f"{name}: {answer.status_code}")
    return "", ", ".join(refused), Watch()


def test_every_route_that_writes_has_an_input():
    none(without_input(*addresses(*DOORS)))


def test_every_route_names_each_record_that_it_changes(world):
    """The database tells what changed, not the code that changed it."""
    found = []
    for route, method in attempts(world):
        name, answer, watch = tried(world, route, method)
        where = f"{method} {route.name}"
        if route.name in OUT_OF_REACH:
            found += [f"{where} is within reach: take it off the list"] * bool(watch.lines)
        elif not name:
            found.append(f"{where}: nobody of the cast could: {answer}")
        elif not watch.changed and not watch.lines:
            found.append(f"{where}: its input changes nothing, so it shows nothing")
        found += [f"{where} changed {one[0]} {watch.changed[one]} without a line" for one in watch.unnamed]
        found += [f"{where}: {line.action} lacks {lack}" for line in watch.lines for lack in lacks(line)]
    none(found)


def lacks(line: AuditLine) -> list[str]:
    """What a line of a request must say, and this one does not."""
    said = {"who": line.actor_name, "from where": line.ip, "request": line.request_id, "door": line.via}
    return [what for what, value in said.items() if not value]


class TakeBack:
    """Turns each answer into a refusal after the view has written: nothing of it may stay."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        answer: HttpResponse = self.get_response(request)
        return answer if request.method == "GET" else HttpResponse(status=500)


def test_what_is_taken_back_leaves_no_line(world, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.TakeBack"]
    found = []
    browsers = [getattr(world.cast, name).browser() for name in SENDERS]
    for route, method in attempts(world):
        with watching(world.cast.acme.pk) as watch:
            for browser in browsers:
                send(browser, world, route, method)
        if watch.changed or watch.lines:
            found.append(f"{method} {route.name}: {watch.changed} {watch.lines}")
    none(found)


@verb
def add_in_silence(*, actor: Any, says: bool) -> None:
    """A verb of this test."""
    client = Client.objects.create(code="NEW", name="New")
    if says:
        record(actor, "tenancy.test", client, after={"name": "New"})


class TestTheWatchItself:
    def test_catches_a_verb_that_forgets_its_line(self, cast):
        with watching(cast.acme.pk) as watch:
            add_in_silence(actor=cast.ada.actor(), says=False)
        [(label, _pk)] = watch.unnamed
        assert label == "tenancy.Client"

    def test_is_content_with_one_that_does_not(self, cast):
        with watching(cast.acme.pk) as watch:
            add_in_silence(actor=cast.ada.actor(), says=True)
        assert watch.changed
        assert watch.unnamed == []

    def test_catches_a_line_about_another_record(self, cast):
        with watching(cast.acme.pk) as watch, tenant_tx(cast.acme.pk):
            Client.objects.filter(pk=cast.skyharp.pk).update(name="Other")
            record(cast.ada.actor(), "tenancy.test", cast.tidewell, after={})
        assert watch.unnamed == [("tenancy.Client", str(cast.skyharp.pk))]

    def test_catches_a_row_that_goes(self, cast):
        with tenant_tx(cast.acme.pk):
            gone = Client.objects.create(code="OLD", name="Old")
        with watching(cast.acme.pk) as watch, tenant_tx(cast.acme.pk):
            Client.objects.filter(pk=gone.pk).delete()
        assert watch.unnamed == [("tenancy.Client", str(gone.pk))]

    def test_leaves_out_only_tables_that_exist_for_a_reason(self):
        from django.apps import apps

        labels = {model._meta.label for model in apps.get_models()}
        assert set(UNNAMED) <= labels
        assert not set(UNNAMED) & {model._meta.label for model in watched()}


def test_every_verb_of_the_sources_reaches_record():
    """Also those that no route calls: jobs, commands, handlers."""
    none(name for name in verbs_without_record() if name not in SILENT)
