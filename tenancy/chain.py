"""The chain of the trail, computed without the database: what a line's digest must be, and where it is not.

A line reads as a row of netstrings (`5:Clara,`; nothing is `-,`), in the order of `COLUMNS`. Its digest is
SHA-256 of the digest before it, as 32 bytes, followed by that text in UTF-8. The first line follows 32 zero
bytes. `tenancy/sql/audit.py` seals by the same rule; whoever has an export can check it with these lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

GENESIS = "0" * 64
COLUMNS = (
    "number",
    "sealed_at",
    "id",
    "organization_id",
    "at",
    "actor_user",
    "actor_person",
    "actor_name",
    "on_behalf",
    "via",
    "action",
    "subject_type",
    "subject_id",
    "subject_key",
    "project",
    "before",
    "after",
    "ip",
    "request_id",
)
LINE_ID = COLUMNS.index("id")


class Fault(StrEnum):
    """What can be wrong at one number of the chain."""

    CHANGED = "changed"  # the line, its place or its seal is not what was sealed
    MISSING = "missing"  # the seal is there, its line is not
    GAP = "gap"  # numbers before this one are not there
    HEAD = "head"  # the chain does not end where its head says
    ANCHOR = "anchor"  # the chain is not what was noted outside the database
    LOOSE = "loose"  # a line that neither waits for a seal nor has one
    LATE = "late"  # lines have waited too long for their seal


@dataclass(frozen=True)
class Break:
    """One place where the chain does not hold."""

    number: int
    fault: Fault


@dataclass(frozen=True)
class Link:
    """One sealed line as it stands: its seal's number and digest, and its fields as text."""

    number: int
    digest: str
    fields: Sequence[str | None]


@dataclass(frozen=True)
class End:
    """The last link that was walked."""

    number: int = 0
    digest: str = GENESIS


def netstring(value: str | None) -> bytes:
    """One field: its length in bytes, a colon, the field, a comma."""
    if value is None:
        return b"-,"
    text = value.encode()
    return b"%d:%b," % (len(text), text)


def digest(previous: str, fields: Sequence[str | None]) -> str:
    """The digest of a line that follows `previous` (64 hexadecimal digits, as is the answer)."""
    text = b"".join([netstring(field) for field in fields])
    return sha256(bytes.fromhex(previous) + text).hexdigest()


def breaks(links: Iterable[Link], end: End) -> Iterator[tuple[End, Break | None]]:
    """Walk on from `end`: after each link the new end, and what is wrong there.

    A wrong link is followed by its own digest, so that one change is one break and the walk goes on.
    """
    for link in links:
        fault = _fault(link, end)
        end = End(link.number, link.digest)
        yield end, Break(link.number, fault) if fault else None


def _fault(link: Link, before: End) -> Fault | None:
    if link.fields[LINE_ID] is None:
        return Fault.MISSING
    if link.number != before.number + 1:
        return Fault.GAP
    return None if link.digest == digest(before.digest, link.fields) else Fault.CHANGED
