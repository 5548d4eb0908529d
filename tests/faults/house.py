"""Real processes of the house on the test database, to be killed. Kills only its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.db import connections

from config.launcher.binaries import valkey

SECONDS = {
    "MILEPOST_SWEEP_SECONDS": "1",
    "MILEPOST_OVERDUE_SECONDS": "1",
    "MILEPOST_ROLLUP_SECONDS": "3600",
    "MILEPOST_LEASE_SECONDS": "3",
    "MILEPOST_BACKOFF_SECONDS": "1",
    "MILEPOST_VISIBILITY": "5",
}
WORKER = ("--concurrency", "1", "--without-mingle", "--without-gossip", "--without-heartbeat")


class House:
    """A broker, workers and beats in process groups of their own, at short leases.

    The broker is its own: no other test's messages wait there.
    """

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.running = folder, []
        # A socket's path must be short, a test's folder is not.
        self.short = Path(mkdtemp(prefix="mp-"))
        self.environment = {
            **os.environ,
            **SECONDS,
            "DATABASE_URL": address_of_the_test_database(),
            "REDIS_URL": f"unix://{self.short}/broker.sock",
            "SECRET_KEY": settings.SECRET_KEY,
            "MILEPOST_MODE": "demo",
            **environment,
        }
        self.broker()

    def broker(self) -> subprocess.Popen:
        """A Valkey that answers."""
        path = self.short / "broker.sock"
        words = ["--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(self.short)]
        started = self._start("broker", [str(valkey(Path(sys.prefix))), *words])
        eventually(lambda: answers(path), within=20, house=self)
        return started

    def worker(self) -> subprocess.Popen:
        return self._celery("worker", *WORKER)

    def beat(self, name: str) -> subprocess.Popen:
        return self._celery("beat", "-s", str(self.folder / name))

    def _celery(self, process: str, *words: str) -> subprocess.Popen:
        return self._start(process, [sys.executable, "-m", "celery", "-A", "config.celery", process, *words])

    def _start(self, process: str, command: list[str]) -> subprocess.Popen:
        with (self.folder / f"{process}-{len(self.running)}.log").open("w") as log:
            started = subprocess.Popen(
                command,
                env={**self.environment, "MILEPOST_PROCESS": process},
                cwd=settings.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(started)
        return started

    def kill(self, process: subprocess.Popen) -> None:
        """SIGKILL for the whole group, as the kernel's out-of-memory killer would."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def kill_children(self, process: subprocess.Popen) -> None:
        """SIGKILL for those who do the work; the one who leads them lives."""
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert children, self.logs()
        for child in children:
            os.kill(int(child), signal.SIGKILL)

    def stop(self) -> None:
        for process in self.running:
            if process.poll() is None:
                self.kill(process)
        shutil.rmtree(self.short, ignore_errors=True)

    def logs(self) -> str:
        return "\n".join(f"--- {log.name}\n{log.read_text()[-3000:]}" for log in self.folder.glob("*.log"))


def address_of_the_test_database() -> str:
    its = connections["default"].settings_dict
    return (
        f"postgresql://{its['USER']}:{its['PASSWORD']}@/{its['NAME']}?host={its['HOST']}&port={its['PORT']}"
    )


def answers(path: Path) -> bool:
    """Whether somebody listens there."""
    with socket.socket(socket.AF_UNIX) as link:
        return link.connect_ex(str(path)) == 0


def eventually(question: Callable[[], bool], *, within: float, house: House) -> None:
    """Ask until the answer is yes; a test that waits in vain shows the logs."""
    end = time.monotonic() + within
    while not question():
        assert time.monotonic() < end, house.logs()
        time.sleep(0.1)
