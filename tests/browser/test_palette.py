"""The command palette by keys alone."""

import re

from playwright.sync_api import expect


def test_ctrl_k_leads_to_a_record_by_its_key_and_remembers_it(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/projects/SKY/plan/")
    page.keyboard.press("Control+k")
    field, options = page.locator("#palette-text"), page.locator("#palette [role=option]")
    expect(field).to_be_focused()
    expect(options.first).to_have_attribute("aria-selected", "true")
    number = scene.world.task.number
    page.keyboard.type(f"T{number}")
    expect(page.get_by_role("group", name="Jump to")).to_be_visible()
    expect(field).to_have_attribute("aria-activedescendant", "palette-1-1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/projects/SKY/tasks/{number}/$"))
    page.goto("/o/acme/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("group", name="Recent").get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()


def test_arrows_choose_and_nothing_is_said_to_fit(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/projects/SKY/plan/")
    page.locator("[data-palette]").first.click()
    options = page.locator("#palette [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.type("%%%")
    expect(page.locator("#palette .none")).to_contain_text("Nothing is called that here.")
    expect(options).to_have_count(0)
