"""Rows as a file that a spreadsheet reads as text, numbers and days, never as formulas (T-087)."""

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from xlsxwriter import Workbook

from toolkit.documents import docx, pdf
from toolkit.documents.lists import paper_of

EXPORT_LIMIT = 10_000
# What starts a formula in Excel, LibreOffice or Google Sheets, in half and full width.
STARTS_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")
XLSX_DIGITS = 15
COLUMN_WIDTHS = (8, 60)
# What a sheet may not be called, and how long its name may be.
UNNAMED, SHEET_NAME = re.compile(r"[\[\]:*?/\\]"), 31


@dataclass(frozen=True)
class Origin:
    """Where an export comes from: what it shows, who took it and when. Stands in the file itself."""

    title: str
    by: str
    at: str


def safe_cell(value: Any) -> Any:
    """Numbers stay numbers; text that a spreadsheet would run gets a leading apostrophe."""
    if _is_number(value):
        return value
    text = "" if value is None else str(value)
    return "'" + text if text and text[0] in STARTS_FORMULA else text


def csv_into(target: IO[bytes], rows: Iterable[Sequence[Any]], origin: Origin) -> None:
    """Rows as CSV in UTF-8 with the mark that tells Excel so; lines end as RFC 4180 says."""
    target.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    csv.writer(text).writerows([safe_cell(value) for value in row] for row in rows)
    text.detach()


def csv_bytes(rows: Iterable[Sequence[Any]], origin: Origin) -> bytes:
    """The same, whole."""
    buffer = io.BytesIO()
    csv_into(buffer, rows, origin)
    return buffer.getvalue()


def xlsx_bytes(rows: Iterable[Sequence[Any]], origin: Origin) -> bytes:
    """The workbook, whole."""
    buffer = io.BytesIO()
    xlsx_into(buffer, rows, origin)
    return buffer.getvalue()


def xlsx_into(target: IO[bytes], rows: Iterable[Sequence[Any]], origin: Origin) -> None:
    """Rows as one sheet of a workbook: head in bold and kept in sight, days as days, text as text.

    Written row by row: the memory does not grow with the rows. The origin stands in the file's properties
    and in the footer of each printed page.
    """
    book = _book(target, origin)
    _fill(book, None, rows, origin)
    book.close()


def xlsx_sheets(sheets: Iterable[tuple[str, Iterable[Sequence[Any]]]], origin: Origin) -> bytes:
    """A workbook of several sheets, each with its name and its rows."""
    buffer = io.BytesIO()
    book = _book(buffer, origin)
    for name, rows in sheets:
        _fill(book, UNNAMED.sub(" ", name)[:SHEET_NAME].strip("' "), rows, origin)
    book.close()
    return buffer.getvalue()


def _book(target: IO[bytes], origin: Origin) -> Workbook:
    book = Workbook(target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": origin.title, "author": origin.by, "comments": f"{origin.by}, {origin.at}"})
    return book


def _fill(book: Workbook, name: str | None, rows: Iterable[Sequence[Any]], origin: Origin) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_footer(f"&L{_footer(origin.by)}, {origin.at}&R&P / &N")
    day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
    for line, row in enumerate(_sized(sheet, rows)):
        for column, value in enumerate(row):
            _write(sheet, line, column, value, bold if line == 0 else day)


def _write(sheet: Any, line: int, column: int, value: Any, style: Any) -> None:
    """One cell, by what the value is: a type that a spreadsheet guesses is a type that it runs."""
    if value is None or value == "":
        return
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        sheet.write_datetime(line, column, dt.datetime.combine(value, dt.time.min), style)
    elif _is_number(value) and len(Decimal(str(value)).as_tuple().digits) <= XLSX_DIGITS:
        sheet.write_number(line, column, value)
    else:
        sheet.write_string(line, column, str(value)[:32_767], *([style] if line == 0 else []))


def _sized(sheet: Any, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows again, after the columns are as wide as the head and the first rows ask for."""
    rows, first = iter(rows), []
    for row in rows:
        first.append(row)
        if len(first) > 50:
            break
    least, most = COLUMN_WIDTHS
    for column, cells in enumerate(zip(*first, strict=True)):
        wanted = max((_width(cell) for cell in cells), default=least)
        sheet.set_column(column, column, min(most, max(least, wanted + 1)))
    yield from first
    yield from rows


def _width(value: Any) -> int:
    """How wide a text stands; a Chinese character takes the room of two letters."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in str(value))


def _footer(text: str) -> str:
    """A footer's text: there `&` begins a command."""
    return text.replace("&", "&&")[:120]


def _is_number(value: Any) -> bool:
    finite = not isinstance(value, float | Decimal) or Decimal(value).is_finite()
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool) and finite


@dataclass(frozen=True)
class Format:
    """One kind of file an export can be: `write` answers it whole, `into` writes it row by row, where
    that can be done: then there is no bound on the rows."""

    extension: str
    content_type: str
    write: Callable[[Iterable[Sequence[Any]], Origin], bytes]
    into: Callable[[IO[bytes], Iterable[Sequence[Any]], Origin], None] | None = None


def pdf_bytes(rows: Iterable[Sequence[Any]], origin: Origin) -> bytes:
    """Rows as a paper to print or send."""
    return pdf.render(paper_of(rows, title=origin.title, printed=f"{origin.by}, {origin.at}"))


def docx_bytes(rows: Iterable[Sequence[Any]], origin: Origin) -> bytes:
    """Rows as a Word document to edit on."""
    return docx.render(paper_of(rows, title=origin.title, printed=f"{origin.by}, {origin.at}"))


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", csv_bytes, csv_into),
    "xlsx": Format("xlsx", f"{OFFICE}.spreadsheetml.sheet", xlsx_bytes, xlsx_into),
    "pdf": Format("pdf", "application/pdf", pdf_bytes),
    "docx": Format("docx", f"{OFFICE}.wordprocessingml.document", docx_bytes),
}
