"""Cells as the service's arguments, with every fault by row and column. Pure but for the choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from exchange.lists.matching import LANGUAGES, folded
from exchange.lists.sheets import Cell, Line, Sheet
from exchange.lists.values import READERS, Unread, is_empty, readings, text, ways_of
from records.importing import Column, Importable

MOST_FAULTS = 500


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, or with a row as such (`column` is "")."""

    row: int
    column: str
    message: str
    cell: str = ""


@dataclass(frozen=True)
class Place:
    """Where a column of ours stands in the file, and how it is written ("" where that is no question)."""

    at: int
    way: str = ""


Mapped = Mapping[str, Place]


@dataclass
class Checked:
    """The rows as arguments, the faults (the first 500, and how many), and what has to be asked."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0
    asks: dict[str, list[str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.count or self.asks or self.missing)

    def add(self, fault: Fault) -> None:
        self.count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


Words = Mapping[str, Any]


def words_of(choices: Iterable[tuple[Any, Iterable[str | Promise]]]) -> dict[str, Any]:
    """The words of choices, in each language, as they are compared; a word of two values is none."""
    found: dict[str, Any] = {}
    doubled = set()
    for value, words in choices:
        for word in {folded(str(value)), *(_in_all_languages(words))} - {""}:
            if word in found and found[word] != value:
                doubled.add(word)
            found[word] = value
    return {word: value for word, value in found.items() if word not in doubled}


def _in_all_languages(words: Iterable[str | Promise]) -> set[str]:
    given, found = list(words), set()
    for language in LANGUAGES:
        with translation.override(language):
            found |= {folded(str(word)) for word in given}
    return found


def check(*, sheet: Sheet, what: Importable, mapped: Mapped, words: Mapping[str, Words]) -> Checked:
    """Read every row by the places of its columns. `words`: for each column of choices, its words."""
    done = Checked(missing=[c.name for c in what.columns if c.required and c.name not in mapped])
    columns = [(column, mapped[column.name]) for column in what.columns if column.name in mapped]
    chosen = [(column, place, _way(done, sheet, column, place)) for column, place in columns]
    seen: dict[tuple[Any, ...], int] = {}
    for line in sheet.lines:
        row = _row(done, line, chosen, words)
        _check_repeated(done, line, row, what, seen)
        done.rows.append(row)
        done.numbers.append(line.number)
    return done


def _way(done: Checked, sheet: Sheet, column: Column, place: Place) -> str:
    """How a column is written: as the person said, or as its cells prove; several ways are asked about."""
    if place.way in ways_of(column.kind):
        return place.way
    found = readings(column.kind, (line.at(place.at) for line in sheet.lines))
    if len(found) > 1:
        done.asks[column.name] = found
    return found[0]


def _row(
    done: Checked, line: Line, chosen: list[tuple[Column, Place, str]], words: Mapping[str, Words]
) -> dict[str, Any]:
    row = {}
    for column, place, way in chosen:
        cell = line.at(place.at)
        try:
            value = _value(column, cell, way, words)
        except Unread as fault:
            done.add(Fault(line.number, column.name, str(fault.message), text(cell)[:80]))
            continue
        if value is not None:
            row[column.name] = value
    return row


def _value(column: Column, cell: Cell, way: str, words: Mapping[str, Words]) -> Any:
    """The value of a cell; None where it is empty."""
    if is_empty(cell):
        if column.required:
            raise Unread(_("Write something here."))
        return None
    value = READERS[column.kind](cell, way)
    if column.kind == "choice":
        return _known(words[column.name], str(value))
    _check_bounds(column, value)
    return value


def _known(words: Words, said: str) -> Any:
    word = folded(said)
    if word not in words:
        raise Unread(_("Unknown here. Write a name as it stands in Milepost."))
    return words[word]


def _check_bounds(column: Column, value: Any) -> None:
    if isinstance(value, str) and len(value) > column.longest:
        raise Unread(_("Write at most %(most)d characters.") % {"most": column.longest})
    if isinstance(value, bool | str):
        return
    if column.least is not None and value < column.least:
        raise Unread(_("Write at least %(least)d.") % {"least": column.least})
    if column.most is not None and value > column.most:
        raise Unread(_("Write at most %(most)d.") % {"most": column.most})


def _check_repeated(
    done: Checked, line: Line, row: dict[str, Any], what: Importable, seen: dict[tuple[Any, ...], int]
) -> None:
    """A key that stands twice in one file is somebody's mistake."""
    key = tuple(str(row.get(name, "")).casefold() for name in what.key)
    if not key or not all(key):
        return
    first = seen.setdefault(key, line.number)
    if first != line.number:
        message = _("This stands in row %(row)d already.") % {"row": first}
        done.add(Fault(line.number, what.key[0], message, key[0][:80]))
