"""The process that outlives a killed launcher and stops what it left behind.

It lives in a session of its own and reads from a pipe what the launcher started. The end of the
pipe means that the launcher is gone, in whatever way. It inherits the lock on the state folder,
so that the next run waits until everything has stopped.
"""

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from .processes import MARKER, Tracked, end_run
from .signals import ASKED

# Appended, not prepended: a module beside the launcher must not hide one of the standard library.
# The command line does not name the launcher, so that killing the launcher by name spares this.
_ENTRY = "import sys; sys.path.append(sys.argv[1]); from launcher.guardian import main; main()"


class Guardian:
    """The launcher's end of the pipe."""

    def __init__(self, *, marker: str, held: list[int], log: Path) -> None:
        self._marker, self._held, self._log = marker, held, log
        self._known: dict[int, Tracked] = {}
        self._start()

    def _start(self) -> None:
        environ = {key: value for key, value in os.environ.items() if key != MARKER}
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _ENTRY, str(Path(__file__).parents[1])],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd="/",
                env=environ,
                start_new_session=True,
                pass_fds=self._held,
            )
        self._write({"marker": self._marker})
        for one in self._known.values():
            self._write({"track": dataclasses.asdict(one)})

    def _write(self, message: dict[str, object]) -> None:
        with contextlib.suppress(BrokenPipeError):  # `revive` will tell a new guardian everything
            self._pipe().write(json.dumps(message).encode() + b"\n")
            self._pipe().flush()

    def _pipe(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def track(self, one: Tracked) -> None:
        """Put a process under guard."""
        self._known[one.pid] = one
        self._write({"track": dataclasses.asdict(one)})

    def forget(self, pid: int) -> None:
        """A process has ended and was waited for; its number may be somebody else's soon."""
        self._known.pop(pid, None)
        self._write({"forget": pid})

    def revive(self) -> None:
        """Start another guardian when this one was killed."""
        if self._process.poll() is not None:
            self._start()

    def tracked(self) -> list[Tracked]:
        """What is under guard now."""
        return list(self._known.values())

    def dismiss(self) -> None:
        """Close the pipe and wait until the guardian has looked once more and gone."""
        with contextlib.suppress(BrokenPipeError):
            self._pipe().close()
        self._process.wait()


def _listen(pipe: IO[bytes]) -> tuple[str, dict[int, Tracked]]:
    """Read until the launcher is gone; returns its marker and what it had started."""
    marker = ""
    known: dict[int, Tracked] = {}
    for line in pipe:
        if not line.endswith(b"\n"):
            break  # the launcher died while it wrote
        message = json.loads(line)
        marker = message.get("marker", marker)
        known.pop(message.get("forget"), None)
        if "track" in message:
            one = Tracked(**message["track"])
            known[one.pid] = one
    return marker, known


def main() -> None:
    """Body of the guardian process."""
    for number in ASKED:
        signal.signal(number, signal.SIG_IGN)
    marker, known = _listen(sys.stdin.buffer)
    end_run(known.values(), marker)
