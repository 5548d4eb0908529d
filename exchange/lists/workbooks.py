"""Workbooks: looked through by the guard, then read by calamine. Formulas are never computed."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from exchange.lists.errors import SheetMissing, WorkbookRefused
from exchange.lists.guard import check_workbook
from exchange.lists.sheets import Sheet, sheet_of


def read_workbook(content: bytes, *, sheet: str = "", has_heads: bool = True) -> Sheet:
    """A list from a workbook: the named sheet, or the first that is not empty.

    Cells of formulas hold what the program that wrote the file had computed; nothing is computed here.
    Raises `WorkbookRefused`, `MacroWorkbook`, `SheetMissing`, and what `sheet_of` raises.
    """
    check_workbook(BytesIO(content))
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = tuple(book.sheet_names)
        if sheet and sheet not in names:
            raise SheetMissing()
        name, rows = _chosen(book, [sheet] if sheet else names)
    except (CalamineError, ZipError, OSError, ValueError):
        raise WorkbookRefused(why=_("it is damaged")) from None
    numbered = ((number, [_cell(value) for value in row]) for number, row in rows)
    return sheet_of(numbered, has_heads=has_heads, name=name, names=names, how=name)


def _chosen(book: CalamineWorkbook, names: Any) -> tuple[str, list[tuple[int, list[Any]]]]:
    """The first of some sheets that holds anything, its rows numbered as the program shows them."""
    name = ""
    for name in names:
        found = book.get_sheet_by_name(name)
        start = found.start
        if start is not None:
            rows = found.to_python(skip_empty_area=True)
            return name, [(start[0] + n, [""] * start[1] + row) for n, row in enumerate(rows, 1)]
    return name, []


def _cell(value: Any) -> Any:
    """A whole number is written as one; text loses the blanks around it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value.strip() if isinstance(value, str) else value
