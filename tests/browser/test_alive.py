"""Components that answer to keys and clicks, on the pages of /ui/ and on the board of indicators."""

import pytest
from playwright.sync_api import expect

BOARD = "/o/acme/projects/SKY/kpis/"
INK = """window.inkOfGrid = () => {
  const grid = getComputedStyle(document.documentElement).getPropertyValue("--mp-grid").trim();
  return document.querySelector("[data-chart] svg").innerHTML.toLowerCase().includes(grid.toLowerCase());
}"""
CELL = """<div class="mp-inline {state}" data-inline><button class="text" type="button"{hide}>{shown}</button>
<form hx-post="/ui/inline/" hx-target="closest [data-inline]" hx-swap="outerHTML"{show}>
<input name="value" value="{value}" aria-label="Finish">{more}</form></div>"""


@pytest.fixture
def ui(visit, scene, settings):
    """`ui("lists")`: a page of the gallery."""
    settings.DEMO = True

    def open_page(group, **how):
        page = visit(scene.cast.ada, **how)
        page.goto(f"/ui/{group}/")
        return page

    return open_page


def answered(page, status, **parts):
    """What the server would say to the cell."""
    body = CELL.format(**{"state": "", "hide": "", "show": " hidden", "more": "", **parts})
    page.route(
        "**/ui/inline/", lambda route: route.fulfill(status=status, content_type="text/html", body=body)
    )


def cell(page):
    """The first sample cell, sent to where the test answers."""
    page.eval_on_selector(
        "[data-inline] form", "form => { form.setAttribute('hx-post', '/ui/inline/'); htmx.process(form) }"
    )
    return page.locator("[data-inline]").first


class TestInlineEdit:
    def test_escape_restores_and_focus_returns(self, ui):
        page = ui("lists")
        one = cell(page)
        one.get_by_role("button").click()
        one.locator("input[name=finish]").fill("2026-12-24")
        page.keyboard.press("Escape")
        expect(one.get_by_role("button")).to_be_focused()
        expect(one.locator("input[name=finish]")).to_have_value("2026-11-24")

    def test_enter_saves_and_the_cell_shows_what_became_true(self, ui):
        page = ui("lists")
        answered(page, 200, state="saved", shown="24 Dec", value="2026-12-24")
        one = cell(page)
        one.get_by_role("button").press("Enter")
        one.locator("input[name=finish]").press("Enter")
        expect(one).to_have_class("mp-inline saved")
        expect(one.get_by_role("button")).to_be_focused()

    def test_a_refusal_stays_open_below_the_cell(self, ui):
        page = ui("lists")
        note = '<div class="mp-err" role="alert">Use 5 Jan.</div>'
        answered(page, 422, state="refused", shown="x", value="x", hide=" hidden", show="", more=note)
        one = cell(page)
        one.get_by_role("button").click()
        one.locator("input[name=finish]").press("Enter")
        expect(one.get_by_role("alert")).to_have_text("Use 5 Jan.")
        expect(one.get_by_label("Finish")).to_be_focused()

    def test_the_panel_of_a_stale_cell_keeps_theirs(self, ui):
        page = ui("lists")
        stale = page.locator(".mp-inline.stale")
        stale.get_by_role("button", name="Keep theirs").click()
        expect(stale.locator(".text")).to_be_focused()
        expect(stale.get_by_role("alert")).to_be_hidden()


def test_the_matrix_is_one_stop_and_arrows_walk_it(ui):
    page = ui("positions")
    chosen = page.locator("[data-cell][aria-current]")
    chosen.focus()
    assert page.locator('[data-cell][tabindex="0"]').count() == 1
    for key, said in (("ArrowUp", "20"), ("ArrowRight", "25"), ("ArrowRight", "25"), ("Home", "5")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == said
    page.keyboard.press("Enter")
    page.wait_for_url("**/?p=5&i=1")


def test_the_reason_of_an_override_is_shown_on_focus(ui):
    page = ui("words")
    reason = page.locator(".mp-ragbox .tip")
    expect(reason).to_be_hidden()
    page.locator(".mp-ragbox .rule").focus()
    expect(reason).to_be_visible()


class TestCharts:
    def test_every_kind_is_drawn_and_its_table_stands_behind(self, ui):
        page = ui("pictures")
        count = page.locator("[data-chart]").count()
        assert count == 9
        expect(page.locator("[data-chart] svg")).to_have_count(count)
        for chart in page.locator("[data-chart]").all():
            chart.get_by_role("button").click()
            expect(chart.get_by_role("table")).to_be_visible()
            expect(chart.locator(".canvas")).to_be_hidden()
        assert all(page.eval_on_selector_all("[role=img]", "all => all.map(one => one.ariaLabel)"))

    def test_charts_follow_the_theme_without_loading_the_page(self, ui):
        page = ui("pictures", theme="dark")
        expect(page.locator("[data-chart] svg").first).to_be_visible()
        ink = "inkOfGrid()"
        page.evaluate(INK)
        assert page.evaluate(ink)
        page.evaluate("localStorage.setItem('milepost.theme', 'light'); dispatchEvent(new Event('storage'))")
        assert page.evaluate("document.documentElement.dataset.bsTheme") == "light"
        assert page.evaluate(ink)

    def test_the_board_draws_its_indicators_from_the_readings(self, visit, scene):
        page = visit(scene.cast.ada)
        page.goto(BOARD)
        chart = page.locator("[data-chart]").first
        expect(chart.locator("svg")).to_be_visible()
        expect(page.locator(".spark").first).to_be_visible()
        chart.get_by_role("button", name="Table").click()
        assert chart.locator("tbody tr").count() == 10
        expect(chart.get_by_role("link", name="Export CSV")).to_be_visible()
