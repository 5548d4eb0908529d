"""Links between tasks. A task names its predecessors; some of these come later in the file, or never."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from exchange.mspdi.durations import DAYS, Lag, lag
from exchange.mspdi.fidelity import Ledger
from exchange.mspdi.records import Field, Record
from exchange.mspdi.remarks import Remarks
from exchange.mspdi.values import choice, flag, integer

KINDS = {0: "FF", 1: "FS", 2: "SF", 3: "SS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`kind` FS, SS, FF or SF. The lag is in minutes, or in percent of the predecessor's duration where
    `lag_percent` is not None; elapsed or working time. `lag_format` is the unit in which people see it."""

    predecessor_uid: int
    successor_uid: int
    kind: str
    lag_minutes: int
    lag_percent: int | None
    lag_elapsed: bool
    lag_format: int
    source_fields: dict[str, Any]


PREDECESSOR = Field("PredecessorUID", integer)
KIND = Field("Type", choice(KINDS), "FS")
CROSS_PROJECT = Field("CrossProject", flag, False)
LAG_FORMAT = Field("LagFormat", integer, DAYS)


def read_link(record: Record, *, predecessor: int, successor: int) -> Link:
    code = record.take(LAG_FORMAT)
    wait = record.take(Field("LinkLag", lambda raw: lag(raw, code), Lag()))
    return Link(
        predecessor_uid=predecessor,
        successor_uid=successor,
        kind=record.take(KIND),
        lag_minutes=wait.minutes,
        lag_percent=wait.percent,
        lag_elapsed=wait.elapsed,
        lag_format=code,
        source_fields=record.rest(),
    )


class Links:
    """The links of a plan that is being read. Those to tasks not read yet wait until `close`."""

    def __init__(self, *, ledger: Ledger, remarks: Remarks) -> None:
        self._ledger, self._remarks = ledger, remarks
        self._links: dict[tuple[int, int], Link] = {}
        self._waiting: dict[tuple[int, int], Record] = {}

    def add(self, record: Record, *, successor: int, known: Collection[int]) -> None:
        """Reads one link of the task `successor`, or drops it with a remark."""
        predecessor, elsewhere = record.take(PREDECESSOR), record.take(CROSS_PROJECT)
        ends = (predecessor, successor)
        if elsewhere:
            self._drop(record, "external_links", ends)
        elif predecessor is None or predecessor == successor:
            self._drop(record, "broken_links", ends)
        elif ends in self._links:
            self._drop(record, "repeated_links", ends)
        else:
            self._links[ends] = read_link(record, predecessor=predecessor, successor=successor)
            self._settle(record, ends, known)

    def _settle(self, record: Record, ends: tuple[int, int], known: Collection[int]) -> None:
        if ends[0] in known:
            record.settle(self._ledger)
        else:
            self._waiting[ends] = record

    def _drop(self, record: Record, remark: str, ends: tuple[int | None, int]) -> None:
        record.drop(self._ledger)
        self._remarks.add(remark, f"{ends[0]} → {ends[1]}")

    def close(self, *, known: Collection[int]) -> tuple[Link, ...]:
        """All links whose two tasks are in the plan, in the order of the file."""
        for ends, record in self._waiting.items():
            if ends[0] in known:
                record.settle(self._ledger)
            else:
                del self._links[ends]
                self._drop(record, "broken_links", ends)
        self._waiting.clear()
        return tuple(self._links.values())
