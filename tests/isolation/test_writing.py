"""Looking changes nothing, and what is refused leaves nothing."""

import pytest

from tests.house.inputs import is_endpoint, send, writing
from tests.house.sources import none
from tests.house.world import address
from tests.isolation.oracle import DENIED, MISSING, OPEN, expected
from tests.isolation.walking import fingerprint, knock, taken_back, walked

SAFE = ("get", "head", "options")


def written_by_looking(house, visitors, found=None) -> list[str]:
    """Tables that differ after every safe request of these visitors."""
    before = fingerprint(house.organizations)
    for visitor in visitors:
        browser = visitor.browser()
        for route in walked() if found is None else found:
            for method in SAFE:
                knock(browser, route, method, address(house.own, route))
    after = fingerprint(house.organizations)
    return [label for label in before if before[label] != after[label]]


@pytest.mark.threat("T-060")
@pytest.mark.parametrize("name", ["TA", "Ada", "AU", "CS", "token that writes"])
def test_looking_changes_nothing(house, visitors, counted, quiet, name):
    none(written_by_looking(house, [visitors[name]]))
    counted(requests=len(SAFE) * len(walked()))


@pytest.mark.threat("T-069", "T-065")
@pytest.mark.parametrize("name", ["AU", "AG", "CS", "PM of another project", "token that reads", "rival PM"])
def test_a_valid_request_that_is_refused_leaves_nothing(house, visitors, counted, quiet, name):
    """Not an audit line, not a fact, not a letter: the check stands before every effect."""
    before, visitor = fingerprint(house.organizations), visitors[name]
    browser, tried, found = visitor.browser(), 0, []
    for route in walked():
        for method in writing(route):
            if expected(visitor, route, method) in (DENIED, MISSING):
                answer, tried = send(browser, house.own, route, method), tried + 1
                if answer.status_code not in (403, 404):
                    found.append(f"{method} {route.name} -> {answer.status_code}")
    counted(requests=tried)
    none(found)
    assert tried > 10
    after = fingerprint(house.organizations)
    none(label for label in before if before[label] != after[label])


@pytest.mark.threat("T-011", "T-067")
def test_an_organization_named_in_the_body_changes_nothing_there(house, visitors, counted, quiet):
    """Machines are told that there is no such member; a form does not read it, and writes at home."""
    rival = house.rival.cast.acme.pk
    names = ("organization", "organization_id", "tenant_id", "client_id_of", "created_by", "role_of")
    before = fingerprint([rival])
    browser, found, tried = visitors["Ada"].browser(), [], 0
    for route in walked():
        for method in writing(route):
            if expected(visitors["Ada"], route, method) != OPEN:
                continue
            changes = {name: str(rival) for name in names}
            with taken_back():
                answer, tried = send(browser, house.own, route, method, changes=changes), tried + 1
                assert fingerprint([rival]) == before
            if is_endpoint(route) and route.view.forms and answer.status_code < 400:
                found.append(f"{method} {route.name} -> {answer.status_code}")
    counted(requests=tried)
    none(found)
