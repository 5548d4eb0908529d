"""Reads hostile XML safely: a stream in, small finished trees out.

expat parses; it never opens anything outside the stream. Every dimension in which a file can grow has a
bound, and the bounds that catch bombs lie well below 1 MiB and 100 levels, so that a refusal comes before
either is read. A tree is handed out as soon as it is complete and is freed by whoever takes it.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END, SEEK_SET
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from exchange.mspdi.errors import (
    DtdNotAllowed,
    EntityNotAllowed,
    ExternalReferenceNotAllowed,
    NotWellFormed,
    PlanFileRefused,
    TooDeep,
    TooLarge,
    TooManyElements,
    TooManyNames,
    TooMuchFiller,
    UnknownEncoding,
    ValueTooLong,
    WebPage,
    WrongRoot,
)
from exchange.mspdi.sniff import refusal

NAMESPACE = "http://schemas.microsoft.com/project"
XINCLUDE = "http://www.w3.org/2001/XInclude"
ROOT = "Project"
CHUNK = 64 * 1024
HEAD = 512
STRAY = 80
KIB, MIB = 1024, 1024 * 1024
UNDEFINED_ENTITY, UNKNOWN_ENCODING, INCORRECT_ENCODING = 11, 18, 19


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of each thing a file may hold. Sizes in bytes, `text` and `attribute` in characters."""

    size: int = 64 * MIB
    depth: int = 100
    elements: int = 3_000_000
    record_elements: int = 50_000
    records: int = 100_000
    repeated: int = 20_000
    children: int = 1_000
    names: int = 2_000
    name: int = 300
    attributes: int = 50
    attribute: int = 32 * KIB
    namespaces: int = 1_000
    text: int = 256 * KIB
    record_text: int = 4 * MIB
    filler: int = 256 * KIB
    idle: int = 512 * KIB


class Node:
    """One element that is complete. `count` is the number of its child elements, also of those handed out
    before. Where there are any, `text` is the beginning of what stands between them."""

    __slots__ = ("attributes", "children", "count", "fate", "name", "singles", "text")

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.attributes: list[tuple[str, str]] | tuple[()] = ()
        self.children: list[Node] | tuple[()] = ()
        self.count = self.singles = 0
        self.fate: object = None

    def append(self, child: "Node") -> None:
        if isinstance(self.children, list):
            self.children.append(child)
        else:
            self.children = [child]


class Piece(NamedTuple):
    """A finished tree, the element it was found in ("" for the root itself), and the line where it ends."""

    parent: str
    node: Node
    line: int


class Guard:
    """Parses one stream within `limits`; `bytes_read`, `levels` and `elements` say how far it went.

    `containers` are children of the root whose own children are handed out one by one; `repeated` are the
    elements that may occur often in one parent.
    """

    def __init__(
        self,
        *,
        source: BinaryIO,
        containers: frozenset[str],
        repeated: frozenset[str],
        limits: Limits | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.bytes_read = self.levels = self.elements = 0
        self._source, self._containers = source, containers
        self._most = dict.fromkeys(repeated, self.limits.repeated)
        self._open: list[Node] = []
        self._done: deque[Piece] = deque()
        self._names: dict[str, str] = {}
        self._idle = self._filler = self._namespaces = 0
        self._record_elements = self._record_text = 0
        self._parser = self._new_parser()

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        return parser

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    def pieces(self) -> Iterator[Piece]:
        """The finished trees in document order. Raises a `PlanFileRefused` at the first thing that is not
        allowed."""
        self._check_size()
        chunk = self._head()
        while chunk:
            self._feed(chunk)
            yield from self._drain()
            chunk = self._read(CHUNK)
        self._feed(b"", final=True)
        yield from self._drain()

    def _check_size(self) -> None:
        """Where the stream knows its length, an oversized file is refused unread."""
        if not getattr(self._source, "seekable", lambda: False)():
            return
        size = self._source.seek(0, SEEK_END)
        self._source.seek(0, SEEK_SET)
        if size > self.limits.size:
            raise TooLarge(limit=self.limits.size // MIB)

    def _head(self) -> bytes:
        head = b""
        while len(head) < HEAD and (more := self._read(CHUNK)):
            head += more
        fault = refusal(head)
        if fault:
            raise fault
        return head

    def _read(self, size: int) -> bytes:
        chunk = self._source.read(size)
        self.bytes_read += len(chunk)
        if self.bytes_read > self.limits.size:
            raise TooLarge(limit=self.limits.size // MIB)
        return chunk

    def _feed(self, chunk: bytes, *, final: bool = False) -> None:
        before = self.elements
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as fault:
            raise self._named(fault) from None
        except (LookupError, ValueError):
            raise UnknownEncoding() from None
        self._idle = 0 if self.elements != before else self._idle + len(chunk)
        if self._idle > self.limits.idle:
            raise TooMuchFiller(limit=self.limits.idle // KIB, line=self.line)

    def _named(self, fault: expat.ExpatError) -> PlanFileRefused:
        if fault.code == UNDEFINED_ENTITY:
            return EntityNotAllowed(line=fault.lineno)
        if fault.code in (UNKNOWN_ENCODING, INCORRECT_ENCODING):
            return UnknownEncoding()
        return NotWellFormed(line=fault.lineno)

    def _drain(self) -> Iterator[Piece]:
        while self._done:
            yield self._done.popleft()

    # -- what expat reports ----------------------------------------------------------------------------------

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if name.lower() == "html":
            raise WebPage()
        if system or public:
            raise ExternalReferenceNotAllowed(target=(system or public or "")[:80])
        raise DtdNotAllowed()

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self._namespaces += 1
        if self._namespaces > self.limits.namespaces:
            raise TooManyNames()

    def _start(self, raw: str, attributes: list[str]) -> None:
        name = self._names.get(raw) or self._learn(raw)
        depth = len(self._open)
        if depth >= self.limits.depth:
            raise TooDeep(limit=self.limits.depth)
        self.levels = max(self.levels, depth + 1)
        node = Node(name)
        self._count(node, depth)
        if attributes:
            node.attributes = self._attributes(name, attributes)
        self._open.append(node)

    def _end(self, raw: str) -> None:
        node = self._open.pop()
        if node.count:
            node.text = node.text.strip()[:STRAY]
        depth = len(self._open)
        if depth == 0:
            self._done.append(Piece("", node, self.line))
        elif depth == 1 or (depth == 2 and self._open[1].name in self._containers):
            self._done.append(Piece(self._open[-1].name, node, self.line))
        else:
            self._open[-1].append(node)

    def _text(self, data: str) -> None:
        node = self._open[-1]
        node.text += data
        self._record_text += len(data)
        self._check_text(node, len(node.text), self.limits.text)
        self._check_text(node, self._record_text, self.limits.record_text)

    def _check_text(self, node: Node, length: int, limit: int) -> None:
        if length > limit:
            raise ValueTooLong(element=node.name[:40], limit=limit, line=self.line)

    def _comment(self, data: str) -> None:
        self._fill(len(data))

    def _instruction(self, target: str, data: str) -> None:
        self._fill(len(target) + len(data))

    def _fill(self, length: int) -> None:
        self._filler += length + len("<!---->")
        if self._filler > self.limits.filler:
            raise TooMuchFiller(limit=self.limits.filler // KIB, line=self.line)

    # -- bounds ----------------------------------------------------------------------------------------------

    def _learn(self, raw: str) -> str:
        """Checks a name that was not met before; elements of Project's namespace, or of none, lose the
        namespace."""
        if len(raw) > self.limits.name or len(self._names) >= self.limits.names:
            raise TooManyNames()
        uri, _, local = raw.rpartition(" ")
        if uri == XINCLUDE:
            raise ExternalReferenceNotAllowed(target="XInclude")
        ours = not uri or uri.startswith(NAMESPACE)
        if not self._open and not (ours and local == ROOT):
            raise WebPage() if local.lower() == "html" else WrongRoot(root=local[:40])
        self._names[raw] = local if ours else f"{{{uri}}}{local}"
        return self._names[raw]

    def _count(self, node: Node, depth: int) -> None:
        self.elements += 1
        if self.elements > self.limits.elements:
            raise self._too_many(node, self.limits.elements)
        if depth:
            self._adopt(self._open[-1], node, depth)

    def _adopt(self, parent: Node, node: Node, depth: int) -> None:
        if parent.text:
            parent.text = parent.text.strip()[:STRAY]
        parent.count += 1
        in_container = depth == 2 and parent.name in self._containers
        most = self.limits.records if in_container else self._most.get(node.name)
        if most is None:
            parent.singles += 1
        if parent.singles > self.limits.children or (most is not None and parent.count > most):
            raise self._too_many(node, most or self.limits.children)
        self._weigh(node, starts_record=depth == 1 or in_container)

    def _weigh(self, node: Node, *, starts_record: bool) -> None:
        if starts_record:
            self._record_elements = self._record_text = 0
        self._record_elements += 1
        if self._record_elements > self.limits.record_elements:
            raise self._too_many(node, self.limits.record_elements)

    def _too_many(self, node: Node, limit: int) -> TooManyElements:
        return TooManyElements(element=node.name[:40], limit=limit)

    def _attributes(self, element: str, flat: list[str]) -> list[tuple[str, str]]:
        names, values = flat[::2], flat[1::2]
        if len(names) > self.limits.attributes:
            raise TooManyElements(element=f"{element[:40]}@", limit=self.limits.attributes)
        if max(map(len, values)) > self.limits.attribute:
            raise ValueTooLong(element=f"{element[:40]}@", limit=self.limits.attribute, line=self.line)
        return [(self._attribute_name(name), value[:80]) for name, value in zip(names, values, strict=True)]

    def _attribute_name(self, raw: str) -> str:
        key = "@" + raw
        if key not in self._names:
            if len(raw) > self.limits.name or len(self._names) >= self.limits.names:
                raise TooManyNames()
            self._names[key] = raw.rpartition(" ")[2]
        return self._names[key]
