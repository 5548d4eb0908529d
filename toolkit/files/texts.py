"""Bytes that claim to be text: in which of the usual spellings they can be read."""

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HIGH, PAIRS = re.compile(rb"[\x80-\xff]"), re.compile(rb"[\x81-\xfe][\xa1-\xfe]")
LONGEST_LETTER = 4
# What no text holds; tabs, line ends and form feeds it does.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Decoded:
    """A text, and how it was spelled."""

    text: str
    encoding: str


def decoded(data: bytes, *, is_cut: bool = False) -> Decoded | None:
    """The text of some bytes; None where they are none, such as a program or a picture.

    With `is_cut` the last letter may be cut in half.
    """
    found = spelled(data, is_cut=is_cut)
    return None if found is None or CONTROLS.search(found.text) else found


def spelled(data: bytes, *, is_cut: bool = False) -> Decoded | None:
    """As `decoded`, whatever characters come out."""
    mark, encoding = next(((m, name) for m, name in MARKS if data.startswith(m)), (b"", ""))
    for name in [encoding] if encoding else _likely(data):
        text = _tried(data[len(mark) :], name, is_cut)
        if text is not None:
            return Decoded(text, name)
    return None


def _likely(data: bytes) -> list[str]:
    """The spellings of a text without a mark, the likeliest first.

    UTF-16: every second byte of ordinary text is zero. UTF-8 proves itself. In GB18030 high bytes come in
    pairs; in Windows-1252 they stand between letters.
    """
    head = data[:512]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) * 5 > len(head):
        return ["utf-16-le"] if odd > even else ["utf-16-be"]
    high = len(HIGH.findall(data))
    paired = 2 * len(PAIRS.findall(data))
    return ["utf-8", *(("gb18030", "cp1252") if paired * 10 >= high * 7 else ("cp1252", "gb18030"))]


def _tried(data: bytes, encoding: str, is_cut: bool) -> str | None:
    for cut in range(LONGEST_LETTER if is_cut else 1):
        try:
            return data[: len(data) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
