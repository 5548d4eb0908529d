"""Forms say what to correct, keep what was written, and are sent once."""

import pytest
from playwright.sync_api import expect

from planning.models import Task
from tenancy.scope import tenant_tx

ADD = "/o/acme/projects/SKY/plan/add/"
EDIT = "/o/acme/projects/SKY/tasks/1/edit/"


@pytest.fixture
def form(visit, scene):
    page = visit(scene.cast.ada)
    page.goto(ADD)
    return page


def named(scene, name):
    with tenant_tx(scene.cast.acme.pk):
        return Task.objects.live().filter(name=name).count()


def test_the_summary_gets_the_focus_and_leads_to_the_field(form):
    form.fill("#id_parent", "T999")
    form.get_by_role("button", name="Add task").click()
    summary = form.locator("[data-errors]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("2 things to correct")
    summary.get_by_role("link", name="Name").click()
    expect(form.locator("#id_name")).to_be_focused()
    expect(form.locator("#id_name")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("#id_parent")).to_have_value("T999")
    told = form.locator("#id_parent").get_attribute("aria-describedby").split()
    assert any("There is no task T999 in this plan." in form.locator(f"#{one}").inner_text() for one in told)


def test_what_became_true_is_said(form, scene):
    form.fill("#id_name", "Calibrate with the client")
    form.fill("#id_duration_minutes", "3")
    form.get_by_role("button", name="Add task").click()
    expect(form.locator("#toasts")).to_contain_text("Calibrate with the client is in the plan.")
    assert named(scene, "Calibrate with the client") == 1


def test_a_double_click_sends_once(form, scene):
    form.fill("#id_name", "Only once")
    form.get_by_role("button", name="Add task").dblclick()
    form.wait_for_url("**/plan/")
    assert named(scene, "Only once") == 1


def test_two_people_at_one_row(visit, scene):
    ada, ida = visit(scene.cast.ada), visit(scene.cast.ida)
    for page in (ada, ida):
        page.goto(EDIT)
    ada.fill("#id_name", "Hers")
    ada.get_by_role("button", name="Save task").click()
    expect(ada.get_by_role("heading", level=1)).to_contain_text("Hers")
    ida.fill("#id_name", "Mine")
    ida.get_by_role("button", name="Save task").click()
    expect(ida.get_by_role("cell", name="Hers", exact=True)).to_be_visible()
    expect(ida.get_by_role("cell", name="Mine", exact=True)).to_be_visible()
    ida.get_by_role("button", name="Save task").click()
    expect(ida.get_by_role("heading", level=1)).to_contain_text("Mine")


def test_a_dangerous_verb_names_its_consequence_and_asks_why(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/projects/SKY/tasks/1/withdraw/")
    expect(page.locator("#main")).to_contain_text("can be restored for 30 days")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    page.fill("#id_reason", "not needed any longer")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("#toasts")).to_contain_text("T1 is withdrawn.")
