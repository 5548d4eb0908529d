"""Language belongs to the person and the browser, theme and density to the device."""

import re

from playwright.sync_api import expect


def menu(page):
    page.locator(".mp-nav .mp-menu summary").last.click()


def test_the_language_switches_where_one_stands(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/projects/SKY/milestones/")
    menu(page)
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page).to_have_url(re.compile("/projects/SKY/milestones/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("里程碑")
    page.goto("/o/acme/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_the_theme_follows_the_device_until_one_is_chosen(visit, scene):
    page = visit(scene.cast.ada, theme="dark")
    page.goto("/o/acme/")
    root = page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    menu(page)
    page.get_by_role("button", name="Light").click()
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.goto("/o/acme/inbox/")
    expect(root).to_have_attribute("data-bs-theme", "light")
    menu(page)
    page.get_by_role("button", name="Auto").click()
    expect(root).to_have_attribute("data-bs-theme", "dark")


def test_rows_can_stand_closer(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/projects/SKY/milestones/")
    first = page.locator("tbody tr").first
    before = first.bounding_box()["height"]
    menu(page)
    page.get_by_role("button", name="Compact").click()
    page.keyboard.press("Escape")
    assert first.bounding_box()["height"] < before
