"""One record of the file while it is being read: hands out its values and remembers what became of each."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from exchange.mspdi.errors import MissingUid
from exchange.mspdi.fidelity import CHANGED, DROPPED, KEPT, Ledger
from exchange.mspdi.guard import Node
from exchange.mspdi.remarks import Remarks
from exchange.mspdi.schema import Shape
from exchange.mspdi.values import Changed, Reader, integer, text

UNREADABLE = "?"


class Field(NamedTuple):
    """Where a typed field comes from: the element, how its text is read, and what stands for a missing
    one."""

    element: str
    read: Reader = text
    default: Any = None


Fields = Mapping[str, Field]


class Altered(NamedTuple):
    """The fate of a value that is in the plan in another form."""

    became: str


class Record:
    """A tree of the guard in its place in the schema.

    What is taken by `typed`, `groups` and `rest` is kept or changed; `settle` writes the fate of every value
    below the record into the ledger, and counts as dropped what nobody took.
    """

    def __init__(self, *, node: Node, shape: Shape, remarks: Remarks, line: int = 0) -> None:
        self.node, self.shape, self.remarks, self.line = node, shape, remarks, line
        self._leaves: dict[str, Node] = {}
        self._taken: dict[str, list[Record]] = {}
        self._is_emptied = False
        for child in reversed(node.children):
            if not child.count:
                self._leaves[child.name] = child

    @property
    def label(self) -> str:
        """What a remark calls the record: `Task 12`, or its element alone."""
        uid = self._leaves.get("UID")
        return f"{self.node.name} {uid.text[:12]}" if uid else self.node.name

    def peek(self, element: str) -> str:
        """The text of a plain element without taking it; empty where it is missing."""
        node = self._leaves.get(element)
        return node.text.strip() if node else ""

    def is_set(self, element: str) -> bool:
        """Whether a flag is set, without taking it."""
        return self.peek(element).lower() in ("1", "true")

    def uid(self) -> int:
        """The record's UID. A record without one has no identity, and the file is refused."""
        try:
            return integer(self.peek("UID"))
        except ValueError:
            raise MissingUid(element=self.node.name, line=self.line) from None

    def typed(self, fields: Fields) -> dict[str, Any]:
        """The values of `fields` by name, ready for a dataclass."""
        return {name: self.take(field) for name, field in fields.items()}

    def take(self, field: Field) -> Any:
        node = self._leaves.get(field.element)
        if node is None:
            return field.default
        node.fate = KEPT
        if not node.text.strip() and field.read is not text:
            return field.default
        try:
            value = field.read(node.text)
        except (ValueError, ArithmeticError):
            return self._unreadable(node, field)
        if isinstance(value, Changed):
            value = value.value
            node.fate = Altered(str(value))
        return value

    def _unreadable(self, node: Node, field: Field) -> Any:
        node.fate = Altered(UNREADABLE)
        self.remarks.add("unreadable", f"{self.label} {node.name}: {node.text.strip()}")
        return field.default

    def alter(self, element: str, became: object) -> None:
        """Says that the plan holds `became` instead of what the element says."""
        self._leaves[element].fate = Altered(str(became))

    def groups(self, name: str) -> list["Record"]:
        """The groups called `name`; only the first where the schema knows but one."""
        nodes = [child for child in self.node.children if child.name == name and child.count]
        records = [self._below(node) for node in (nodes if self.shape.repeats(name) else nodes[:1])]
        if records:
            self._taken[name] = records
        return records

    def nested(self, *names: str) -> list["Record"]:
        """The groups at the end of a path, as `nested("Rates", "Rate")`."""
        records = [self]
        for name in names:
            records = [below for record in records for below in record.groups(name)]
        return records

    def _below(self, node: Node) -> "Record":
        node.fate = KEPT
        return Record(node=node, shape=self.shape.groups[node.name], remarks=self.remarks)

    def detach(self, name: str) -> list["Record"]:
        """Takes the groups called `name` out of the record; each then settles by itself."""
        records = self.groups(name)
        self._taken.pop(name, None)
        gone = {id(record.node) for record in records}
        self.node.children = [child for child in self.node.children if id(child) not in gone]
        return records

    def rest(self) -> dict[str, Any]:
        """All known values that have no typed field, as in the file, and the originals of those that changed.

        Of groups that were taken but not asked for their own rest, the rest is here, by their place in the
        file.
        """
        self._is_emptied = True
        kept: dict[str, Any] = {}
        for child in self.node.children:
            if isinstance(child.fate, Altered):
                kept[child.name] = child.text
            elif child.fate is None and (self.shape.repeats(child.name) or not self._has(child.name, kept)):
                self._keep(child, kept)
        return kept | {name: left for name in self._taken if (left := self._left(name))}

    def _left(self, name: str) -> dict[str, Any]:
        taken = enumerate(self._taken[name])
        return {str(place): rest for place, one in taken if not one._is_emptied and (rest := one.rest())}

    def _has(self, name: str, kept: dict[str, Any]) -> bool:
        return name in kept or name in self._taken

    def _keep(self, child: Node, kept: dict[str, Any]) -> None:
        name = child.name
        if name in self.shape.leaves and self._leaves.get(name) is child:
            child.fate, kept[name] = KEPT, child.text
        elif name in self.shape.groups and not child.count:
            child.fate = KEPT
        elif self.shape.repeats(name):
            kept.setdefault(name, []).append(self._below(child).rest())
        elif name in self.shape.groups:
            kept[name] = self._below(child).rest()

    def settle(self, ledger: Ledger) -> None:
        """Counts every value in the record at its fate."""
        _count(self.node, self.shape, ledger, forced=None)

    def drop(self, ledger: Ledger) -> None:
        """Counts every value in the record as dropped."""
        _count(self.node, self.shape, ledger, forced=DROPPED)


def _count(node: Node, shape: Shape, ledger: Ledger, *, forced: str | None) -> None:
    _count_extras(node, shape.path, ledger)
    for child in node.children:
        if child.count and child.name in shape.groups:
            _count(child, shape.groups[child.name], ledger, forced=forced)
        elif child.count or not shape.knows(child.name):
            count_unknown(child, shape.path_of(child.name), ledger)
        else:
            path = shape.path_of(child.name)
            _count_extras(child, path, ledger)
            _count_leaf(child, path, ledger, forced or child.fate)


def _count_leaf(node: Node, path: str, ledger: Ledger, fate: object) -> None:
    if isinstance(fate, Altered):
        ledger.count(path, CHANGED, f"{node.text.strip()} → {fate.became}")
    else:
        ledger.count(path, KEPT if fate == KEPT else DROPPED, node.text)


def _count_extras(node: Node, path: str, ledger: Ledger) -> None:
    """Attributes, and text between child elements: Project writes neither."""
    for name, value in node.attributes:
        ledger.count(f"{path}@{name}", DROPPED, value)
    if node.count and node.text:
        ledger.count(f"{path}#text", DROPPED, node.text)


def count_unknown(node: Node, path: str, ledger: Ledger) -> None:
    """Counts an element that the schema does not know, with all it holds, as dropped under its own name."""
    _count_extras(node, path, ledger)
    if not node.count:
        ledger.count(path, DROPPED, node.text)
    for child in node.children:
        count_unknown(child, path, ledger)
