"""Files that mean harm, and a way to measure what it costs to refuse them.

Run as a module it reads every file in a process of its own and prints, one JSON line each, which error
refused it, after how many bytes and levels, and by how many KiB the resident memory grew at its peak.
"""

import json
import os
from collections.abc import Callable, Iterator
from io import BytesIO, RawIOBase
from itertools import count, cycle
from pathlib import Path

from exchange.mspdi.errors import PlanFileRefused
from exchange.mspdi.reader import read_plan

OPEN = '<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">'
ENTITY = '<?xml version="1.0"?><!DOCTYPE Project [%s]><Project xmlns="http://schemas.microsoft.com/project">%s</Project>'
DTD = '<?xml version="1.0"?><!DOCTYPE Project %s><Project/>'
ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(60))
TEN = "&e#;" * 10
LAUGHS = '<!ENTITY e0 "ha">' + "".join(
    f'<!ENTITY e{n} "{TEN.replace("#", str(n - 1))}">' for n in range(1, 10)
)
FLOOD = 300 * 1024 * 1024
LONG = '<!ENTITY a "%s">' % ("x" * 30000)
LEVELS = 200_000


class Stream(RawIOBase):
    """A file made while it is read, `FLOOD` bytes long, that cannot say how long it is."""

    def __init__(self, head: str, pieces: Iterator[str]) -> None:
        self._pieces, self._buffer, self._left = pieces, head.encode(), FLOOD

    def read(self, size: int = -1) -> bytes:
        while len(self._buffer) < size:
            self._buffer += next(self._pieces).encode()
        chunk, self._buffer = self._buffer[:size], self._buffer[size:]
        self._left -= len(chunk)
        return chunk if self._left > 0 else b""


def flood(head: str, *pieces: str) -> Callable[[], Stream]:
    return lambda: Stream(OPEN + head, cycle(pieces))


def numbered(head: str, pattern: str) -> Callable[[], Stream]:
    return lambda: Stream(OPEN + head, (pattern.replace("#", str(n)) for n in count()))


def text(content: str, encoding: str = "utf-8") -> Callable[[], BytesIO]:
    return lambda: BytesIO(content.encode(encoding))


def nested() -> BytesIO:
    return BytesIO((OPEN + "<x>" * LEVELS + "</x>" * LEVELS + "</Project>").encode())


BLOB = "a" * 65536
CASES: dict[str, tuple[str, Callable[[], RawIOBase | BytesIO]]] = {
    # entities, document types, references
    "billion laughs": ("DtdNotAllowed", text(ENTITY % (LAUGHS, "<Title>&e9;</Title>"))),
    "quadratic": ("DtdNotAllowed", text(ENTITY % (LONG, f"<Title>{'&a;' * 9000}</Title>"))),
    "entity of a file": ("DtdNotAllowed", text(ENTITY % ('<!ENTITY f SYSTEM "file:///etc/passwd">', "&f;"))),
    "entity of an address": (
        "DtdNotAllowed",
        text(ENTITY % ('<!ENTITY h SYSTEM "http://127.0.0.1:9/">', "&h;")),
    ),
    "parameter entity": (
        "DtdNotAllowed",
        text(ENTITY % ('<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;', "")),
    ),
    "external document type": (
        "ExternalReferenceNotAllowed",
        text(DTD % 'SYSTEM "http://127.0.0.1:9/plan.dtd"'),
    ),
    "public document type": (
        "ExternalReferenceNotAllowed",
        text(DTD % 'PUBLIC "-//X//Y" "file:///etc/passwd"'),
    ),
    "empty document type": ("DtdNotAllowed", text(DTD % "")),
    "document type without end": (
        "TooMuchFiller",
        lambda: Stream('<!DOCTYPE Project SYSTEM "', cycle([BLOB])),
    ),
    "UTF-16 document type": ("DtdNotAllowed", text(DTD.replace("1.0", "1.0", 1) % "[]", "utf-16")),
    "undefined entity": ("EntityNotAllowed", text(OPEN + "<Title>&boom;</Title></Project>")),
    "inclusion": (
        "ExternalReferenceNotAllowed",
        text(
            OPEN
            + '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/></Project>'
        ),
    ),
    # depth and bombs
    "200,000 levels": ("TooDeep", nested),
    "attribute": ("TooMuchFiller", flood('<Tasks><Task a="', BLOB)),
    "many attributes": ("TooManyElements", text(f"{OPEN}<Title {ATTRIBUTES}/></Project>")),
    "long attribute": ("ValueTooLong", text(OPEN + f'<Title a="{BLOB}"/></Project>')),
    "text": ("ValueTooLong", flood("<Title>", BLOB)),
    "text in a task": ("ValueTooLong", flood("<Tasks><Task><UID>1</UID><Notes>", BLOB)),
    "character data section": ("ValueTooLong", flood("<Title><![CDATA[", BLOB)),
    "blank space": ("ValueTooLong", flood("", " " * 65536)),
    "one comment": ("TooMuchFiller", flood("<!--", BLOB)),
    "comments": ("TooMuchFiller", flood("", "<!-- x -->" * 1000)),
    "comments between elements": (
        "TooMuchFiller",
        numbered("<Tasks>", f"<!--{BLOB}--><Task><UID>#</UID></Task>"),
    ),
    "instructions": ("TooMuchFiller", flood("", "<?p x?>" * 1000)),
    "tag without end": ("TooMuchFiller", flood("<x", "y" * 65536)),
    "long name": ("TooManyNames", text(OPEN + f"<{'y' * 5000}/></Project>")),
    "elements": ("TooManyElements", flood("", "<x/>" * 1000)),
    "elements in a task": ("TooManyElements", flood("<Tasks><Task>", "<x></x>" * 1000)),
    "repeated elements": ("TooManyElements", flood("<Tasks><Task>", "<TimephasedData/>" * 1000)),
    "elements in elements": (
        "TooManyElements",
        flood("<Tasks><Task>", "<Baseline>" + "<x/>" * 900 + "</Baseline>"),
    ),
    "outline codes": (
        "TooManyElements",
        flood("<OutlineCodes>", "<OutlineCode><Values>" + "<Value/>" * 900 + "</Values></OutlineCode>"),
    ),
    "names": ("TooManyNames", numbered("<Tasks><Task><Baseline>", "<n#/></Baseline><Baseline>")),
    "namespaces": (
        "TooManyNames",
        numbered("<Tasks><Task><Baseline>", '<x xmlns:n#="u#"/></Baseline><Baseline>'),
    ),
    "empty tasks": ("MissingUid", flood("<Tasks>", "<Task/>" * 1000)),
    "one task again and again": ("DuplicateUid", flood("<Tasks>", "<Task><UID>1</UID></Task>" * 100)),
    # other kinds of file
    "nothing": ("EmptyFile", text("")),
    "blank": ("EmptyFile", text(" \n\t " * 9)),
    "ZIP": ("Compressed", lambda: BytesIO(b"PK\x03\x04" + os.urandom(5000))),
    "gzip": ("Compressed", lambda: BytesIO(b"\x1f\x8b" + os.urandom(5000))),
    "OLE": ("MppFile", lambda: BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(5000))),
    "noise": ("NotXml", lambda: BytesIO(b"\x01\x02" + os.urandom(5000))),
    "PDF": ("NotXml", text("%PDF-1.7")),
    "JSON": ("NotXml", text('{"tasks": []}')),
    "table": ("NotXml", text("UID,Name\n1,Start\n")),
    "web page": ("WebPage", text("<!DOCTYPE html><html><body>Sign in</body></html>")),
    "web page in XML": ("WebPage", text('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>')),
    "other XML": ("WrongRoot", text('<?xml version="1.0"?><APIBusinessObjects/>')),
    "Project of another namespace": (
        "WrongRoot",
        text('<Project xmlns="http://maven.apache.org/POM/4.0.0"/>'),
    ),
    "cut off": ("NotWellFormed", text(OPEN + "<Title>Pla")),
    "two roots": ("NotWellFormed", text(OPEN + "</Project><Project/>")),
    "wrong bytes": ("NotWellFormed", lambda: BytesIO(OPEN.encode() + b"<Title>\xff\xfe</Title></Project>")),
    "unknown encoding": ("UnknownEncoding", text('<?xml version="1.0" encoding="no-such"?><Project/>')),
    "encoding of many bytes": ("UnknownEncoding", text('<?xml version="1.0" encoding="gb18030"?><Project/>')),
    "encoding that is none": ("UnknownEncoding", text('<?xml version="1.0" encoding="rot13"?><Project/>')),
}


def status(name: str) -> int:
    """KiB of a line of the process's status, as `VmRSS` or `VmHWM` (its peak)."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def refuse(source: RawIOBase | BytesIO) -> dict[str, object]:
    before = status("VmRSS")
    try:
        read_plan(source=source)
    except PlanFileRefused as refused:
        cost = {"bytes": refused.bytes_read, "levels": refused.levels, "grown": status("VmHWM") - before}
        return {"error": type(refused).__name__, **cost}
    return {"error": "none"}


def in_a_fork(name: str, make: Callable[[], RawIOBase | BytesIO]) -> None:
    """A forked process counts its peak of memory from the fork, so that the growth is the reader's alone."""
    child = os.fork()
    if not child:
        print(json.dumps({"case": name, **refuse(make())}), flush=True)
        os._exit(0)
    os.waitpid(child, 0)


def main() -> None:
    refuse(BytesIO(b""))
    for name, (_, make) in CASES.items():
        in_a_fork(name, make)


if __name__ == "__main__":
    main()
