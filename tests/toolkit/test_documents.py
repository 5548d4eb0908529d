"""Papers: what stands on them, what they cannot show, and that texts are never read as markup."""

import io
import re
import zipfile
import zlib

import pytest
import typst
from django.conf import settings
from django.utils import translation
from docx import Document

from toolkit.documents import Facts, MissingGlyph, Paper, Table, Text, docx, pdf
from toolkit.documents.fonts import coverage
from toolkit.documents.lists import paper_of
from toolkit.documents.paper import LONGEST_TABLE, PaperTooLong

HOSTILE = '#read("/etc/passwd") $x$ *b* \\n #link("file:///etc/passwd") {{7*7}} <img src=file:///etc/passwd>'
PAPER = Paper(
    "任务清单 — Łódź",
    [
        Facts([("Owner", "欧阳雪晴"), ("Rate", "€ 12.50")]),
        Table(["Key", "Task", "Days"], [["T1", HOSTILE, "3"], ["T2", "Tomasz Zieliński", "−4"]], "Tasks"),
        Text(["第一段。", "Second."], "Notes"),
    ],
    kicker="Meridian",
    printed="Ada, 20 Nov 2026",
    language="zh-hans",
)


def text_of(content: bytes) -> str:
    """The text a reader could copy out of a PDF: glyphs by the maps that the file itself carries."""
    streams = [
        zlib.decompress(raw)
        for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)
        if raw[:1] == b"x"
    ]
    maps = [stream for stream in streams if b"beginbfchar" in stream or b"beginbfrange" in stream]
    found = re.findall(rb"<[0-9a-fA-F]+>\s*<([0-9a-fA-F]+)>", b"\n".join(maps))
    return "".join(bytes.fromhex(code.decode()).decode("utf-16-be", "ignore") for code in found)


def test_a_paper_shows_both_scripts_with_our_own_fonts() -> None:
    content = pdf.render(PAPER)
    assert content.startswith(b"%PDF-")
    assert b"MilepostLatin" in content
    assert b"MilepostChinese" in content
    assert set("任务清单欧阳雪晴Łń") <= set(text_of(content))


@pytest.mark.threat("T-093")
def test_texts_are_data_never_markup() -> None:
    shown = text_of(pdf.render(PAPER))
    assert set('#$*\\{}<>"') <= set(shown), "the signs of markup stand there as signs"
    assert "root:" not in shown


@pytest.mark.threat("T-093")
def test_the_typesetter_sees_its_own_folder_only() -> None:
    with pytest.raises(typst.TypstError):
        typst.compile(b'#read("/../../../../../../etc/passwd")', root=pdf.FOLDER)


def test_a_missing_glyph_is_named_before_anything_is_set() -> None:
    with pytest.raises(MissingGlyph, match="😀"):
        pdf.render(Paper("Ready 😀", []))
    with pytest.raises(MissingGlyph, match="𠮷"):
        pdf.render(Paper("", [Table(["Name"], [["𠮷野"]])]))
    assert pdf.render(Paper("a\u200bb\x07\tc\nd", [])), "what nobody sees is left out"


def test_the_fonts_hold_the_characters_of_everyday() -> None:
    wanted = "AZaz09ąćęłńóśźżäöüßéèñ€£¥₱₹—–…“”‘’•−×≥≤→，。；：？！（）《》、①②喆堃珺玥彧翀晴℃"
    assert not set(wanted) - coverage(settings.MILEPOST_FONTS)


def test_a_word_document_has_real_headings_and_tables() -> None:
    content = docx.render(PAPER)
    word = Document(io.BytesIO(content))
    assert [p.text for p in word.paragraphs if p.style.name.startswith(("Title", "Heading"))] == [
        "任务清单 — Łódź",
        "Tasks",
        "Notes",
    ]
    facts, rows = word.tables
    assert [cell.text for cell in facts.rows[0].cells] == ["Owner", "欧阳雪晴"]
    assert rows.rows[1].cells[1].text == HOSTILE
    assert "w:tblHeader" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert docx.render(Paper("a\x07\ufffe", [Text(["\x00b"])])), "what XML cannot write is left out"


def test_a_paper_has_an_end() -> None:
    with pytest.raises(PaperTooLong):
        Paper("Long", [Table(["Key"], [["T"]] * (LONGEST_TABLE + 1))])


def test_a_list_is_written_as_people_read_it() -> None:
    with translation.override("en"):
        table = paper_of(
            [["Key", "Amount", "Done"], ["T1", 1234.5, True], ["T2", None, False]], title="x", printed=""
        ).parts[0]
    assert table.rows == [["T1", "1,234.5", "Yes"], ["T2", "", "No"]]
    assert table.right == {1}
    wide = paper_of([list("ABCDEFG"), list("1234567")], title="x", printed="")
    assert wide.landscape
