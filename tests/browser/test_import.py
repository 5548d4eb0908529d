"""A plan file comes in: chosen, read, looked at, decided."""

import re

from playwright.sync_api import expect

from tests.exchange.mspdi_files import link, plan, task

FILE = plan(task(901, name="Design control rules"), task(902, link(901), name="Build in ERP", Mood="bright"))


def test_from_the_file_to_the_plan(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/projects/SKY/plan/")
    page.get_by_role("link", name="Import", exact=True).click()
    page.set_input_files("input[type=file]", {"name": "erp.xml", "mimeType": "text/xml", "buffer": FILE})
    expect(page.locator("[data-chosen]")).to_have_text("erp.xml")
    page.get_by_role("button", name="Read the file").click()

    expect(page.locator("#main")).to_contain_text("2 tasks would be new")
    expect(page.get_by_role("row").filter(has_text="Task.Mood")).to_contain_text("bright")
    page.get_by_role("link", name="Import into the plan").click()
    page.get_by_role("button", name="Import plan").click()
    expect(page.locator("#toasts")).to_contain_text("erp.xml is in the plan.")
    page.get_by_role("link", name="Open the plan").click()
    expect(page.get_by_role("link", name="Build in ERP")).to_be_visible()


def test_a_file_that_is_no_plan_stays_outside(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/projects/SKY/imports/new/")
    page.set_input_files(
        "input[type=file]", {"name": "a.xml", "mimeType": "text/xml", "buffer": b"dear diary"}
    )
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(page).to_have_url(re.compile("/imports/new/$"))
