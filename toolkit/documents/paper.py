"""What stands on a paper. Everything here is text as the reader is to see it, in her language and zone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toolkit.errors import DomainError

Label = str | Promise
LONGEST_TABLE = 2_000


class MissingGlyph(DomainError):
    """The fonts cannot show a character: a box on paper would be worse than no paper."""

    code = "missing_glyph"
    message = _(
        "The paper's fonts cannot show %(letters)s. Take the character out, or export a spreadsheet instead."
    )


class PaperTooLong(DomainError):
    """More rows than anybody turns pages for."""

    code = "paper_too_long"
    message = _(
        "A paper holds %(most)s rows at most, this list has %(count)s. Narrow it, or export a spreadsheet."
    )


@dataclass(frozen=True)
class Facts:
    """Labels and values, one under the other."""

    rows: Sequence[tuple[Label, str]]
    title: Label = ""

    def texts(self) -> Iterator[str]:
        yield str(self.title)
        for label, value in self.rows:
            yield from (str(label), value)


@dataclass(frozen=True)
class Table:
    """Rows under a head, which is repeated on each page. `right`: numbers of the columns of figures."""

    head: Sequence[Label]
    rows: Sequence[Sequence[str]]
    title: Label = ""
    right: frozenset[int] = frozenset()

    def texts(self) -> Iterator[str]:
        yield str(self.title)
        yield from map(str, self.head)
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class Text:
    """Paragraphs."""

    paragraphs: Sequence[str]
    title: Label = ""

    def texts(self) -> Iterator[str]:
        yield str(self.title)
        yield from self.paragraphs


Part = Facts | Table | Text


@dataclass(frozen=True)
class Paper:
    """One paper. `kicker`: whose it is; `printed`: who made it and when, at the foot of each page."""

    title: str
    parts: Sequence[Part]
    kicker: str = ""
    subtitle: str = ""
    printed: str = ""
    language: str = "en"
    landscape: bool = False

    def __post_init__(self) -> None:
        longest = max((len(part.rows) for part in self.parts if isinstance(part, Table)), default=0)
        if longest > LONGEST_TABLE:
            raise PaperTooLong(most=LONGEST_TABLE, count=longest)

    def texts(self) -> Iterator[str]:
        """Every text that stands on it."""
        yield from (self.title, self.kicker, self.subtitle, self.printed)
        for part in self.parts:
            yield from part.texts()
