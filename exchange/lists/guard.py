"""Looks through a workbook before a parser opens it: how much it would become in memory, and what it hides.

Every part is unpacked once, piece by piece, and nothing of it is kept but counts. A directory that lies
about sizes is caught by counting what comes out. What is bounded is what a reader would build: the
rectangle that the cells span, and the text that they stand for (one long shared text can be named by a
million cells).
"""

import re
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange.lists.errors import MacroWorkbook, TooManyColumns, TooManyRows, WorkbookRefused
from exchange.lists.sheets import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from toolkit.files.archives import check_archive
from toolkit.files.errors import ArchiveRefused

CHUNK = 64 * 1024
MIB = 1024 * 1024
DEEPEST = 100
MOST_SHEETS = 50
MOST_TEXT = 64 * MIB
MOST_CELLS = 4_000_000
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
MACROS = ("vbaproject.bin", "macrosheets/", "activex/")
WORKBOOK, STRINGS = "xl/workbook.xml", "sst"
MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")


@dataclass
class Found:
    """What the parts say so far: the lengths of the shared texts, and the text that cells stand for."""

    lengths: list[int] = field(default_factory=list)
    text: int = 0
    cells: int = 0
    sheets: int = 0


class Unsafe(Exception):
    """A part is not as an ordinary program writes it."""

    def __init__(self, why: Promise) -> None:
        self.why = why


def check_workbook(source: BinaryIO) -> None:
    """Refuse a workbook that would harm whoever opens it; memory stays small whatever is in it.

    Raises `WorkbookRefused`, `MacroWorkbook`, `TooManyRows`, `TooManyColumns`.
    """
    try:
        entries = check_archive(source, name="")
        _check_names([entry.filename.lower() for entry in entries])
        _check_parts(source, entries)
    except ArchiveRefused as refused:
        raise WorkbookRefused(why=refused.details["why"]) from None
    except Unsafe as unsafe:
        raise WorkbookRefused(why=unsafe.why) from None
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise WorkbookRefused(why=_("it is damaged")) from None


def _check_names(names: list[str]) -> None:
    if any(mark in name for name in names for mark in MACROS):
        raise MacroWorkbook()
    if WORKBOOK not in names:
        raise Unsafe(_("it is no workbook"))
    if any(name.endswith((".zip", ".7z", ".rar", ".gz", "workbook.bin")) for name in names):
        raise Unsafe(_("there are archives in it"))


def _check_parts(source: BinaryIO, entries: list[ZipInfo]) -> None:
    """The shared texts first: cells are weighed by them."""
    found = Found()
    with ZipFile(source) as archive:
        for entry in sorted(entries, key=lambda one: "sharedstrings" not in one.filename.lower()):
            _check_part(archive, entry, found)


def _check_part(archive: ZipFile, entry: ZipInfo, found: Found) -> None:
    look, read = None, 0
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            if not read and chunk.lstrip().startswith(MARKUP):
                look = Look(found)
            read += len(chunk)
            if read > entry.file_size:
                raise Unsafe(_("it is larger than it says"))
            if look:
                look.feed(chunk)
    if look:
        look.feed(b"", is_final=True)


class Look:
    """Parses one part of XML and keeps counts only."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.depth = self.row = self.column = self.length = 0
        self.kind, self.value, self.in_value, self.is_strings = "", "", False, False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def feed(self, chunk: bytes, *, is_final: bool = False) -> None:
        """One more piece; raises `Unsafe`."""
        try:
            self.parser.Parse(chunk, is_final)
        except (expat.ExpatError, LookupError, ValueError):
            raise Unsafe(_("a part of it is not well-formed")) from None

    def _doctype(self, *declared: object) -> None:
        raise Unsafe(_("it declares a document type (DTD)"))

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unsafe(_("it is nested too deeply"))
        name = raw.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row(attributes)
        elif name == "v" or name == "t":
            self.in_value, self.value = True, ""
        elif name == "si":
            self.length = 0
        elif name == STRINGS and self.depth == 1:
            self.is_strings = True
        elif name == "sheet":
            self._sheet()

    def _end(self, raw: str) -> None:
        self.depth -= 1
        name = raw.rpartition(":")[2]
        if name == "v" or name == "t":
            self.in_value = False
            self._weigh(name)
        elif name == "si" and self.is_strings:
            self.found.lengths.append(self.length)

    def _text(self, data: str) -> None:
        if self.in_value:
            self.length += len(data)
            if self.length > LONGEST_CELL:
                raise Unsafe(_("a cell is longer than 32,767 characters"))
            if self.kind == "s":
                self.value += data

    def _sheet(self) -> None:
        self.found.sheets += 1
        if self.found.sheets > MOST_SHEETS:
            raise Unsafe(_("it has more than 50 sheets"))

    def _row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "")
        self.row = int(given) if given.isdecimal() and len(given) < 8 else self.row + 1
        self.column = 0
        if self.row > MOST_ROWS + 1:
            raise TooManyRows(limit=MOST_ROWS)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.kind, self.length = attributes.get("t", ""), 0
        self.found.cells += 1
        if self.found.cells > MOST_CELLS:
            raise Unsafe(_("there are too many cells in it"))
        self.column += 1
        if "r" in attributes:
            self._place(attributes["r"])
        if self.column > MOST_COLUMNS:
            raise TooManyColumns(limit=MOST_COLUMNS)

    def _place(self, reference: str) -> None:
        """A cell may stand anywhere, whatever row it is written in."""
        match = REFERENCE.fullmatch(reference)
        if match is None:
            raise Unsafe(_("a cell has no place"))
        self.column = 0
        for letter in match[1]:
            self.column = self.column * 26 + ord(letter) - 64
        if int(match[2]) > MOST_ROWS + 1:
            raise TooManyRows(limit=MOST_ROWS)

    def _weigh(self, name: str) -> None:
        """The text that this cell stands for: its own, or the shared one that it names."""
        if self.is_strings:
            return
        weight = self.length
        if self.kind == "s" and name == "v":
            given = self.value.strip()
            known = given.isdecimal() and len(given) < 9 and int(given) < len(self.found.lengths)
            weight = self.found.lengths[int(given)] if known else 0
        self.found.text += weight
        if self.found.text > MOST_TEXT:
            raise Unsafe(_("its cells hold too much text"))
