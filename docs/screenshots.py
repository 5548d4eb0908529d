"""Pictures of the product for README and docs, taken from a running `make run`.

    .venv/bin/python docs/screenshots.py [ADDRESS] [--pages] [--components]

Pages: signs in with the demo logins and writes docs/screenshots/*.png. Components: every specimen of /ui/ in
both languages and themes, and its groups on a phone, into docs/screens/*.png. Without a choice both.
"""

import argparse
import io
import shutil
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

DOCS = Path(__file__).parent
PASSWORD = "milepost-demo"  # noqa: S105 - the demo's own, printed by make run
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WIDE, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
PM, CLIENT = "pm@demo.milepost.test", "client@demo.milepost.test"
ADMINISTRATOR = "admin@demo.milepost.test"
LANGUAGES = {"en": "en", "zh": "zh-hans"}
GROUPS = ("words", "figures", "lists", "pictures", "positions", "talk", "forms", "states")
COLOURS = 128  # enough for flat areas and letters; a picture weighs a third of what it would


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
    Picture("performance", PM, "/o/demo/projects/BFM/performance/"),
    Picture("change", PM, "/o/demo/projects/BFM/change-requests/1/"),
    Picture("gates-zh", PM, "/o/demo/projects/BFM/gate-tracker/", language="zh-hans"),
    Picture("inbox-zh", PM, "/o/demo/inbox/", theme="dark", language="zh-hans"),
    Picture("rights", ADMINISTRATOR, "/o/demo/settings/rights/"),
    Picture("audit", ADMINISTRATOR, "/o/demo/settings/audit/"),
    Picture("plan-dark", PM, "/o/demo/projects/BFM/plan/", theme="dark", language="zh-hans"),
    Picture("plan-phone", PM, "/o/demo/projects/BFM/plan/", PHONE),
    Picture("kpis-zh", PM, "/o/demo/projects/BFM/kpis/", language="zh-hans"),
    Picture("portal", CLIENT, "/portal/demo/projects/SKY/"),
    Picture("portal-phone", CLIENT, "/portal/demo/projects/SKY/", PHONE),
]


def context(
    browser: Browser,
    address: str,
    language: str,
    theme: Literal["light", "dark"] = "light",
    viewport: ViewportSize = WIDE,
) -> BrowserContext:
    """A browser in a language and a theme."""
    found = browser.new_context(viewport=viewport, color_scheme=theme, base_url=address)
    found.add_cookies([{"name": "django_language", "value": language, "url": address}])
    return found


def signed_in(browser: Browser, address: str, wish: Picture) -> BrowserContext:
    """A browser of a person who has just signed in."""
    found = context(browser, address, wish.language, wish.theme, wish.viewport)
    page = found.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", wish.login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return found


def keep(taken: bytes, file: Path) -> None:
    """Write a picture with few colours."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        file, optimize=True
    )


def pages(browser: Browser, address: str) -> None:
    """The pages of the README."""
    folder = DOCS / "screenshots"
    folder.mkdir(exist_ok=True)
    for wish in PICTURES:
        found = signed_in(browser, address, wish)
        page = found.pages[0]
        page.goto(wish.path)
        page.wait_for_load_state("networkidle")
        keep(page.screenshot(), folder / f"{wish.name}.png")
        found.close()


def components(browser: Browser, address: str) -> None:
    """Every specimen in both languages and themes; each group on a phone."""
    folder = DOCS / "screens"
    folder.mkdir(exist_ok=True)
    for short, language in LANGUAGES.items():
        for theme in ("light", "dark"):
            found = context(browser, address, language, theme)  # type: ignore[arg-type]
            page = found.new_page()
            for group in GROUPS:
                page.goto(f"/ui/{group}/")
                page.wait_for_load_state("networkidle")
                for one in page.locator("[data-specimen]").all():
                    name = one.get_attribute("data-specimen")
                    keep(one.screenshot(animations="disabled"), folder / f"{name}-{short}-{theme}.png")
            found.close()
    found = context(browser, address, "en", viewport=PHONE)
    page = found.new_page()
    for group in GROUPS:
        page.goto(f"/ui/{group}/")
        page.wait_for_load_state("networkidle")
        keep(page.screenshot(full_page=True), folder / f"phone-{group}.png")
    found.close()


def main() -> None:
    """Take what was asked for."""
    words = argparse.ArgumentParser()
    words.add_argument("address", nargs="?", default="http://localhost:8000")
    words.add_argument("--pages", action="store_true")
    words.add_argument("--components", action="store_true")
    asked = words.parse_args()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        if asked.pages or not asked.components:
            pages(browser, asked.address)
        if asked.components or not asked.pages:
            components(browser, asked.address)
        browser.close()


if __name__ == "__main__":
    main()
