"""Everything that a visitor can read: pages, parts, exports, endpoints, what is open to all, and headers."""

import io
import logging
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.test import Client as Browser

from tests.house.inputs import is_endpoint
from tests.house.world import World, address
from tests.isolation.oracle import OPEN, expected
from tests.isolation.visitors import Visitor
from tests.isolation.walking import taken_back, walked
from toolkit.pages import ListPage
from toolkit.registry import Route, routes

FORMATS = ("csv", "xlsx")
PUBLIC = ("o/", "portal/", "api/v1/o/", "admin/")


@dataclass(frozen=True)
class Seen:
    """One answer: where it was found, and all that can be read in it."""

    url: str
    answer: Any

    @property
    def text(self) -> str:
        body = b"" if self.answer.streaming else self.answer.content
        headers = "\n".join(f"{name}: {value}" for name, value in self.answer.headers.items())
        return f"{headers}\n\n{readable(body)}"


def readable(body: bytes) -> str:
    """What stands in a file, unpacked where it is packed."""
    if not body.startswith(b"PK\x03\x04"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def crawl(
    visitor: Visitor, world: World, *, search: str = "", found: list[Route] | None = None
) -> Iterator[Seen]:
    """Every GET of everything that this visitor may read, in every form it is given out; leaves nothing."""
    browser = visitor.browser()
    with taken_back():
        for route in walked() if found is None else found:
            if "get" in route.door.policies and expected(visitor, route, "get") == OPEN:  # type: ignore[union-attr]
                yield from of_route(browser, route, address(world, route), search)
        yield from of_all(browser)


def of_route(browser: Browser, route: Route, url: str, search: str) -> Iterator[Seen]:
    """The page, its part, its exports, and each of its filters asked for the search words."""
    yield Seen(url, browser.get(url))
    if not is_endpoint(route):
        yield Seen(f"{url} (part)", browser.get(url, HTTP_HX_REQUEST="true"))
    if issubclass(route.view, ListPage):  # type: ignore[arg-type]
        for name in FORMATS:
            yield Seen(f"{url}?format={name}", browser.get(url, {"format": name}))
    for name, one in getattr(getattr(route.view, "filterset", None), "declared", {}).items():
        if one.kind == "search" and search:
            yield Seen(f"{url}?{name}=…", browser.get(url, {name: search}))


def of_all(browser: Browser) -> Iterator[Seen]:
    """What stands behind no door: the landing page, the API's description, sign-in, what is not there."""
    for route in routes():
        if not route.route.startswith(PUBLIC) and not set("<^") & set(route.route):
            yield Seen(f"/{route.route}", browser.get(f"/{route.route}"))
    yield Seen("/nothing/here/", browser.get("/nothing/here/"))


class Lines(logging.Handler):
    """Log lines as they would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter("%(name)s %(message)s").format(record))


@contextmanager
def logged() -> Iterator[list[str]]:
    """What is written to the log meanwhile."""
    root, handler = logging.getLogger(), Lines()
    kept, root.handlers = root.handlers, [handler]
    try:
        yield handler.lines
    finally:
        root.handlers = kept


def hits(seen: Iterator[Seen], marks: tuple[str, ...]) -> Iterator[str]:
    """Where one of the marks can be read."""
    for one in seen:
        yield from (f"{one.url}: {mark}" for mark in marks if mark in one.text)
