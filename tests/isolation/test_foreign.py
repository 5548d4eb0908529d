"""Foreign identifiers in path, query and body are answered like those that nobody has, and change nothing."""

import pytest

from tests.house.inputs import writing
from tests.house.sources import none
from tests.house.world import MISSING, address, addresses
from tests.isolation.foreign import Stranger, body_faults, path_faults, query_faults
from tests.isolation.walking import API, DOORS, WORKSPACE, ask, difference, fingerprint, walked

# So that two processes share what takes longest.
PARTS = range(4)


@pytest.fixture
def stranger(house, visitors) -> Stranger:
    return Stranger(house, visitors)


def faults(found, counted, where: str):
    """Only what was told of a difference; counts what was tried."""
    tried = list(found)
    counted(**{f"foreign ids in {where}": len(tried), "requests": 2 * len(tried)})
    return [fault for _one, fault in tried if fault]


@pytest.mark.threat("T-004", "T-005", "T-007", "T-012", "T-019", "T-023", "T-024", "T-059")
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("part", PARTS)
def test_in_the_path(house, stranger, counted, quiet, door, part):
    before = fingerprint(house.organizations)
    tried = (
        one
        for route in addresses(door)[part :: len(PARTS)]
        for method in sorted({"get", *writing(route)} & set(route.door.policies))
        for one in path_faults(house, stranger, route, method)
    )
    none(faults(tried, counted, "the path"))
    assert fingerprint(house.organizations) == before


@pytest.mark.threat("T-007", "T-021")
def test_in_the_query(house, stranger, counted, quiet):
    tried = [one for route in walked() for one in query_faults(house, stranger, route)]
    assert tried
    none(faults(tried, counted, "the query"))


@pytest.mark.threat("T-006", "T-008", "T-009", "T-010", "T-012", "T-069")
@pytest.mark.parametrize("door", [WORKSPACE, API])
@pytest.mark.parametrize("part", PARTS)
def test_in_the_body(house, stranger, counted, quiet, door, part):
    before = fingerprint(house.organizations)
    tried = [
        one
        for route in addresses(door)[part :: len(PARTS)]
        for method in writing(route)
        for one in body_faults(house, stranger, route, method)
    ]
    assert len(tried) > 12
    none(faults(tried, counted, "the body"))
    assert fingerprint(house.organizations) == before


@pytest.mark.threat("T-004", "T-026")
def test_at_the_door_of_others_everything_is_missing(house, visitors, counted, quiet):
    """Whatever the rival asks of Acme is answered like an organization that does not exist."""
    zoe, own = visitors["rival PM"].browser(), house.own
    found = []
    for route in walked():
        urls = address(own, route), address(own, route, org=MISSING["slug"])
        for method in sorted({"get", *writing(route)}):
            answers = [ask(zoe, own, route, method, url) for url in urls]
            fault = (
                str(answers[0].status_code) if answers[0].status_code != 404 else difference(*answers, *urls)
            )
            found.append(f"{method} {urls[0]}: {fault}" if fault else "")
    counted(requests=2 * len(found))
    none(filter(None, found))
