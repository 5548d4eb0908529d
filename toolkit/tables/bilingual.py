"""Names in two languages: a Chinese one may stand beside the name, in `<source>_zh`."""

from collections.abc import Mapping
from typing import Any

from toolkit.formats import is_chinese
from toolkit.markup import Cell, Row
from toolkit.reading import Reader
from toolkit.tables.names import Text


def in_language(row: Mapping[str, Any], source: str, language: str | None = None) -> str:
    """The Chinese name (`<source>_zh`) for Chinese readers where there is one, else the name."""
    return (is_chinese(language) and row[f"{source}_zh"]) or row[source]


class Name(Text):
    """A name that may have a Chinese one beside it, in `<source>_zh`."""

    @property
    def fields(self) -> tuple[str, ...]:
        return (*super().fields, f"{self.source}_zh")

    def read(self, row: Row, reader: Reader) -> Row:
        return {**row, self.source: in_language(row, self.source, reader.language)}

    def inner(self, reader: Reader) -> Cell:
        cell = super().inner(reader)
        return (lambda row: cell(self.read(row, reader))) if is_chinese(reader.language) else cell

    def export(self, row: Row, reader: Reader) -> Any:
        return super().export(self.read(row, reader), reader)
