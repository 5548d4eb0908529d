"""T-074: methods that nobody built, and headers that pretend another one."""

import pytest

from tests.house.sources import none
from tests.house.world import address
from tests.isolation.oracle import OPEN, expected
from tests.isolation.walking import fingerprint, taken_back, walked

pytestmark = pytest.mark.threat("T-074")
OVERRIDES = {
    "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
    "HTTP_X_METHOD_OVERRIDE": "DELETE",
    "HTTP_X_HTTP_METHOD": "DELETE",
}


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PROPFIND"])
def test_is_not_allowed_anywhere(house, visitors, counted, quiet, method):
    browser, found = visitors["Ada"].browser(), []
    for route in walked():
        readable = expected(visitors["Ada"], route, "get") == OPEN
        answer = browser.generic(method, address(house.own, route))
        if answer.status_code != 405 if readable else answer.status_code < 400:
            found.append(f"{method} {route.name} -> {answer.status_code}")
    counted(requests=len(walked()))
    none(found)


def test_looking_at_the_head_is_looking_without_a_body(house, visitors, counted, quiet):
    browser, found, tried = visitors["Ada"].browser(), [], 0
    for route in walked():
        if "get" in route.door.policies and expected(visitors["Ada"], route, "get") == OPEN:
            url = address(house.own, route)
            head, tried = browser.head(url), tried + 1
            if head.status_code != browser.get(url).status_code or b"".join(head):
                found.append(url)
    counted(requests=2 * tried)
    none(found)
    assert tried > 40


def test_a_header_makes_no_other_method_of_it(house, visitors, counted, quiet):
    """A GET that claims to be a DELETE is a GET; a POST to what takes none stays refused."""
    before, browser, found = fingerprint(house.organizations), visitors["Ada"].browser(), []
    for route in walked():
        url = address(house.own, route)
        for method in ("get", "post"):
            if method == "post" and method in route.door.policies:
                continue
            with taken_back():
                plain = getattr(browser, method)(url)
            with taken_back():
                answer = getattr(browser, method)(url, **OVERRIDES)
            if answer.status_code != plain.status_code:
                found.append(f"{method} {url} -> {answer.status_code}")
    counted(requests=2 * len(walked()))
    none(found)
    assert fingerprint(house.organizations) == before
