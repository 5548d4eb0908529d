"""A whole house of real processes, on a database of its own: to be killed. Kills only its own."""

import contextlib
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kombu import Connection

from config.launcher.crew import commands
from config.launcher.processes import send, wait_until, working_in
from config.launcher.session import Session
from config.launcher.valkey import Valkey
from tests.faults.ground import Ground
from tests.faults.world import acme

SECONDS = {
    "MILEPOST_SWEEP_SECONDS": "1",
    "MILEPOST_OVERDUE_SECONDS": "1",
    "MILEPOST_ROLLUP_SECONDS": "3600",
    "MILEPOST_SEAL_SECONDS": "3600",
    "MILEPOST_AUDIT_CHECK_SECONDS": "3600",
    "MILEPOST_LEASE_SECONDS": "3",
    "MILEPOST_BACKOFF_SECONDS": "1",
    "MILEPOST_MAIL_BACKOFF_SECONDS": "1",
    "MILEPOST_VISIBILITY": "3600",
    "MILEPOST_JOB_LEASE_SECONDS": "3",
    "MILEPOST_LIMIT_API": "1000000",
    "MILEPOST_LIMIT_ORGANIZATION": "1000000",
}
# Neighbours of a worker are looked for at its start, and that takes a second.
LONELY = ("--without-mingle", "--without-gossip")
PATIENCE = 90
SLOTS = 8
FIRED = "Sending due task"

Answer = TypeVar("Answer")


@dataclass
class Hand:
    """One process of a house."""

    name: str
    command: list[str | Path]
    process: subprocess.Popen[bytes]
    wanted: bool = True


class House:
    """A broker, web, workers and beats, each in a process group of its own, at short leases."""

    def __init__(self, ground: Ground, *, durable_broker: bool = False, **environment: str) -> None:
        self.ground, self.database, self.port = ground, ground.copy(), free_port()
        self.session = Session(ground.places.below(self.database), purpose="faults")
        self.session.__enter__()
        self.folder = self.session.places.state
        (self.folder / "run").mkdir(exist_ok=True)
        self.broker = Valkey(self.session, sockets=self.folder / "run", durable=durable_broker)
        self.broker.start()
        self.running: list[Hand] = []
        self.environment = {
            **ground.environment(self.database),
            **SECONDS,
            "REDIS_URL": self.broker.url(),
            "MILEPOST_STATE": str(self.folder),
            "MILEPOST_MODE": "demo",
            **environment,
        }

    def worker(self, app: str = "config.celery") -> subprocess.Popen[bytes]:
        """A worker that takes tasks, of the product's own app or of one with planted listeners."""
        words = [app if word == "config.celery" else word for word in self._commands()["worker"]]
        log = f"worker-{len(self.running)}"
        started = self._start("worker", [*words, *LONELY])
        self.eventually(lambda: " ready." in self.log(log))
        return started

    def beat(self, name: str = "beat") -> subprocess.Popen[bytes]:
        """A beat with a schedule file of its own; the same name goes on where that one stopped."""
        return self._start("beat", [*self._commands()["beat"][:-1], self.folder / name])

    def web(self) -> subprocess.Popen[bytes]:
        """The web server, answering."""
        started = self._start("web", self._commands()["web"])
        self.eventually(lambda: self.status("/readyz") == 200)
        return started

    def _commands(self) -> dict[str, list[str | Path]]:
        return {name: list(words) for name, words in commands(self.session, port=self.port).items()}

    def _start(self, process: str, command: list[str | Path]) -> subprocess.Popen[bytes]:
        env = {**self.environment, "MILEPOST_PROCESS": process, "PORT": str(self.port)}
        started = self.session.start(command, log=f"{process}-{len(self.running)}", env=env)
        self.running.append(Hand(process, command, started))
        return started

    def revive(self) -> None:
        """Start again who ended by himself, as `make run` and compose do."""
        for hand in self.running:
            if hand.wanted and self.session.finished(hand.process):
                hand.wanted = False
                self._start(hand.name, hand.command)

    def workers(self) -> list[subprocess.Popen[bytes]]:
        """Those in service."""
        return [hand.process for hand in self.running if hand.wanted and hand.name == "worker"]

    def status(self, path: str) -> int:
        """What a door answers; 0 where nobody does."""
        with contextlib.suppress(OSError):
            try:
                return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20).status
            except urllib.error.HTTPError as refusal:
                return refusal.code
        return 0

    def send(self, task: Any, *, times: int = 1, **kwargs: Any) -> None:
        """Put messages for a task of Acme's into this house's broker."""
        address = self.broker.url().replace("unix://", "redis+socket://", 1)
        with Connection(address) as link:
            for _time in range(times):
                task.apply_async(kwargs=kwargs, organization_id=acme().pk, connection=link)

    def kill(self, process: subprocess.Popen[bytes], number: int = signal.SIGKILL) -> None:
        """SIGKILL for the whole group, as the kernel's out-of-memory killer would; or a kinder signal."""
        self.dismiss(process, number)
        assert wait_until(lambda: self.session.finished(process), PATIENCE), self.logs()

    def dismiss(self, process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> None:
        """Send the signal, and let nobody take the place."""
        for hand in self.running:
            hand.wanted = hand.wanted and hand.process is not process
        send(process.pid, number, group=number == signal.SIGKILL)

    def kill_children(self, process: subprocess.Popen[bytes]) -> None:
        """SIGKILL for those who do the work; the one who leads them lives."""
        assert children(process), self.logs()
        for child in children(process):
            send(child, signal.SIGKILL)

    def kill_broker(self) -> None:
        """SIGKILL; what it had not written down is gone."""
        for pid in working_in(self.folder / "valkey"):
            send(pid, signal.SIGKILL)
        assert wait_until(self.broker.died, PATIENCE)

    def stop(self) -> None:
        for hand in self.running:
            if hand.process.poll() is None:
                self.kill(hand.process)
        self.session.__exit__(None, None, None)
        self.ground.drop(self.database)

    def eventually(self, question: Callable[[], bool], *, within: float = PATIENCE) -> None:
        """Ask until the answer is yes; a test that waits in vain shows the logs."""
        end = time.monotonic() + within
        while not question():
            self.revive()
            assert time.monotonic() < end, self.logs()
            time.sleep(0.1)

    def settled(self, question: Callable[[], Answer]) -> Answer:
        """The answer after beat has looked for due rows some more times."""
        before = self.fired("")
        self.eventually(lambda: self.fired("") >= before + SLOTS)
        return question()

    def fired(self, job: str) -> int:
        """How often beats have rung one job of the timetable; any job, where none is named."""
        words = f"{FIRED} {job}".rstrip()
        return sum(path.read_text().count(words) for path in self.session.places.log.glob("beat-*.log"))

    def received(self, task: str) -> list[str]:
        """Ids of the messages for a task that workers took, in the order of the logs; one may come twice."""
        found = [path.read_text() for path in sorted(self.session.places.log.glob("worker-*.log"))]
        return re.findall(rf"Task {re.escape(task)}\[([-0-9a-f]+)\] received", "".join(found))

    def log(self, name: str) -> str:
        path = self.session.log(name)
        return path.read_text(errors="replace") if path.exists() else ""

    def logs(self) -> str:
        """The last words of everybody."""
        found = sorted(self.session.places.log.glob("*.log"))
        return "\n".join(f"--- {path.name}\n{path.read_text(errors='replace')[-20_000:]}" for path in found)


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """Processes that it has started; none of a dead one."""
    with contextlib.suppress(OSError):
        return list(map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()))
    return []


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
