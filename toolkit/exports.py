"""CSV that a spreadsheet reads as text and numbers, never as formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

EXPORT_LIMIT = 10_000
# What starts a formula in Excel, LibreOffice or Google Sheets, in half and full width.
STARTS_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")


def safe_cell(value: Any) -> Any:
    """Numbers stay numbers; text that a spreadsheet would run gets a leading apostrophe (T-087)."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return value
    text = "" if value is None else str(value)
    return "'" + text if text and text[0] in STARTS_FORMULA else text


def csv_bytes(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV in UTF-8 with the mark that tells Excel so; lines end as RFC 4180 says."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([safe_cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")
