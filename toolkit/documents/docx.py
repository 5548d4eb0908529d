"""A paper as a Word document, for people who edit on."""

import datetime as dt
import io
import re
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from toolkit.documents.paper import Facts, Paper, Part, Table

# XML has no way to write these.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FONT, CHINESE_FONT = "Calibri", "Microsoft YaHei"


def render(paper: Paper, *, at: dt.datetime | None = None) -> bytes:
    """The paper as DOCX with real headings and tables. `at`: the instant in the file's properties."""
    word = Document()
    _set_up(word, paper, at)
    if paper.kicker:
        word.add_paragraph(_clean(paper.kicker), style="Subtitle")
    word.add_heading(_clean(paper.title), level=0)
    if paper.subtitle:
        word.add_paragraph(_clean(paper.subtitle))
    for part in paper.parts:
        _add(word, part)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _set_up(word: Word, paper: Paper, at: dt.datetime | None) -> None:
    style = word.styles["Normal"]
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE_FONT)
    section = word.sections[0]
    if paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.footer.paragraphs[0].text = _clean(paper.printed)
    word.core_properties.title = _clean(paper.title)[:255]
    word.core_properties.author = "Milepost"
    word.core_properties.language = paper.language
    if at:
        word.core_properties.created = at.replace(tzinfo=None)


def _add(word: Word, part: Part) -> None:
    if str(part.title):
        word.add_heading(_clean(part.title), level=1)
    if isinstance(part, Facts):
        _table(word, [[str(label), value] for label, value in part.rows])
    elif isinstance(part, Table):
        _table(word, [list(map(str, part.head)), *part.rows], head=True, right=part.right)
    else:
        for paragraph in part.paragraphs:
            word.add_paragraph(_clean(paragraph))


def _table(
    word: Word, rows: Sequence[Sequence[str]], *, head: bool = False, right: frozenset[int] = frozenset()
) -> None:
    if not rows:
        return
    table = word.add_table(rows=len(rows), cols=len(rows[0]), style="Light List" if head else "Table Grid")
    # One pass over the cells: asking a table for a cell by its place counts all cells anew.
    for cells, values in zip(table.rows, rows, strict=True):
        for column, (cell, value) in enumerate(zip(cells.cells, values, strict=True)):
            cell.text = _clean(value)
            if column in right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if head:
        table.rows[0]._tr.get_or_add_trPr().append(_repeated())


def _repeated() -> object:
    """The mark that repeats a table's head on each page."""
    return Document().element.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})


def _clean(text: object) -> str:
    return UNWRITABLE.sub("", str(text))
