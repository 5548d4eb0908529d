"""A list file as it came, and the reader that fits it."""

from dataclasses import dataclass
from hashlib import sha256

from exchange.lists.csvs import read_csv
from exchange.lists.errors import MacroWorkbook, NoList
from exchange.lists.sheets import Sheet
from exchange.lists.workbooks import read_workbook

ARCHIVE, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OTHERS = (OLE, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b")


@dataclass(frozen=True)
class ListFile:
    """A file, or what was pasted, as it came through a door."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def read_list(file: ListFile, *, sheet: str = "", has_heads: bool = True) -> Sheet:
    """The list in a file, by what its bytes are. Raises a `ListRefused`."""
    if file.name.lower().endswith((".xlsm", ".xltm", ".xlam")):
        raise MacroWorkbook()
    if file.content.startswith(OTHERS):
        raise NoList()
    if file.content.startswith(ARCHIVE):
        return read_workbook(file.content, sheet=sheet, has_heads=has_heads)
    return read_csv(file.content, has_heads=has_heads)
