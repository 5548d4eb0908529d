"""A launcher started by a test: on a state folder of its own, with what it says, and what it leaves."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[2]
SECONDS = 300
# What a launcher would take from our own run, and must not.
OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "MAKELEVEL",
    "MAKEFLAGS",
    "PORT",
    "MILEPOST_MODE",
)


def environment(state: Path, **more: str) -> dict[str, str]:
    """A clean environment that names the state folder."""
    kept = {key: value for key, value in os.environ.items() if key not in OURS}
    return {**kept, "MILEPOST_STATE": str(state), **more}


def command_lines(state: Path) -> list[str]:
    """Command lines of living processes that name the state folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(state) in line:
                found.append(line)
    return found


def environments(state: Path) -> list[int]:
    """Living processes that were told of the state folder, whatever their command line says."""
    line, found = f"MILEPOST_STATE={state}".encode(), []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if line in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
    return found


def eventually(holds: Callable[[], object], seconds: float = SECONDS) -> bool:
    """Poll until something holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return bool(holds())


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Launched:
    """One running launcher (or whatever command starts it)."""

    def __init__(self, state: Path, *words: str, command: tuple[str, ...] = (), **env: str) -> None:
        self.state = state
        self.output = state.parent / f"{state.name}.out"
        state.parent.mkdir(parents=True, exist_ok=True)
        launcher = command or (sys.executable, "-m", "config.launcher")
        with open(self.output, "wb") as out:
            self.process = subprocess.Popen(
                [*launcher, *words],
                cwd=ROOT,
                env=environment(state, **env),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def wait_for(self, text: str) -> "Launched":
        """Wait until it has said this; fail with what it said instead."""
        eventually(lambda: text in self.said() or self.process.poll() is not None)
        assert text in self.said(), (self.process.poll(), self.said())
        return self

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def wait(self) -> int:
        return self.process.wait(SECONDS)

    def leaves_nothing(self, seconds: float = 10) -> bool:
        """Within ten seconds no process names the state folder, or was told of it."""
        return eventually(lambda: not command_lines(self.state) and not environments(self.state), seconds)


@contextlib.contextmanager
def services(state: Path, **env: str) -> Iterator[Launched]:
    """`services`, up; stopped at the end whatever the test did to it."""
    launched = Launched(state, "services", **env)
    try:
        yield launched.wait_for("services are up")
    finally:
        launched.send(signal.SIGTERM)
        launched.wait()
        assert launched.leaves_nothing(), command_lines(state)


def run(state: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a launcher command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "config.launcher", *words],
        cwd=ROOT,
        env=environment(state, **env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def addresses(state: Path) -> dict[str, str]:
    """What the launcher wrote for commands typed beside it."""
    lines = [*(state / "app.env").read_text().splitlines(), *(state / "owner.env").read_text().splitlines()]
    return dict(line.split("=", 1) for line in lines)


def ask(state: Path, query: str) -> list[tuple[object, ...]]:
    """Run SQL as the owner of the schema."""
    with psycopg.connect(addresses(state)["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("SET ROLE milepost_owner")
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def process_of(state: Path, *parts: str) -> int:
    """The number of the process whose command line has the state folder and all these parts."""
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(state) in line and all(part in line for part in parts):
                return int(entry.name)
    raise AssertionError(f"no process with {parts} of {state}")
