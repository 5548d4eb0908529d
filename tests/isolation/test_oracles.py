"""What cannot be read must not be guessed: by uniqueness, by order, by the work an answer takes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Project
from tenancy.models import Client
from tenancy.scope import tenant_tx
from tests.house.inputs import is_endpoint
from tests.house.sources import none
from tests.house.world import address
from tests.isolation.foreign import Stranger, paths
from tests.isolation.oracle import OPEN, expected
from tests.isolation.walking import fingerprint, knock, taken_back, walked

VALUES = re.compile(r"'[^']*'|\b\d+\b")
# Paths that lead through a row to what nobody offers to sort by.
LEADING_AWAY = (
    "organization__slug",
    "owner__user__password",
    "created_by__password",
    "client__organization__name",
    "user__password",
    "-password",
    "?",
    "organization_id",
)


@pytest.mark.threat("T-037")
def test_a_foreign_identifier_takes_the_same_work_as_an_unknown_one(house, visitors, counted, quiet):
    """Not by the clock: both run the same statements, so they cannot differ by more than chance."""
    stranger, found, tried = Stranger(house, visitors), [], 0
    for route in walked():
        guest = stranger.guest(route, "get") if "get" in route.door.policies else None
        browser = guest.browser() if guest else None
        for one in paths(house, stranger, route, "get") if browser else ():
            statements = [asked(browser, route, url) for url in (one.theirs, one.nothing)]
            tried += 1
            if statements[0] != statements[1]:
                found.append(f"{one.theirs}: {len(statements[0])} and {len(statements[1])} statements")
    counted(requests=2 * tried)
    assert tried > 50
    none(found)


def asked(browser, route, url: str) -> list[str]:
    """The statements of a request, without their values."""
    connection.queries_log.clear()  # it holds nine thousand, and forgets from the front
    with CaptureQueriesContext(connection) as queries, taken_back():
        knock(browser, route, "get", url)
    return [VALUES.sub("?", query["sql"]) for query in queries if "SAVEPOINT" not in query["sql"]]


@pytest.mark.threat("T-022")
def test_lists_are_sorted_only_by_what_they_offer(house, visitors, counted, quiet):
    found, tried = [], 0
    for route in walked():
        if route.door.kind != "list" and not hasattr(route.view, "orders"):
            continue
        for visitor in [
            visitors[name] for name in ("Ada", "TA") if expected(visitors[name], route, "get") == OPEN
        ][:1]:
            browser, url = visitor.browser(), address(house.own, route)
            for name in ("order", *(("fields",) if is_endpoint(route) else ("group_by",))):
                for value in LEADING_AWAY:
                    tried += 1
                    status = browser.get(url, {name: value}).status_code
                    found.append("" if status == 400 else f"{url}?{name}={value} -> {status}")
    counted(requests=tried)
    assert tried > 50
    none(filter(None, found))


@pytest.mark.threat("T-022", "T-141")
def test_a_cursor_of_another_list_is_refused(house, visitors, quiet):
    """It is signed for one address: what the rival's list handed out opens nothing here."""
    rival = house.rival
    with tenant_tx(rival.cast.acme.pk):
        count = Project.objects.count()
    assert count > 1
    url = f"/api/v1/o/{rival.cast.acme.slug}/projects/"
    theirs = visitors["rival token"].browser().get(url, {"page_size": 1}).json()["next"]
    cursor = re.search(r"cursor=([^&]+)", theirs)[1]
    answer = visitors["token that writes"].browser().get(f"/api/v1/o/acme/projects/?cursor={cursor}")
    assert answer.status_code == 400


@pytest.mark.threat("T-016")
class TestWhatIsUniqueIsUniqueAtHome:
    def test_a_key_that_the_rival_uses_is_free(self, house, visitors):
        before = fingerprint([house.rival.cast.acme.pk])
        answer = (
            visitors["Ada"].browser().post("/o/acme/projects/add/", project(house, house.rival.project.key))
        )
        assert answer.status_code == 302
        assert fingerprint([house.rival.cast.acme.pk]) == before

    def test_a_key_that_is_used_at_home_is_not(self, house, visitors):
        answer = (
            visitors["Ada"].browser().post("/o/acme/projects/add/", project(house, house.own.project.key))
        )
        assert answer.status_code == 422

    def test_the_answer_to_one_of_a_hidden_project_says_no_more(self, house, visitors):
        """Inside one organization a taken key is told, and nothing else of the project that has it."""
        answer = visitors["Ada"].browser().post("/o/acme/projects/add/", project(house, house.own.hidden.key))
        assert answer.status_code == 422
        assert house.own.hidden.name.encode() not in answer.content

    @pytest.mark.threat("T-017")
    def test_an_upsert_on_the_rivals_code_makes_a_row_of_ones_own(self, house):
        code = house.rival.cast.skyharp.code
        with tenant_tx(house.cast.acme.pk):
            made, is_new = Client.objects.update_or_create(code=code, defaults={"name": "Ours"})
        assert is_new
        with tenant_tx(house.rival.cast.acme.pk):
            assert Client.objects.get(code=code).pk != made.pk


def project(house, key: str) -> dict:
    return {
        "client_id": str(house.cast.skyharp.pk),
        "key": key,
        "name": "Ramp-up",
        "kind": "run",
        "stage": "L1",
        "zone": "Europe/Warsaw",
        "currency": "EUR",
    }
