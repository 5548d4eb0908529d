"""Two clients of one provider: each reads her own shared rows, and nothing internal or of the other."""

import pytest
from django.apps import apps

from planning.models import Task
from projects.models import Project
from tenancy.models import Client
from tenancy.scope import tenant_tx
from tests.house.inputs import is_endpoint, writing
from tests.house.sources import none
from tests.house.world import MISSING, address, addresses, arguments
from tests.isolation.crawl import crawl, hits
from tests.isolation.fill import fill
from tests.isolation.walking import API, PORTAL, WORKSPACE, ask, difference, fingerprint

pytestmark = pytest.mark.threat("T-034")


@pytest.fixture
def full(house):
    """Many rows of the provider, internal and shared, of both clients."""
    fill(house.cast.acme.pk, house.own.marks.internal, 3)
    return house


def test_a_client_reads_no_internal_word_of_the_provider(house, visitors, counted):
    own, second = house.own.marks, house.second.marks
    # what the second world's manager shared is the other client's; what is `other` in ours is his as well
    never = (own.internal, own.other, second.internal, second.shared, second.other, *house.foreign_marks)
    for name in ("CS", "CV"):
        found = list(hits(crawl(visitors[name], house.own), never))
        counted(**{"canary hits": len(found)})
        none(found)


def test_the_other_client_reads_no_word_of_this_one(house, visitors, counted):
    own, second = house.own.marks, house.second.marks
    found = list(
        hits(crawl(visitors["other client"], house.own), (own.internal, own.shared, second.internal))
    )
    counted(**{"canary hits": len(found)})
    none(found)


def test_each_reads_what_is_shared_with_her(house, visitors):
    own, second = house.own.marks, house.second.marks
    assert list(hits(crawl(visitors["CS"], house.own), (own.shared,)))
    assert list(hits(crawl(visitors["other client"], house.second), (second.shared,)))


def test_the_others_project_and_one_that_is_not_shared_are_missing(house, visitors, quiet):
    found = []
    for name, key in (
        ("CS", house.own.hidden.key),
        ("CS", house.own.other.key),
        ("CS", house.own.draft.key),
        ("CS", house.second.project.key),
        ("CV", house.second.project.key),
        ("other client", house.own.project.key),
        ("other client", house.second.hidden.key),
    ):
        browser = visitors[name].browser()
        for route in addresses(PORTAL):
            if "key" in arguments(route):
                urls = [address(house.own, route, key=one) for one in (key, MISSING["str"])]
                answers = [browser.get(url) for url in urls]
                fault = str(answers[0].status_code) if answers[0].status_code != 404 else ""
                fault = fault or difference(*answers, *urls)
                found.append(f"{name} {urls[0]}: {fault}" if fault else "")
    assert found
    none(filter(None, found))


@pytest.mark.threat("T-065")
def test_a_client_can_do_nothing_anywhere(house, visitors, quiet):
    """Valid requests at every door, and every writing method in the portal."""
    before, browser, found = fingerprint(house.organizations), visitors["CS"].browser(), []
    for route in addresses(WORKSPACE, API):
        for method in writing(route):
            answer = ask(browser, house.own, route, method, address(house.own, route))
            found.append(f"{method} {route.name}: {answer.status_code}" if answer.status_code != 404 else "")
    for route in addresses(PORTAL):
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(browser, method)(address(house.own, route))
            assert not is_endpoint(route)
            found.append("" if answer.status_code in (404, 405) else f"{method} {route.name}")
    none(filter(None, found))
    assert fingerprint(house.organizations) == before


class TestAViewThatForgetsTheFilter:
    """The database role of the portal narrows by itself: no filter of ours is in these queries."""

    def test_sees_shared_rows_of_the_own_client_only(self, full):
        house = full
        with tenant_tx(house.cast.acme.pk):
            wanted = {
                model: set(rows_of(model, client=house.cast.skyharp.pk)) for model in (Project, Task, Client)
            }
        with tenant_tx(house.cast.acme.pk, client=house.cast.skyharp.pk, portal=True):
            for model, ids in wanted.items():
                assert set(model._base_manager.values_list("pk", flat=True)) == ids
                assert ids

    def test_sees_nothing_of_the_other_client_by_id(self, full):
        house = full
        with tenant_tx(house.cast.acme.pk, client=house.cast.skyharp.pk, portal=True):
            assert not Project._base_manager.filter(pk=house.second.project.pk).exists()
            assert not Task._base_manager.filter(pk=house.second.shared.pk).exists()
            assert not Client._base_manager.filter(pk=house.cast.tidewell.pk).exists()

    def test_of_a_client_that_is_the_rivals_sees_nothing_at_all(self, full):
        house = full
        with tenant_tx(house.cast.acme.pk, client=house.rival.cast.skyharp.pk, portal=True):
            for model in readable():
                assert not model._base_manager.exists(), model._meta.label


def rows_of(model, *, client):
    """What the client may read, said once more without the database's help."""
    rows = model._base_manager.all()
    if model is Client:
        rows = rows.filter(pk=client)
    elif model is Project:
        rows = rows.filter(client_id=client, visibility="shared")
    else:
        rows = rows.filter(client_id=client, visibility="shared", project__visibility="shared")
    return rows.values_list("pk", flat=True)


def readable() -> list:
    return [model for model in apps.get_models() if getattr(model, "portal", "")]
