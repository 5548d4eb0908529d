"""The client reads on the phone."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE


def test_from_the_list_to_the_project_on_a_phone(visit, scene):
    page = visit(scene.cast.cleo, viewport=PHONE)
    page.goto("/portal/acme/")
    page.get_by_role("link", name=scene.world.project.name).click()
    expect(page.locator("#main")).to_contain_text("WhatsApp channel live")
    expect(page.locator("#main")).not_to_contain_text("Governance")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator("#main form, #main button").count() == 0


def test_what_is_touched_is_large_enough(visit, scene):
    """44 px for everything that a thumb shall meet, links inside a sentence apart."""
    page = visit(scene.cast.cleo, viewport=PHONE)
    page.goto("/portal/acme/")
    page.locator("header summary").click()
    sizes = page.eval_on_selector_all(
        "header summary, header .pop .item, #main > * a.card, #main .card a",
        "nodes => nodes.filter(n => n.offsetParent).map(n => [n.textContent.trim(), n.offsetHeight])",
    )
    assert sizes
    assert [size for size in sizes if size[1] < 44] == []
