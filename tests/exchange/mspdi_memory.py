"""What it costs in memory to read a large plan. Run as a module; prints one JSON line."""

import json
from io import RawIOBase
from itertools import chain

from exchange.mspdi.guard import Guard
from exchange.mspdi.reader import read_plan
from exchange.mspdi.schema import RECORDS, REPEATED
from tests.exchange.mspdi_files import DECLARATION, NAMESPACE, duration, link, task
from tests.exchange.mspdi_hostile import status

TASKS = 10_000


class Large(RawIOBase):
    """A plan of `TASKS` tasks in a chain, made while it is read."""

    def __init__(self) -> None:
        tasks = (self._task(uid) for uid in range(1, TASKS + 1))
        self._pieces = chain(
            [f'{DECLARATION}<Project xmlns="{NAMESPACE}"><Tasks>'], tasks, ["</Tasks></Project>"]
        )
        self._buffer, self.length = b"", 0

    def _task(self, uid: int) -> str:
        extras = "".join(
            f"<Baseline><Number>{n}</Number><Work>{duration(n)}</Work></Baseline>" for n in range(11)
        )
        links = link(uid - 1, Type=1, LinkLag=4800) if uid > 1 else ""
        slack = {f"{name}Slack": uid for name in ("Start", "Finish", "Free", "Total")}
        costs = dict.fromkeys(("Cost", "FixedCost", "ActualCost", "RemainingCost", "BCWS"), uid * 100)
        return task(uid, links, extras, Notes=f"Note {uid} " * 20, Duration=duration(uid), **slack, **costs)

    def read(self, size: int = -1) -> bytes:
        while len(self._buffer) < size and (more := next(self._pieces, None)):
            self._buffer += more.encode()
        chunk, self._buffer = self._buffer[:size], self._buffer[size:]
        self.length += len(chunk)
        return chunk


def main() -> None:
    before, source = status("VmRSS"), Large()
    guard = Guard(source=source, containers=frozenset(RECORDS), repeated=REPEATED)
    pieces = sum(1 for piece in guard.pieces())
    guarded = status("VmHWM") - before
    plan = read_plan(source=Large())
    cost = {"guarded": guarded, "planned": status("VmHWM") - before, "bytes": source.length, "pieces": pieces}
    print(json.dumps({**cost, "tasks": len(plan.tasks), "links": len(plan.links), "elements": plan.elements}))


if __name__ == "__main__":
    main()
