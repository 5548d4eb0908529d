"""CSV as people have it: any of the usual spellings and separators, line ends inside quotes, and worse."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from exchange.lists.errors import NoList, RowUnreadable
from exchange.lists.sheets import LONGEST_CELL, Sheet, sheet_of
from toolkit.files.texts import CONTROLS, spelled

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 64 * 1024
NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GB18030",
    "cp1252": "Windows-1252",
}


def read_csv(content: bytes, *, has_heads: bool = True) -> Sheet:
    """A list from a text file.

    Raises `RowUnreadable` with the row's number, `NoList`, and what `sheet_of` raises.
    """
    found = spelled(content)
    if found is None:
        raise NoList()
    _check_controls(found.text)
    separator = separator_of(found.text[:SAMPLE])
    shown = _("tab") if separator == "\t" else separator
    how = _("%(encoding)s, separated by %(separator)s") % {
        "encoding": NAMES[found.encoding],
        "separator": shown,
    }
    return sheet_of(_rows(found.text, separator), has_heads=has_heads, how=how)


def separator_of(sample: str) -> str:
    """The separator that cuts the first rows into most and equal parts; a comma where none does."""

    def score(separator: str) -> tuple[int, int]:
        rows = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
                rows.append(len(row))
                if len(rows) == 20:
                    break
        except csv.Error:
            pass
        full = rows[:-1] or rows
        return (
            sum(width == full[0] for width in full) if full and full[0] > 1 else 0,
            full[0] if full else 0,
        )

    return max(SEPARATORS, key=score)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise RowUnreadable(row=number, why=_why(str(fault))) from None
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise RowUnreadable(row=number, why=_("a cell is longer than 32,767 characters"))
        yield number, [cell.strip() for cell in cells]
        number = reader.line_num + 1


def _why(fault: str) -> str:
    if "field larger" in fault:
        return _("a cell is longer than 32,767 characters")
    return _("a quotation mark is opened and not closed, or stands inside a cell without being doubled")


def _check_controls(text: str) -> None:
    found = CONTROLS.search(text)
    if found:
        row = text.count("\n", 0, found.start()) + 1
        raise RowUnreadable(row=row, why=_("a character in it belongs to no text, such as a zero byte"))
