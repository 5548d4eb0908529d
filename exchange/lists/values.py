"""Cells as days, numbers, choices. Pure.

Nothing is guessed: where a column can be read in two ways that differ, it asks. `readings` answers in which
ways a whole column can be read; one way is taken, several are a question, none is a fault in the cells.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange.lists.sheets import Cell

Text = str | Promise
DIGITS = 15
FIRST_YEAR, LAST_YEAR = 1900, 2199
DAY = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
CHINESE_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
ORDERS = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}
POINT = re.compile(r"[+-]?(?:\d{1,3}(?:[,' \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?")
COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:[.' \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?")
YES = {"1", "true", "yes", "y", "x", "✓", "是", "√", "ja", "oui"}
NO = {"0", "false", "no", "n", "否", "nein", "non", "-"}

DAY_WAYS: dict[str, Text] = {
    "dmy": _("31/12/2026: day, month, year"),
    "mdy": _("12/31/2026: month, day, year"),
    "ymd": _("2026-12-31: year, month, day"),
}
NUMBER_WAYS: dict[str, Text] = {
    "point": _("1,234.56: a point before the decimals"),
    "comma": _("1.234,56: a comma before the decimals"),
}


class Unread(Exception):
    """The cell does not say what its column is. The message says what to write."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(str(message))


def is_empty(cell: Cell) -> bool:
    return cell is None or cell == ""


def ways_of(kind: str) -> dict[str, Text]:
    """The ways in which a kind of column can be written; none for most kinds."""
    if kind == "day":
        return DAY_WAYS
    return NUMBER_WAYS if kind in ("number", "whole", "percent") else {}


def readings(kind: str, cells: Iterable[Cell]) -> list[str]:
    """The ways that read most of a column, where they differ in what they read; one: no question.

    A cell that the best way cannot read is a fault of that cell.
    """
    ways, read = ways_of(kind), READERS[kind]
    texts = list(dict.fromkeys(cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()))
    if not ways or not texts:
        return [""]
    found = {way: [_tried(read, text, way) for text in texts] for way in ways}
    fewest = min(values.count(None) for values in found.values())
    best = [way for way, values in found.items() if values.count(None) == fewest]
    differ = any(found[way] != found[best[0]] for way in best)
    return best if differ and fewest < len(texts) else best[:1]


def _tried(read: "Reader", written: str, way: str) -> Any:
    try:
        return read(written, way)
    except Unread:
        return None


Reader = Callable[[Cell, str], Any]


def text(cell: Cell, way: str = "") -> str:
    """A cell as text; days in ISO form."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time.min else cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return "" if cell is None else str(cell).strip()


def day(cell: Cell, way: str = "") -> dt.date:
    """A day; the hour beside it is left out."""
    if isinstance(cell, dt.datetime):
        return _within(cell.date())
    if isinstance(cell, dt.date):
        return _within(cell)
    written = text(cell)
    if match := CHINESE_DAY.fullmatch(written):
        return _made(*match.groups())
    match = DAY.fullmatch(written)
    if match is None:
        raise Unread(_("Write a day such as 2026-12-31."))
    parts = match.groups()
    order = ORDERS["ymd" if len(parts[0]) == 4 else way or "ymd"]
    return _made(*(parts[place] for place in order))


def _made(year: str, month: str, day: str) -> dt.date:
    if len(year) != 4:
        raise Unread(_("Write the year with four digits, such as 2026-12-31."))
    try:
        return _within(dt.date(int(year), int(month), int(day)))
    except ValueError:
        raise Unread(_("There is no such day in the calendar.")) from None


def _within(found: dt.date) -> dt.date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unread(_("Write a day between 1900 and 2199."))
    return found


def number(cell: Cell, way: str = "") -> Decimal:
    """A number, exactly as written."""
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        raise Unread(_("Write a number."))
    if isinstance(cell, int | float):
        return Decimal(repr(cell))
    written = text(cell).replace("−", "-")
    form, point = (COMMA, ",") if way == "comma" else (POINT, ".")
    if not form.fullmatch(written) or sum(letter.isdigit() for letter in written) > DIGITS:
        raise Unread(_("Write a number."))
    return Decimal(re.sub(rf"[^\d+\-{re.escape(point)}]", "", written).replace(",", "."))


def whole(cell: Cell, way: str = "") -> int:
    """A whole number."""
    found = number(cell, way)
    if found != found.to_integral_value():
        raise Unread(_("Write a whole number."))
    return int(found)


def percent(cell: Cell, way: str = "") -> int:
    """Whole percent, 0 to 100; a sign behind it is left out."""
    bare = cell.strip().removesuffix("%").removesuffix("％").strip() if isinstance(cell, str) else cell
    found = whole(bare, way)
    if not 0 <= found <= 100:
        raise Unread(_("Write whole percent between 0 and 100."))
    return found


def flag(cell: Cell, way: str = "") -> bool:
    """Yes or no."""
    written = text(cell).casefold()
    if written in YES or written in NO:
        return written in YES
    raise Unread(_("Write yes or no."))


READERS: dict[str, Reader] = {
    "text": text,
    "day": day,
    "number": number,
    "whole": whole,
    "percent": percent,
    "flag": flag,
    "choice": text,
}
