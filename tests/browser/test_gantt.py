"""The plan as bars, drawn under the strict content security policy."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from planning.models import Task
from tenancy.scope import tenant_tx
from tests.browser.conftest import PHONE

CHART = "/o/acme/projects/SKY/plan/gantt/"


@pytest.fixture
def chart(visit, scene):
    page = visit(scene.cast.ada)
    page.goto(CHART)
    drawn(page)
    return page


def drawn(page):
    expect(page.locator(".gantt_task_line.gantt_bar_task").first).to_be_visible()


def bar(page, name):
    link = page.get_by_role("link", name=name, exact=True)
    number = page.locator(".gantt_row").filter(has=link).get_attribute("data-task-id")
    return page.locator(f'.gantt_task_line[data-task-id="{number}"]')


def test_every_dated_row_has_its_bar_and_its_baseline(chart):
    expect(bar(chart, "Nesting")).to_be_visible()
    assert "gantt_milestone" in bar(chart, "WhatsApp channel live").get_attribute("class")
    assert bar(chart, "Nesting").locator(".was").bounding_box()["width"] > 4
    expect(chart.locator(".gantt_link_arrow").first).to_be_attached()


def test_what_decides_the_end_is_marked(chart):
    assert "crit" in bar(chart, "WhatsApp channel live").get_attribute("class")
    assert "crit" not in bar(chart, "Nesting").get_attribute("class")


def test_scale_and_marks_are_chosen_and_the_scale_is_kept(chart):
    before = bar(chart, "Nesting").bounding_box()["width"]
    chart.get_by_role("button", name="Day", exact=True).click()
    assert bar(chart, "Nesting").bounding_box()["width"] > before
    chart.get_by_role("button", name="Baseline").click()
    expect(bar(chart, "Nesting").locator(".was")).to_be_hidden()
    chart.reload()
    expect(chart.get_by_role("button", name="Day", exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_name_leads_to_its_task_and_the_table_to_the_same_rows(chart):
    chart.get_by_role("link", name="The same as a table").click()
    expect(chart.locator("table[role=treegrid]")).to_be_visible()
    chart.go_back()
    chart.locator(".gantt_row").get_by_role("link", name="Nesting", exact=True).click()
    expect(chart.get_by_role("heading", level=1)).to_contain_text("Nesting")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chinese_dark_and_phone(visit, scene, theme):
    page = visit(scene.cast.ada, language="zh-hans", theme=theme)
    page.goto(CHART)
    drawn(page)
    expect(page.locator(".gantt_grid_head_cell", has_text="任务")).to_be_visible()
    phone = visit(scene.cast.ada, theme=theme, viewport=PHONE)
    phone.goto(CHART)
    drawn(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_plan_without_days_says_what_to_do(visit, scene):
    with tenant_tx(scene.cast.acme.pk):
        Task.objects.filter(project=scene.world.project).update(start_at=None, finish_at=None, due=None)
    page = visit(scene.cast.ada)
    page.goto(CHART)
    expect(page.get_by_text("Nothing in the plan has a date yet.")).to_be_visible()
    expect(page.locator("[data-gantt] .canvas")).to_be_hidden()


def test_five_thousand_rows_draw_only_those_in_sight(visit, scene):
    project, due = scene.world.project, date(2026, 11, 20)
    with tenant_tx(scene.cast.acme.pk):
        rows = [
            Task(
                client_id=project.client_id,
                project=project,
                number=1000 + n,
                position=1000 + n,
                wbs=str(1000 + n),
                name=f"欧阳雪晴 {n}",
                start_at=datetime(2026, 11, 2, 8, tzinfo=UTC),
                finish_at=datetime(2026, 11, 20, 17, tzinfo=UTC),
                due=due,
                created_at=datetime(2026, 11, 1, tzinfo=UTC),
            )
            for n in range(5000)
        ]
        Task.objects.bulk_create(rows, batch_size=1000)
    page = visit(scene.cast.ada)
    page.goto(CHART)
    drawn(page)
    assert page.locator(".gantt_row").count() < 200
    assert page.evaluate("document.querySelectorAll('[data-gantt] *').length") < 8000
