"""Lists by keyboard and mouse: choosing rows, a record beside the list, what a crash leaves, sending once."""

import re

import pytest

from planning.models import Task
from tenancy.scope import tenant_tx
from tests.browser.conftest import PHONE

PLAN = "/o/acme/projects/SKY/plan/"


@pytest.fixture
def plan(scene, visit):
    page = visit(scene.cast.ada)
    page.goto(PLAN)
    return page


def test_rows_are_walked_chosen_and_shared_by_keys_and_the_way_back_is_one_click(scene, plan):
    for key in ("j", "j", "x", "j", "x"):
        plan.keyboard.press(key)
    assert plan.locator("#many [data-many-count]").inner_text() == "2 rows chosen"
    assert plan.locator("tr.cursor.on").count() == 1
    plan.get_by_role("button", name="Share", exact=True).click()
    assert plan.locator("h1").inner_text() == "Share: 2 rows"
    plan.get_by_role("button", name="Share", exact=True).click()
    plan.wait_for_url(re.compile("/plan/$"))
    assert "2 rows shared with the client." in plan.locator("#toasts").inner_text()
    before = shared(scene)
    plan.locator("#toasts").get_by_role("button", name="Undo").click()
    plan.get_by_text("2 rows are internal again.").wait_for()
    assert shared(scene) == before - 2
    plan.keyboard.press("/")
    assert plan.evaluate("document.activeElement.type") == "search"


def shared(scene):
    with tenant_tx(scene.cast.acme.pk):
        return Task.objects.filter(visibility="shared").count()


def test_columns_are_chosen_and_put_in_order_by_keys(plan):
    plan.get_by_role("link", name="Columns").click()
    dialog = plan.locator("#dialog")
    dialog.get_by_role("button", name="Task: up").press("Enter")
    dialog.get_by_role("button", name="Task: up").press("Enter")
    dialog.get_by_role("checkbox", name="WBS").uncheck()
    dialog.get_by_role("button", name="Show").click()
    plan.wait_for_url(re.compile("columns="))
    heads = plan.locator("#list thead th").all_inner_texts()
    assert heads[1:3] == ["Task", "Key"]
    assert "WBS" not in heads


def test_a_record_opens_beside_the_list_and_the_focus_comes_back(scene, plan, visit):
    link = plan.locator("#list tbody td:not(.acts) a").first
    address = link.get_attribute("href")
    link.click()
    drawer = plan.locator("#drawer[open]")
    drawer.wait_for()
    assert plan.url.endswith(address)
    assert drawer.locator("h1").inner_text().startswith("T1 ")
    plan.keyboard.press("Escape")
    plan.locator("#drawer:not([open])").wait_for(state="attached")
    assert plan.url.endswith(PLAN)
    assert plan.evaluate("document.activeElement.getAttribute('href')") == address
    phone = visit(scene.cast.ada, viewport=PHONE)
    phone.goto(PLAN)
    phone.locator("#list tbody td:not(.acts) a").first.click()
    phone.wait_for_url(re.compile(address))
    assert phone.locator("#drawer[open]").count() == 0


def test_what_was_typed_survives_a_crash_until_it_is_sent(scene, plan):
    address = f"{PLAN}add/"
    plan.goto(address)
    plan.locator("#id_name").fill("Hiring")
    plan.locator("#id_notes").fill("Two waves, the second in January.")
    until(plan, 1)
    plan.goto(address)
    plan.get_by_role("button", name="Bring it back").click()
    assert plan.locator("#id_notes").input_value() == "Two waves, the second in January."
    plan.get_by_role("button", name="Add task").click()
    plan.wait_for_url(re.compile("/plan/$"))
    until(plan, 0)


def until(page, count):
    """Wait until the browser keeps so many drafts; the page's own policy forbids to wait by a script."""
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('milepost.draft.')).length"
    for _turn in range(100):
        if page.evaluate(kept) == count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.evaluate(kept)} drafts are kept, not {count}")


@pytest.mark.threat("T-147")
def test_an_impatient_person_adds_one_row(scene, plan):
    plan.goto(f"{PLAN}add/")
    plan.locator("#id_name").fill("Once only")
    # Both are sent, past the guard of the script: the server has to notice.
    plan.evaluate(
        """() => Promise.all([1, 2].map(() => fetch(location.href, {
            method: "POST", body: new FormData(document.getElementById("the-form"))})))"""
    )
    with tenant_tx(scene.cast.acme.pk):
        assert Task.objects.filter(name="Once only").count() == 1
