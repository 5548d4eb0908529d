"""What every answer carries, page or error, whole or part; and what no parameter can do."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.http import HttpResponse

from tests.house.inputs import is_endpoint
from tests.house.sources import none
from tests.house.world import address, arguments
from tests.isolation.oracle import OPEN, expected
from tests.isolation.walking import taken_back, walked

ALWAYS = {
    "X-Content-Type-Options": ("nosniff",),
    "X-Frame-Options": ("DENY",),
    "Referrer-Policy": ("same-origin", "no-referrer"),
    "Cross-Origin-Opener-Policy": ("same-origin",),
}
POLICY = ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
LAX = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "http:", "https:")
ERRORS = (
    "/nothing/here/",
    "/api/v1/o/acme/nothing/",
    "/o/nobody/",
    "/o/acme/projects/?order=nothing",
    "/healthz",
)
SQL = "1' OR 1=1; SELECT pg_sleep(9)--\\\"%_$1{}"


class Inline(HTMLParser):
    """Scripts, styles and handlers that stand in a page itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.found.append("script")
        self.found += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        self.found += ["style"] * (tag == "style")


def readable(house, visitor):
    """Each address that a visitor may read, with its route."""
    for route in walked():
        if "get" in route.door.policies and expected(visitor, route, "get") == OPEN:
            yield route, address(house.own, route)


def lacking(answer) -> list[str]:
    """What an answer should carry and does not."""
    found = [name for name, value in ALWAYS.items() if answer.get(name, "") not in value]
    policy = answer.get("Content-Security-Policy", "")
    found += [part for part in POLICY if part not in policy and "sandbox" not in policy]
    return found + [word for word in LAX if word in policy.split()]


@pytest.mark.threat("T-085", "T-086", "T-094")
def test_every_answer_is_guarded_and_every_part_is_a_part(house, visitors, quiet):
    visitor, found = visitors["Ada"], []
    browser = visitor.browser()
    for url in ERRORS:
        found += [f"{url}: {fault}" for fault in lacking(browser.get(url))]
    for route, url in readable(house, visitor):
        answer = browser.get(url)
        found += [f"{url}: {fault}" for fault in lacking(answer)]
        if is_endpoint(route) or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        found += [f"{url}: {one}" for one in Inline(answer.content.decode()).found]
        if answer.status_code == 200 and "HX-Request" not in answer.get("Vary", ""):
            found.append(f"{url}: the part may be kept as the page")
        if answer.status_code == 200 and b"<html" not in answer.content:
            found.append(f"{url}: a part was given to a direct visit")
    none(found)


def test_a_bare_answer_would_be_found():
    assert len(lacking(HttpResponse())) == len(ALWAYS) + len(POLICY)
    page = '<p onclick="x" style="color:red"><script>1</script><script type="application/json">{}</script>'
    assert Inline(page).found == ["p onclick", "p style", "script"]


@pytest.mark.threat("T-088")
def test_no_parameter_reaches_the_database_as_a_statement(house, visitors, quiet):
    """A hostile value in every argument and every filter: refused or taken as text, never a fault."""
    visitor, found, tried = visitors["Ada"], [], 0
    browser = visitor.browser()
    for route, url in readable(house, visitor):
        declared = getattr(getattr(route.view, "filterset", None), "declared", {})
        urls = [f"{url}?{name}={quote(SQL)}" for name in (*declared, "order", "page", "cursor", "fields")]
        texts = [name for name, kind in arguments(route).items() if kind == "str"]
        urls += [address(house.own, route, **{name: quote(SQL, safe="")}) for name in texts]
        for one in urls:
            with taken_back():
                status, tried = browser.get(one).status_code, tried + 1
            if status >= 500:
                found.append(f"{one}: {status}")
    assert tried > 400
    none(found)
