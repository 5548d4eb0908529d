"""Every page, as the people who may see it: nothing that axe objects to, nothing that scrolls sideways.

Pages come from the resolver by themselves. English is looked at in light, Chinese in dark.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, WIDE, opened
from tests.house.world import address, addresses
from toolkit.gallery.views import PAGES

LOOKS = {"en": "light", "zh-hans": "dark"}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# The page hears of the new width with the next frame.
SETTLED_WIDTH = """new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
    () => done(document.documentElement.scrollWidth))))"""
# A picture in a sandbox is no page: nothing runs there, not even what looks for objections.
PICTURES = {"records_file_preview"}
OPEN = (
    *("/", "/accounts/login/", "/accounts/password/reset/", "/ui/mail", "/nothing/here/"),
    *(f"/ui/{page}/" for page in PAGES),
)


def pages(scene, door):
    """The addresses behind a door that answer GET."""
    routes = [r for r in addresses(door) if "get" in r.door.policies and r.name not in PICTURES]
    return [address(scene.world, route) for route in routes]


def objections(page, url):
    """What axe finds, and what leads out of the screen."""
    page.set_viewport_size(WIDE)
    if not opened(page, url):
        return []
    found = [
        f"{url}: {one['id']}: {node['target']} {node['html'][:120]}"
        for one in Axe().run(page, options=RULES).response["violations"]
        for node in one["nodes"]
    ]
    page.set_viewport_size(PHONE)
    wide = page.evaluate(SETTLED_WIDTH)
    return found + (
        [f"{url}: {wide} px wide on a phone of {PHONE['width']}"] if wide > PHONE["width"] else []
    )


def look_at(page, urls, record):
    found = [one for url in urls for one in objections(page, url)]
    record("pages under axe", len(urls))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("half", [0, 1])
def test_of_the_workspace(visit, scene, record_property, language, half):
    urls = pages(scene, "o/")
    assert len(urls) > 30
    page = visit(scene.cast.ada, language=language, theme=LOOKS[language])
    look_at(page, urls[half::2], record_property)


@pytest.mark.parametrize("language", LOOKS)
def test_of_the_portal(visit, scene, record_property, language):
    page = visit(scene.cast.cleo, language=language, theme=LOOKS[language])
    look_at(page, pages(scene, "portal/"), record_property)


@pytest.mark.parametrize("language", LOOKS)
def test_that_is_open_to_everybody(visit, scene, settings, record_property, language):
    settings.DEMO = True
    look_at(visit(language=language, theme=LOOKS[language]), OPEN, record_property)
