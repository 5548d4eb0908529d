"""Columns that name the record: words, keys, the first column of a tree grid."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from toolkit import formats
from toolkit.links import Link
from toolkit.markup import Cell, Row, attribute
from toolkit.reading import Reader
from toolkit.tables.base import Column, Label
from toolkit.templatetags.icons import icon


class Text(Column):
    """Words. `link` makes it the way to the record, `strong` sets it bold, `tree` indents by `level`."""

    def __init__(
        self,
        label: Label = "",
        *,
        link: Link | None = None,
        strong: bool = False,
        tree: "Tree | None" = None,
        **more: Any,
    ) -> None:
        super().__init__(label, **more)
        self.link, self.strong, self.tree = link, strong, tree

    @property
    def fields(self) -> tuple[str, ...]:
        linked = self.link.fields if self.link else ()
        return (*super().fields, *linked, *(self.tree.fields if self.tree else ()))

    def inner(self, reader: Reader) -> Cell:
        source, nothing = self.source, formats.NOTHING

        def words(row: Row) -> str:
            value = row[source]
            return escape(value if type(value) is str else str(value)) if value not in (None, "") else nothing

        cell = _linked(words, self.link, reader) if self.link else words
        cell = _wrapped(cell, '<span class="b6">', "</span>") if self.strong else cell
        return self.tree.wrap(cell) if self.tree else cell


def _linked(inner: Cell, link: Link, reader: Reader) -> Cell:
    href = link.builder(dict(reader.arguments))
    return lambda row: f'<a href="{href(row)}">{inner(row)}</a>'


def _wrapped(inner: Cell, before: str, after: str) -> Cell:
    return lambda row: before + inner(row) + after


class Tree:
    """Makes the table a tree grid. `level` counts from 1, `branch(row)` tells rows with children."""

    def __init__(
        self,
        *,
        branch: Callable[[Row], bool],
        level: str = "level",
        identity: str = "id",
        needs: Iterable[str] = (),
    ) -> None:
        self.branch, self.level, self.identity, self.needs = branch, level, identity, tuple(needs)

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.level, self.identity, *self.needs)

    def attributes(self) -> Cell:
        """A function from a row to the attributes of its `<tr>`, as ARIA's treegrid wants them."""
        level, identity, branch = self.level, self.identity, self.branch

        def written(row: Row) -> str:
            depth = row[level] or 1
            expanded = ' aria-expanded="true"' if branch(row) else ""
            own = f' data-id="{row[identity]}" data-level="{depth}" aria-level="{depth}"'
            return own + expanded + ' tabindex="-1"'

        return written

    def wrap(self, inner: Cell) -> Cell:
        """The cell, indented, with the button that folds the rows below it."""
        level, branch = self.level, self.branch
        says = attribute("aria-label", _("Show or hide the rows below"))
        twist = f'<button class="twist" type="button" tabindex="-1"{says}>{icon("chevron-down")}</button>'
        leaf = '<span class="leaf"></span>'

        def cell(row: Row) -> str:
            depth = min(row[level] or 1, 9)
            return f'<div class="tree lv-{depth}">{twist if branch(row) else leaf}{inner(row)}</div>'

        return cell


class Key(Column):
    """A human key: HELP-T42."""

    css_kind = "tight"

    def __init__(self, label: Label = "", *, prefix: str = "", link: Link | None = None, **more: Any) -> None:
        super().__init__(label, **more)
        self.prefix, self.link = prefix, link

    @property
    def fields(self) -> tuple[str, ...]:
        return (*super().fields, *(self.link.fields if self.link else ()))

    def show(self, value: Any, reader: Reader) -> str:
        return formats.NOTHING if value in (None, "") else f"{self.prefix}{value}"

    def inner(self, reader: Reader) -> Cell:
        cell = _wrapped(super().inner(reader), '<span class="mp-key">', "</span>")
        return _linked(cell, self.link, reader) if self.link else cell

    def export(self, row: Row, reader: Reader) -> Any:
        value = row[self.source]
        return "" if value in (None, "") else f"{self.prefix}{value}"
