"""Paper: light whatever the screen, no navigation, every sheet says what and as of when, heads repeat."""

import pypdfium2
import pytest
from playwright.sync_api import expect

PLAN, OVERVIEW = "/o/acme/projects/SKY/plan/", "/o/acme/projects/SKY/"
MILESTONES = "/o/acme/projects/SKY/milestones/"
PORTRAIT, LANDSCAPE = (595, 842), (1191, 842)


@pytest.fixture
def printed(visit, scene, tmp_path):
    """`printed(address)`: the sheets as texts, and the size of the first in points."""

    def sheets(address, theme="dark", language="en"):
        page = visit(scene.cast.ada, theme=theme, language=language)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        file = tmp_path / "page.pdf"
        page.pdf(path=file, prefer_css_page_size=True, print_background=True)
        expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)
        book = pypdfium2.PdfDocument(file)
        texts = [sheet.get_textpage().get_text_range() for sheet in book]
        colours = book[0].render(scale=0.3).to_pil().convert("RGB").getcolors(1 << 20)
        return texts, tuple(round(side) for side in book[0].get_size()), max(colours)[1]

    return sheets


@pytest.mark.parametrize(
    ("address", "size"), [(PLAN, LANDSCAPE), (OVERVIEW, PORTRAIT), (MILESTONES, PORTRAIT)]
)
def test_a_page_on_paper(printed, scene, address, size):
    texts, found, paper = printed(address)
    assert found == size
    assert paper == (255, 255, 255)
    for text in texts:
        assert f"SKY {scene.world.project.name}" in text.replace("\r\n", " ")
        assert "as of " in text
    whole = " ".join(texts)
    assert "My day" not in whole
    assert "Export" not in whole


def test_a_long_table_repeats_its_head_and_hides_no_row(visit, scene, tmp_path):
    page = visit(scene.cast.ada)
    page.goto(PLAN)
    twist = page.locator("tr[aria-expanded=true] .twist").first
    twist.click()
    page.evaluate(
        "const body = document.querySelector('#main tbody'); const last = body.lastElementChild;"
        "for (let n = 0; n < 80; n += 1) body.append(last.cloneNode(true))"
    )
    page.pdf(path=tmp_path / "long.pdf", prefer_css_page_size=True)
    texts = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(tmp_path / "long.pdf")]
    assert len(texts) > 1
    assert all("Finish" in text or "Due" in text for text in texts)
    assert "Annualised attrition, Manila" in texts[0]


def test_the_header_of_a_sheet_is_text_whatever_a_name_holds(visit, scene, tmp_path):
    page = visit(scene.cast.ada)
    page.goto(PLAN)
    page.evaluate("document.querySelector('h1').textContent = '\"; } body { display: none } \\\\'")
    page.pdf(path=tmp_path / "name.pdf", prefer_css_page_size=True)
    text = pypdfium2.PdfDocument(tmp_path / "name.pdf")[0].get_textpage().get_text_range()
    assert '"; } body { display: none }' in text
    assert "Governance" in text
