"""The choice of columns: what a list could show, what it shows now, in which order."""

from dataclasses import dataclass
from typing import Any

from toolkit.tables.actions import Actions
from toolkit.tables.base import Label


@dataclass(frozen=True)
class ColumnChoice:
    """One column that a list may show."""

    key: str
    label: Label
    shown: bool


def column_choices(page: Any) -> list[ColumnChoice]:
    """The chosen columns in their order, then the others as they are declared."""
    known = {**page.bound.known, **page.custom_columns}
    shown = list(page.bound.chosen)
    keys = [*shown, *(key for key in known if key not in shown)]
    return [
        ColumnChoice(key, known[key].label, key in shown)
        for key in keys
        if not isinstance(known[key], Actions)
    ]
