"""Pictures of the product for README and docs, taken from a running `make run`.

    .venv/bin/python docs/screenshots.py [ADDRESS]

Signs in with the demo logins, opens the pages in headless Chromium and writes docs/screenshots/*.png.
"""

import shutil
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
PASSWORD = "milepost-demo"  # noqa: S105 - the demo's own, printed by make run
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WIDE, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
PM, CLIENT = "pm@demo.milepost.test", "client@demo.milepost.test"
ADMINISTRATOR = "admin@demo.milepost.test"


class Picture(NamedTuple):
    """What is shown to whom, and how."""

    name: str
    login: str
    path: str
    viewport: ViewportSize = WIDE
    theme: Literal["light", "dark"] = "light"
    language: str = "en"


PICTURES = [
    Picture("my-day", PM, "/o/demo/"),
    Picture("overview", PM, "/o/demo/projects/BFM/"),
    Picture("plan", PM, "/o/demo/projects/BFM/plan/"),
    Picture("gantt", PM, "/o/demo/projects/BFM/plan/gantt/"),
    Picture("inbox-zh", PM, "/o/demo/inbox/", theme="dark", language="zh-hans"),
    Picture("rights", ADMINISTRATOR, "/o/demo/settings/rights/"),
    Picture("audit", ADMINISTRATOR, "/o/demo/settings/audit/"),
    Picture("plan-dark", PM, "/o/demo/projects/BFM/plan/", theme="dark", language="zh-hans"),
    Picture("plan-phone", PM, "/o/demo/projects/BFM/plan/", PHONE),
    Picture("kpis-zh", PM, "/o/demo/projects/BFM/kpis/", language="zh-hans"),
    Picture("portal", CLIENT, "/portal/demo/projects/SKY/"),
    Picture("portal-phone", CLIENT, "/portal/demo/projects/SKY/", PHONE),
]


def signed_in(browser: Browser, address: str, wish: Picture) -> BrowserContext:
    """A browser of a person who has just signed in."""
    context = browser.new_context(viewport=wish.viewport, color_scheme=wish.theme, base_url=address)
    context.add_cookies([{"name": "django_language", "value": wish.language, "url": address}])
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", wish.login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return context


def main(address: str) -> None:
    """Take every picture."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for wish in PICTURES:
            context = signed_in(browser, address, wish)
            page = context.pages[0]
            page.goto(wish.path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{wish.name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
