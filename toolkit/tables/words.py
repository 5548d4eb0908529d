"""Columns of states, properties and people; and the column that draws anything."""

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from typing import Any

from toolkit import formats
from toolkit.markup import Cell, Row, text
from toolkit.reading import Reader
from toolkit.tables.base import Column, Label
from toolkit.templatetags.icons import rag_chip


class Badge(Column):
    """A property of the row; `mapping` gives the word for each value, None or "" shows nothing."""

    def __init__(self, label: Label = "", *, mapping: Mapping[Any, Label] | None = None, **more: Any) -> None:
        super().__init__(label, **more)
        self.mapping = mapping

    def word(self, value: Any) -> str:
        if value in (None, "", False):
            return ""
        return str(value if self.mapping is None else self.mapping.get(value, ""))

    def inner(self, reader: Reader) -> Cell:
        source = self.source

        @cache
        def written(value: Any) -> str:
            word = self.word(value)
            return f'<span class="mp-badge">{escape(word)}</span>' if word else ""

        return lambda row: written(row[source])

    def export(self, row: Row, reader: Reader) -> Any:
        return self.word(row[self.source])


class Choice(Badge):
    """A value with a word, as plain text."""

    def show(self, value: Any, reader: Reader) -> str:
        return self.word(value) or formats.NOTHING

    def inner(self, reader: Reader) -> Cell:
        return Column.inner(self, reader)


class Status(Column):
    """A state as shape and word: `mapping` gives (word, tone) for each value; tones as of the RAG chip.

    Tones: green, amber, red, grey (no data), open (not started), begun (in progress).
    """

    def __init__(
        self, label: Label = "", *, mapping: Mapping[Any, tuple[Label, str]], kind: str = "plain", **more: Any
    ) -> None:
        super().__init__(label, **more)
        self.mapping, self.kind = mapping, kind

    def inner(self, reader: Reader) -> Cell:
        source = self.source

        @cache
        def written(value: Any) -> str:
            if value not in self.mapping:
                return escape(formats.plain(value))
            word, tone = self.mapping[value]
            return str(rag_chip(tone, str(word), self.kind))

        return lambda row: written(row[source])

    def export(self, row: Row, reader: Reader) -> Any:
        value = row[self.source]
        return str(self.mapping[value][0]) if value in self.mapping else "" if value is None else value


class Person(Column):
    """A person's name with initials; `source` is the path of the name (`owner__name`)."""

    def inner(self, reader: Reader) -> Cell:
        source = self.source

        @cache
        def written(name: str | None) -> str:
            if not name:
                return formats.NOTHING
            mark = f'<span class="mp-avatar s" aria-hidden="true">{escape(formats.initials(name))}</span>'
            return f'<span class="row-x">{mark}<span class="cut">{escape(name)}</span></span>'

        return lambda row: written(row[source])


class Custom(Column):
    """Anything: `render(row, reader)` returns HTML made with `format_html`, or text, which is escaped.

    `needs` names the paths it reads; `exports(row, reader)` gives the exported value (default: none).
    """

    sortable_by_default = False

    def __init__(
        self,
        label: Label = "",
        *,
        render: Callable[[Row, Reader], Any],
        exports: Callable[[Row, Reader], Any] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(label, **more)
        self.render, self.exports = render, exports

    @property
    def fields(self) -> tuple[str, ...]:
        return self.needs

    def inner(self, reader: Reader) -> Cell:
        render = self.render
        return lambda row: text(render(row, reader))

    def export(self, row: Row, reader: Reader) -> Any:
        return self.exports(row, reader) if self.exports else ""
