"""A list as a paper: the same columns and rows as its spreadsheet, written as people read them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toolkit import formats
from toolkit.documents.paper import Paper, Table

WIDE = 6


def paper_of(rows: Iterable[Sequence[Any]], *, title: str, printed: str) -> Paper:
    """The rows (the first is the head) under a title, lying down when there are many columns."""
    table = table_of(rows)
    language, is_wide = get_language() or "en", len(table.head) > WIDE
    return Paper(title, [table], printed=printed, language=language, landscape=is_wide)


def table_of(rows: Iterable[Sequence[Any]], *, title: str = "") -> Table:
    """The rows (the first is the head) as one table of a paper, figures to the right."""
    head, *body = rows
    right = frozenset(place for place, cells in enumerate(zip(*body, strict=True)) if _are_figures(cells))
    return Table(head, [[shown(value) for value in row] for row in body], title, right)


def _are_figures(cells: Sequence[Any]) -> bool:
    given = {type(cell) for cell in cells if cell not in (None, "")}
    return bool(given) and given <= {int, float, Decimal}


def shown(value: Any) -> str:
    """A value as people read it, in the active language and zone."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return formats.instant(value)
    if isinstance(value, dt.date):
        return formats.day(value)
    return formats.number(value) if isinstance(value, int | float | Decimal) else str(value)
