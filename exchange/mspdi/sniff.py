"""Says what a file is when it is plainly not XML, from its first bytes."""

from django.utils.translation import gettext_lazy as _

from exchange.mspdi.errors import Compressed, EmptyFile, MppFile, NotXml, PlanFileRefused, WebPage

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = {
    b"PK\x03\x04": "ZIP, .xlsx, .docx",
    b"PK\x05\x06": "ZIP",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!": "RAR",
    b"\x28\xb5\x2f\xfd": "zstd",
}
OTHERS = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"MPX,": "MPX",
    b"ERMHDR": "Primavera XER",
    b"\x89PNG": "PNG",
    b"{": "JSON",
    b"[": "JSON",
}
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
UNKNOWN = _("unknown kind")
BLANK = b" \t\r\n\x00"


def refusal(head: bytes) -> PlanFileRefused | None:
    """The reason why a file that begins with `head` cannot be XML, or None where it may be.

    UTF-16 is legal XML: byte order marks and leading zero bytes are looked through.
    """
    if head.startswith(OLE):
        return MppFile()
    archive = _kind(head, ARCHIVES)
    if archive:
        return Compressed(kind=archive)
    visible = _without_mark(head).lstrip(BLANK)
    if not visible:
        return EmptyFile()
    if not visible.startswith(b"<"):
        return NotXml(kind=_kind(visible, OTHERS) or UNKNOWN)
    if visible[:14].lower() == b"<!doctype html" or visible[:5].lower() == b"<html":
        return WebPage()
    return None


def _kind(head: bytes, kinds: dict[bytes, str]) -> str | None:
    return next((kind for magic, kind in kinds.items() if head.startswith(magic)), None)


def _without_mark(head: bytes) -> bytes:
    mark = next((mark for mark in BYTE_ORDER_MARKS if head.startswith(mark)), b"")
    return head[len(mark) :]
