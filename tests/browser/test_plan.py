"""The plan is a tree grid: it folds, and every step works by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.scene import LONG

PLAN = "/o/acme/projects/SKY/plan/"
GROUP = "Peak season readiness"


@pytest.fixture
def plan(visit, scene):
    page = visit(scene.cast.ada)
    page.goto(PLAN)
    return page


def row(page, name):
    return page.locator("tbody tr").filter(has=page.get_by_role("link", name=name, exact=True))


def test_a_group_folds_and_stays_folded(plan):
    expect(row(plan, "Nesting")).to_be_visible()
    row(plan, GROUP).locator(".twist").click()
    expect(row(plan, "Nesting")).to_be_hidden()
    expect(row(plan, GROUP)).to_have_attribute("aria-expanded", "false")
    plan.reload()
    expect(row(plan, "Nesting")).to_be_hidden()
    row(plan, GROUP).locator(".twist").click()
    expect(row(plan, "Nesting")).to_be_visible()


def test_arrows_walk_fold_and_open(plan):
    row(plan, GROUP).focus()
    plan.keyboard.press("ArrowDown")
    expect(plan.locator("tr:focus")).to_contain_text("Annualised attrition, Manila")
    plan.keyboard.press("ArrowLeft")
    expect(row(plan, GROUP)).to_be_focused()
    plan.keyboard.press("ArrowLeft")
    expect(row(plan, "Nesting")).to_be_hidden()
    plan.keyboard.press("ArrowDown")
    expect(row(plan, "WhatsApp channel live")).to_be_focused()
    plan.keyboard.press("Home")
    plan.keyboard.press("End")
    expect(row(plan, "Quarterly business review")).to_be_focused()
    plan.keyboard.press("Enter")
    opened = plan.locator("#drawer").get_by_role("heading", level=1)
    expect(opened).to_contain_text("Quarterly business review")


def test_single_letters_walk_and_edit_and_can_be_switched_off(plan):
    plan.keyboard.press("j")
    expect(plan.locator("tr.cursor")).to_have_count(1)
    plan.keyboard.press("?")
    expect(plan.locator("#keys")).to_be_visible()
    plan.get_by_label("Single-letter keys are on").uncheck()
    plan.keyboard.press("Escape")
    expect(plan.locator("#keys")).to_be_hidden()
    plan.keyboard.press("e")
    expect(plan).to_have_url(re.compile(f"{PLAN}$"))


def test_narrowing_keeps_the_address_and_says_how_many(plan):
    plan.fill("input[name=q]", "Nesting")
    plan.keyboard.press("Enter")
    expect(row(plan, GROUP)).to_have_count(0)
    expect(plan).to_have_url(re.compile(r"[?&]q=Nesting"))
    expect(plan.locator(".result")).to_have_text("2 rows")
    plan.reload()
    expect(plan.locator("tbody tr")).to_have_count(2)


def test_narrowed_to_nothing_it_offers_to_clear(plan):
    plan.goto(f"{PLAN}?q=nothing+like+this")
    plan.locator(".mp-empty").get_by_role("link").first.click()
    expect(row(plan, GROUP)).to_be_visible()


def test_on_the_phone_each_value_brings_its_word(plan):
    plan.set_viewport_size(PHONE)
    expect(plan.locator("thead")).to_be_hidden()
    expect(row(plan, "Nesting").locator("[data-label=Finish]")).to_be_visible()
    row(plan, GROUP).locator(".twist").click()
    expect(row(plan, "Nesting")).to_be_hidden()


def test_a_row_has_its_verbs_and_the_rest_stand_in_a_menu(plan):
    row(plan, "Nesting").get_by_role("link", name="Nesting").click()
    actions = plan.locator("#drawer .mp-pagehead .actions")
    expect(actions.get_by_role("link", name="Edit")).to_be_visible()
    expect(actions.get_by_role("link", name="Withdraw")).to_be_hidden()
    actions.get_by_text("More").click()
    actions.get_by_role("link", name="Withdraw").click()
    expect(plan).to_have_url(re.compile("/withdraw/$"))


def test_a_long_name_neither_breaks_the_table_nor_the_phone(plan):
    plan.set_viewport_size(PHONE)
    expect(row(plan, LONG)).to_be_visible()
    assert plan.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
