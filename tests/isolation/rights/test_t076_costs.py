"""T-076: nobody asks for more than the house gives in one answer."""

import pytest
from django.db import OperationalError, connection, transaction

from tenancy.scope import PAGE_TIMEOUT, tenant_tx
from tests.house.sources import none
from tests.house.world import address
from tests.isolation.rights.rightful import reader_of
from tests.isolation.walking import API, walked
from toolkit.api.problems import is_cancelled, too_slow

pytestmark = pytest.mark.threat("T-076")


def lists(visitors):
    for route in walked():
        reader = reader_of(visitors, route) if route.route.startswith(API) else None
        if reader is not None:
            yield route, reader.browser()


@pytest.mark.parametrize(
    "query",
    [
        "page_size=1000000000",
        "page_size=201",
        "page_size=0",
        "page_size=-1",
        "page_size=1e3",
        "expand=project.tasks.project.tasks",
        "&".join(f"state={n}" for n in range(500)),
        "&".join(f"f{n}=1" for n in range(500)),
        f"q={'x' * 201}",
        "cursor=AAAA",
    ],
    ids=lambda query: query[:20],
)
def test_every_list_has_its_caps(house, visitors, counted, quiet, query):
    found, tried = [], 0
    for route, browser in lists(visitors):
        answer = browser.get(f"{address(house.own, route)}?{query}")
        tried += 1
        if answer.status_code != 400:
            found.append(f"{route.name} -> {answer.status_code}")
    counted(requests=tried)
    none(found)
    assert tried > 10


def test_a_statement_that_takes_too_long_is_stopped_and_told(house):
    """5 seconds for pages; here a tenth of one, so that nobody waits."""
    assert PAGE_TIMEOUT == "5s"
    with pytest.raises(OperationalError) as caught:
        sleep("100ms")
    assert is_cancelled(caught.value)
    answer = too_slow()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def sleep(timeout: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [timeout])
        cursor.execute("SELECT pg_sleep(30)")


def test_pages_run_under_the_timeout(house):
    with tenant_tx(house.cast.acme.pk), connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == (PAGE_TIMEOUT,)
