"""People at work while things break: they add late milestones through the web and keep a log of their own."""

import contextlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from tests.cast import TOKEN
from tests.faults.house import House
from tests.faults.world import KEY, ada_id

DAYS = 2
# A line for each request would bury what a failed test has to say.
logging.getLogger("httpx").setLevel(logging.WARNING)
SECONDS = 30
PACE = 0.05


@dataclass
class Log:
    """What was sent and what came back. `kept`: name to number, for every write that was answered 201."""

    kept: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    busy: int = 0
    read: int = 0
    wrong: list[str] = field(default_factory=list)

    def lost(self, found: dict[str, list[object]]) -> list[str]:
        """Acknowledged writes that are not there."""
        return [name for name in self.kept if not found.get(name)]

    def doubled(self, found: dict[str, list[object]]) -> list[str]:
        """Writes, answered or not, that are there more than once."""
        return [name for name in (*self.kept, *self.unknown) if len(found.get(name, [])) > 1]


class Writer(threading.Thread):
    """One of them: sends a write, reads it back, sends the next. Never sends the same twice."""

    def __init__(self, house: House, log: Log, name: str, pace: float = PACE) -> None:
        super().__init__(daemon=True)
        self.house, self.log, self.who, self.pace = house, log, name, pace
        self.over = threading.Event()
        self.owner = str(ada_id())

    def run(self) -> None:
        number = 0
        with self.browser() as web:
            while not self.over.wait(self.pace):
                number += 1
                self.write(web, f"{self.who}-{number}")

    def once(self) -> None:
        """Send one write only."""
        with self.browser() as web:
            self.write(web, f"{self.who}-1")

    def browser(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}
        base = f"http://127.0.0.1:{self.house.port}/api/v1/o/acme/projects/{KEY}/"
        return httpx.Client(base_url=base, headers=headers, timeout=SECONDS, trust_env=False)

    def write(self, web: httpx.Client, name: str) -> None:
        due = (datetime.now(UTC) - timedelta(days=DAYS)).date().isoformat()
        answer = self.ask(web, "POST", "milestones/", {"name": name, "due": due, "owner_id": self.owner})
        if answer is None or answer.status_code != httpx.codes.CREATED:
            self.log.unknown.append(name)
            return
        self.log.kept[name] = number = answer.json()["number"]
        read = self.ask(web, "GET", f"tasks/{number}/")
        if read is not None and read.status_code == httpx.codes.OK:
            self.log.read += 1
            if read.json()["name"] != name:
                self.log.wrong.append(f"{name}: read {read.text[:200]}")

    def ask(self, web: httpx.Client, method: str, path: str, body: object = None) -> httpx.Response | None:
        """The answer; None when the line broke. Anything but done and 503 is noted as wrong."""
        try:
            answer = web.request(method, path, json=body)
        except httpx.TransportError:
            return None
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            self.log.busy += 1
        elif answer.status_code >= httpx.codes.BAD_REQUEST:
            self.log.wrong.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        return answer


@contextlib.contextmanager
def at_work(house: House, *, people: int = 2, pace: float = PACE) -> Iterator[Log]:
    """Some writers while the block lasts."""
    log = Log()
    writers = [Writer(house, log, f"late-{one}", pace) for one in range(people)]
    for writer in writers:
        writer.start()
    try:
        yield log
    finally:
        for writer in writers:
            writer.over.set()
        for writer in writers:
            writer.join(SECONDS + 5)
