"""Headless Chromium in front of the real server, watched for anything it complains about."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as house
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, sync_playwright

from tests.browser.scene import Scene, make_scene
from tests.conftest import missing

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# A refused form or a missing page is an answer of ours, which Chromium logs as a failed load.
ANSWERS = re.compile(r"the server responded with a status of (403|404|409|422)\b")
BREACHES = """addEventListener("securitypolicyviolation",
    (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser, and a database that the server's threads see."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How much was looked at: what the tests of this folder recorded, added up."""
    looked: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        if report.when == "call" and "/browser/" in report.nodeid:
            looked.update({name: n for name, n in report.user_properties if isinstance(n, int)})
    if looked:
        said = ", ".join(f"{count} {name}" for name, count in sorted(looked.items()))
        terminalreporter.write_line(f"browser: {said}; nothing objected to, no breach of the CSP")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; Playwright brings none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        missing("Chromium")
    if not (house.ROOT / "static/build/app.js").exists():
        missing("the built front end (make setup)")
    # Playwright keeps a loop running in this thread, and Django would refuse to ask the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def scene(transactional_db: None, live_server: Any) -> Scene:
    """Acme with a plan worth looking at."""
    return make_scene()


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Visit]:
    """`visit(member, language="zh-hans", theme="dark", viewport=PHONE)`: a page of a browser of her own.

    At the end nothing may have been complained about: no error in the console, no breach of the CSP, no
    file that failed to load.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def visit(
        member: Any = None, *, language: str = "en", theme: str = "light", viewport: dict[str, int] = WIDE
    ) -> Page:
        context = browser.new_context(viewport=viewport, color_scheme=theme, base_url=live_server.url)
        contexts.append(context)
        context.add_init_script(BREACHES)
        context.add_cookies([cookie(live_server.url, house.LANGUAGE_COOKIE_NAME, language)])
        if member is not None:
            context.add_cookies([session_of(live_server.url, getattr(member, "user", member))])
        page = context.new_page()
        watch(page, troubles)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not troubles


def watch(page: Page, troubles: list[str]) -> None:
    """Note down what a careful developer would see in the console."""
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda said: (
            troubles.append(f"{page.url}: {said.text}")
            if said.type in ("error", "warning") and not ANSWERS.search(said.text)
            else None
        ),
    )
    page.on("response", lambda answer: troubles.append(refusal(answer)) if is_broken(answer) else None)


def is_broken(answer: Response) -> bool:
    """A file that is missing, or a failure of ours."""
    asked_by_person = answer.request.resource_type in ("document", "xhr", "fetch")
    return answer.status >= (500 if asked_by_person else 400)


def refusal(answer: Response) -> str:
    return f"{answer.url} -> {answer.status}"


def opened(page: Page, url: str) -> bool:
    """Go there; False where the answer is a file, which is no page (and runs nothing, not even a test)."""
    try:
        answer = page.goto(url, wait_until="load")
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    return answer is not None and "text/html" in answer.headers.get("content-type", "")


def session_of(address: str, user: Any) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    name = house.SESSION_COOKIE_NAME
    return cookie(address, name, client.cookies[name].value)


def cookie(address: str, name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value, "url": address}
