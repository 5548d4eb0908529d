"""Which kinds of files are taken, and how the content of each proves itself.

The end of the name says what a file wants to be; its bytes must agree. Whatever cannot prove itself, or
could run when it is opened, is refused.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

import puremagic
from django.utils.translation import gettext_lazy as _

from toolkit.files.archives import check_archive, part_names
from toolkit.files.errors import FileEmpty, KindNotTaken, MacrosInside, NotWhatItSays
from toolkit.files.names import ending
from toolkit.files.texts import decoded

HEAD = 64 * 1024
OCTETS = "application/octet-stream"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(rb"<\s*(!doctype\s+html|html|script|svg|iframe|body|\?php)", re.IGNORECASE)
MAIL = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
OFFICE_XML = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OFFICE_OPEN = {
    "odt": b"opendocument.text",
    "ods": b"opendocument.spreadsheet",
    "odp": b"opendocument.presentation",
}
# Names of streams in the old container, in its own spelling; each kind has one of them.
OLE_STREAMS = {
    "doc": ("WordDocument",),
    "xls": ("Workbook", "Book"),
    "ppt": ("PowerPoint Document",),
    "msg": ("__properties_version1.0",),
    "mpp": ("Props",),
}
VBA = "_VBA_PROJECT"


class NotThis(Exception):
    """The bytes are not of the kind that the name promises."""


@dataclass(frozen=True)
class Kind:
    """One kind: what it is served as, the symbol that stands for it, and its proof."""

    media_type: str
    icon: str
    prove: Callable[[BinaryIO, bytes, str], None]
    is_picture: bool = False


def kind_of(source: BinaryIO, name: str) -> Kind:
    """The kind of a file by its name and its bytes.

    Raises `KindNotTaken`, `NotWhatItSays`, `MacrosInside`, `FileEmpty`, `ArchiveRefused`.
    """
    last = ending(name)
    kind = KINDS.get(last)
    source.seek(0)
    head = source.read(HEAD)
    if not head:
        raise FileEmpty(name=name)
    if kind is None:
        raise KindNotTaken(name=name)
    try:
        kind.prove(source, head, name)
    except NotThis:
        raise NotWhatItSays(name=name, found=_found(head)) from None
    return kind


def taken() -> list[str]:
    """The endings that are taken, for the file dialog."""
    return [f".{last}" for last in KINDS]


def _found(head: bytes) -> str:
    """What the bytes look like, for the message."""
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        guesses = []
    named = next((one.name for one in guesses if one.name), "")
    return named[:60] or str(_("something else"))


def _signed(*signatures: bytes) -> Callable[[BinaryIO, bytes, str], None]:
    """Begins with one of these, and does not carry a web page along in its head."""

    def prove(source: BinaryIO, head: bytes, name: str) -> None:
        if not head.startswith(signatures) or MARKUP.search(head[:1024]):
            raise NotThis

    return prove


def _webp(source: BinaryIO, head: bytes, name: str) -> None:
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        raise NotThis


def _office(source: BinaryIO, head: bytes, name: str) -> None:
    """A package of Microsoft Office: its main part is there, and no program."""
    parts = _parts(source, head, name)
    if OFFICE_XML[ending(name)] not in parts:
        raise NotThis
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise MacrosInside(name=name)


def _open_document(source: BinaryIO, head: bytes, name: str) -> None:
    """A package of OpenDocument begins with its type in clear."""
    parts = _parts(source, head, name)
    if "mimetype" not in parts or OFFICE_OPEN[ending(name)] not in head[:200]:
        raise NotThis
    if any(part.startswith("Basic/") for part in parts):
        raise MacrosInside(name=name)


def _archive(source: BinaryIO, head: bytes, name: str) -> None:
    _parts(source, head, name)


def _parts(source: BinaryIO, head: bytes, name: str) -> list[str]:
    if not head.startswith(b"PK\x03\x04"):
        raise NotThis
    check_archive(source, name=name)
    return part_names(source)


def _ole(source: BinaryIO, head: bytes, name: str) -> None:
    """The old container of Microsoft Office: a stream of its kind is there, and no program."""
    if not head.startswith(OLE):
        raise NotThis
    source.seek(0)
    content = source.read()
    if not any(_spelled(stream) in content for stream in OLE_STREAMS[ending(name)]):
        raise NotThis
    if _spelled(VBA) in content:
        raise MacrosInside(name=name)


def _spelled(stream: str) -> bytes:
    return stream.encode("utf-16-le") + b"\0\0"


def _text(source: BinaryIO, head: bytes, name: str) -> None:
    """Readable text that is no web page."""
    _readable(head)
    if MARKUP.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")):
        raise NotThis


def _mail(source: BinaryIO, head: bytes, name: str) -> None:
    _readable(head)
    if not MAIL.search(head[:4096]):
        raise NotThis


def _marked_up(source: BinaryIO, head: bytes, name: str) -> None:
    """XML, SVG and web pages are kept, and handed out as octets only."""
    if not _readable(head).lstrip("\ufeff \t\r\n").startswith("<"):
        raise NotThis


def _readable(head: bytes) -> str:
    found = decoded(head, is_cut=len(head) == HEAD)
    if found is None:
        raise NotThis
    return found.text


def _kinds() -> Iterable[tuple[str, Kind]]:
    office, opened = "application/vnd.openxmlformats-officedocument", "application/vnd.oasis.opendocument"
    yield "pdf", Kind("application/pdf", "file-text", _signed(b"%PDF-"))
    yield "png", Kind("image/png", "photo", _signed(b"\x89PNG\r\n\x1a\n"), is_picture=True)
    for last in ("jpg", "jpeg"):
        yield last, Kind("image/jpeg", "photo", _signed(b"\xff\xd8\xff"), is_picture=True)
    yield "gif", Kind("image/gif", "photo", _signed(b"GIF87a", b"GIF89a"), is_picture=True)
    yield "webp", Kind("image/webp", "photo", _webp, is_picture=True)
    yield "docx", Kind(f"{office}.wordprocessingml.document", "file-text", _office)
    yield "xlsx", Kind(f"{office}.spreadsheetml.sheet", "table", _office)
    yield "pptx", Kind(f"{office}.presentationml.presentation", "presentation", _office)
    for last, suffix in (("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation")):
        yield last, Kind(f"{opened}.{suffix}", "file-text", _open_document)
    yield "doc", Kind("application/msword", "file-text", _ole)
    yield "xls", Kind("application/vnd.ms-excel", "table", _ole)
    yield "ppt", Kind("application/vnd.ms-powerpoint", "presentation", _ole)
    yield "msg", Kind("application/vnd.ms-outlook", "mail", _ole)
    yield "mpp", Kind("application/vnd.ms-project", "list-tree", _ole)
    yield "eml", Kind("message/rfc822", "mail", _mail)
    yield "zip", Kind("application/zip", "archive", _archive)
    yield "csv", Kind("text/csv", "table", _text)
    for last in ("txt", "log", "md", "json"):
        yield last, Kind("text/plain", "file-text", _text)
    for last in ("xml", "svg", "html"):
        yield last, Kind(OCTETS, "code", _marked_up)


KINDS: dict[str, Kind] = dict(_kinds())
