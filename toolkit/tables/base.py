"""Columns: what each needs from the query, how it looks in a cell, what it exports.

Every column takes `label`, and by keyword:
`source` the path for `.values()` (default: the attribute's name), `priority` 1 to 3 (3 leaves first on
narrow screens), `silent` for a label that is only read aloud and exported, `sort` True, False or the paths
to order by, `css` classes, `tone` a function `(row, reader) -> "r" | "a" | "g" | ""` that colours the cell,
`needs` further paths that functions read, `optional` for a column that is shown only where somebody chose
it, `unless` a function of the row: where it is true the cell says
nothing, because the value has no meaning there.
"""

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from typing import Any

from django.utils.functional import Promise

from toolkit import formats
from toolkit.markup import Cell, Html, Row
from toolkit.reading import Reader

Label = str | Promise
Tone = Callable[[Row, Reader], str]


class Column:
    """A column that shows its value as text."""

    css_kind = ""
    sortable_by_default = True
    expression: Any = None  # what `source` stands for, where it is no path of the model

    def __init__(
        self,
        label: Label = "",
        *,
        source: str = "",
        priority: int = 1,
        sort: bool | str | tuple[str, ...] | None = None,
        css: str = "",
        tone: Tone | None = None,
        needs: Iterable[str] = (),
        silent: bool = False,
        optional: bool = False,
        unless: Callable[[Row], bool] | None = None,
    ) -> None:
        self.key, self.silent, self.unless = "", silent, unless
        self.optional = optional
        self.label, self.source, self.priority = label, source, priority
        self.css, self.tone, self.needs = css, tone, tuple(needs)
        self._sort = self.sortable_by_default if sort is None else sort

    def __set_name__(self, owner: type, name: str) -> None:
        self.named(name)

    def named(self, name: str) -> "Column":
        """Give it its key; a column that a table declares gets it from there."""
        self.key, self.source = name, self.source or name
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """The paths this column reads."""
        return (self.source, *self.needs)

    @property
    def order(self) -> tuple[str, ...]:
        """The paths to order by; empty when the column is not sortable."""
        if self._sort is True:
            return (self.source,)
        return () if not self._sort else (self._sort,) if isinstance(self._sort, str) else self._sort

    @property
    def sortable(self) -> bool:
        return bool(self.order)

    @property
    def heading(self) -> Label:
        """What stands in the head."""
        return (
            Html(f'<span class="visually-hidden">{escape(str(self.label))}</span>')
            if self.silent
            else self.label
        )

    @property
    def classes(self) -> str:
        leaves = f"p{self.priority}" if self.priority > 1 else ""
        return " ".join(filter(None, (self.css_kind, self.css, leaves)))

    def show(self, value: Any, reader: Reader) -> str:
        """One value as plain text."""
        return formats.plain(value)

    def inner(self, reader: Reader) -> Cell:
        """A function from a row to the escaped HTML inside its cell; equal values are written once."""
        source = self.source

        @cache
        def written(value: Any) -> str:
            return escape(self.show(value, reader))

        return lambda row: written(row[source])

    def cell(self, reader: Reader) -> Cell:
        """What stands in the cell: `inner`, or nothing where the value has no meaning."""
        inner, unless = self.inner(reader), self.unless
        return inner if unless is None else lambda row: "" if unless(row) else inner(row)

    def html(self, row: Row, reader: Reader) -> str:
        """The escaped HTML of one cell."""
        return self.cell(reader)(row)

    def export(self, row: Row, reader: Reader) -> Any:
        """The value for CSV and spreadsheets: text, or a number that stays one."""
        value = row[self.source]
        return "" if value is None else value
