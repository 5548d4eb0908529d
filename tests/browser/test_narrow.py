"""Phones, large text, strong lines, no motion: nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

MAIN = (
    "/o/acme/",
    "/o/acme/inbox/",
    "/o/acme/projects/",
    "/o/acme/projects/SKY/",
    "/o/acme/projects/SKY/plan/",
    "/o/acme/projects/SKY/milestones/",
    "/o/acme/projects/SKY/kpis/",
    "/o/acme/projects/SKY/plan/add/",
)
WIDTH = "document.documentElement.scrollWidth"
# What stands outside of the screen, in nothing that scrolls by itself.
LOST = """() => {
  const scrolls = ".visually-hidden, .mp-scroll, .mp-gantt, .mp-filters, .mp-tabs, .mp-views, .mp-stage";
  const words = document.querySelectorAll("#main :is(h1, h2, p, a, button, label, td, dd)");
  return [...words].filter((one) => {
    const box = one.getBoundingClientRect();
    if (!box.width || !one.innerText?.trim() || one.closest(scrolls)) return false;
    return box.right > innerWidth + 1 || box.left < -1;
  }).map((one) => one.outerHTML.slice(0, 100));
}"""
SMALL = """() => {
  const places = ".mp-tabbar > a, .mp-tabbar summary, #main .btn:not(.btn-s), #main .form-control";
  return [...document.querySelectorAll(places)].filter((one) => one.offsetParent && one.offsetHeight < 44)
    .map((one) => [one.outerHTML.slice(0, 80), one.offsetHeight]);
}"""
FOCUS = """() => {
  const { boxShadow, outlineStyle } = getComputedStyle(document.activeElement);
  if (document.activeElement === document.body) return ["", true];
  return [document.activeElement.outerHTML.slice(0, 80), boxShadow !== "none" || outlineStyle !== "none"];
}"""
TYPE = """() => {
  const style = getComputedStyle(document.body);
  const height = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
  return [style.fontFamily, style.letterSpacing, style.textAutospace, height];
}"""
HALF_WIDTH = """() => [...document.querySelectorAll("#main :is(p, h1, h2, .sub, .why)")]
  .map((one) => one.innerText).filter((text) => /[\\u4e00-\\u9fff][,;?!]/.test(text))"""


@pytest.fixture
def phone(visit, scene):
    return visit(scene.cast.ada, viewport=PHONE)


def test_five_places_at_the_thumb_and_targets_of_44(phone):
    for url in MAIN:
        phone.goto(url)
        assert phone.locator(".mp-tabbar > *").count() == 5, url
        assert phone.evaluate(SMALL) == [], url
        expect(phone.locator(".mp-navcol")).to_be_hidden()


def test_a_table_becomes_rows_of_name_and_values_with_their_words(phone):
    phone.goto("/o/acme/projects/SKY/milestones/")
    first = phone.locator("#main tbody tr").first
    expect(first.locator("[data-name]")).to_be_visible()
    assert first.locator("[data-label]").count() > 0
    expect(phone.locator("#main thead")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_at_320_nothing_is_lost(visit, scene, language):
    page = visit(scene.cast.ada, language=language, viewport={"width": 320, "height": 640})
    for url in MAIN:
        page.goto(url)
        assert page.evaluate(WIDTH) <= 320, url
        assert page.evaluate(LOST) == [], url


def test_with_text_at_200_percent_nothing_is_lost(visit, scene):
    page = visit(scene.cast.ada, viewport={"width": 1280, "height": 800})
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '32px' })"
    )
    for url in MAIN:
        page.goto(url)
        assert page.evaluate(WIDTH) <= 1280, url
        assert page.evaluate(LOST) == [], url


def test_the_focus_is_seen_wherever_it_goes(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/projects/SKY/plan/add/")
    page.locator("h1").click()
    unseen = []
    for _step in range(25):
        page.keyboard.press("Tab")
        look = page.evaluate(FOCUS)
        unseen += [] if look[1] else [look[0]]
    assert unseen == []


def test_motion_and_contrast_follow_the_person(browser, live_server, visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/")
    token = "getComputedStyle(document.documentElement).getPropertyValue('--mp-{}').trim()"
    before = page.evaluate(token.format("line"))
    page.emulate_media(reduced_motion="reduce", contrast="more")
    assert page.evaluate(token.format("slow")) in ("0ms", "0s")
    assert page.evaluate(token.format("line")) != before


@pytest.mark.parametrize("url", MAIN[:4])
def test_chinese_is_set_in_its_own_way(visit, scene, url):
    page = visit(scene.cast.ada, language="zh-hans")
    page.goto(url)
    style = page.evaluate(TYPE)
    assert style[0].startswith(('"Milepost Latin"', "Milepost Latin"))
    assert style[1] in ("normal", "0px")
    assert style[2] == "normal"
    assert style[3] == pytest.approx(1.6, abs=0.01)
    assert page.evaluate(HALF_WIDTH) == []
