"""One run of the launcher: its lock, its guardian, its marker, and everything it starts."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from . import signals
from .accounts import Account
from .errors import LauncherError, Stopped
from .guardian import Guardian
from .lock import FolderLock
from .places import Places
from .processes import MARKER, Tracked, born, end, end_run

TELLING = ("No space left on device", "FATAL", "rror:", "npm error")
LOG_LIMIT = 10_000_000
Command = Sequence[str | Path]


class Session:
    """Context manager: inside it the state folder is ours; after it nothing of ours runs.

    A `shared` session stands beside a live run and claims nothing.
    """

    def __init__(self, places: Places, *, purpose: str, shared: bool = False) -> None:
        self.places = places
        self.marker = secrets.token_hex(8)
        self._purpose, self._shared = purpose, shared
        self._lock: FolderLock | None = None
        self._passing: list[Path] = []

    def __enter__(self) -> "Session":
        self.places.made()
        if not self._shared:
            self._lock = FolderLock(self.places.state / "lock", purpose=self._purpose)
            self._lock.acquire()
            for stale in (self.places.app_env, self.places.owner_env):
                stale.unlink(missing_ok=True)
        held = [self._lock.fd] if self._lock else []
        self.guardian = Guardian(marker=self.marker, held=held, log=self.log("guardian"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end_run(self.guardian.tracked(), self.marker)
        self.guardian.dismiss()
        for folder in self._passing:
            shutil.rmtree(folder, ignore_errors=True)
        if self._lock:
            self._lock.release()

    def discard(self, folder: Path) -> None:
        """A folder that is to go when everything has stopped."""
        self._passing.append(folder)

    def log(self, name: str) -> Path:
        """Log file of that name; a large one makes room for a new one."""
        path = self.places.log / f"{name}.log"
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        return path

    def start(
        self,
        command: Command,
        *,
        log: str,
        env: Mapping[str, str],
        service: bool = False,
        ending: int = signal.SIGTERM,
        account: Account = Account(),
        cwd: Path | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a process in a session of its own and put it under guard."""
        with open(self.log(log), "ab") as out:
            process = self._popen(command, env=env, out=out, own=True, account=account, cwd=cwd)
        self._track(process, group=True, service=service, ending=ending)
        return process

    def _popen(
        self,
        command: Command,
        *,
        env: Mapping[str, str],
        out: IO[bytes] | None = None,
        own: bool,
        account: Account = Account(),
        cwd: Path | None = None,
    ) -> subprocess.Popen[bytes]:
        words = [*account.prefix, *map(str, command)]
        try:
            return subprocess.Popen(
                words,
                env={**env, MARKER: self.marker},
                cwd=cwd or self.places.root,
                stdin=subprocess.DEVNULL if own else None,
                stdout=out,
                stderr=out,
                start_new_session=own,
                **account.options(),
            )
        except FileNotFoundError as error:
            raise LauncherError(f"{words[0]} is missing; run `make setup`, or install it.") from error

    def _track(self, process: subprocess.Popen[bytes], *, group: bool, service: bool, ending: int) -> None:
        since = born(process.pid)
        if since is not None:
            self.guardian.track(Tracked(process.pid, since, group, service, ending))

    def finished(self, process: subprocess.Popen[bytes]) -> bool:
        """Has the process ended? Then it is no longer under guard."""
        if process.poll() is None:
            return False
        self.guardian.forget(process.pid)
        return True

    def finish(self, process: subprocess.Popen[bytes]) -> int:
        """Wait for a process, listening to signals; returns its exit code."""
        while not self.finished(process):
            self.guardian.revive()
            signals.pause()
        return process.returncode

    def run(
        self,
        command: Command,
        *,
        doing: str,
        env: Mapping[str, str],
        log: str = "setup",
        account: Account = Account(),
        cwd: Path | None = None,
    ) -> None:
        """Run one step to its end; a failure becomes one line with the last words of the step."""
        mark = self.log(log).stat().st_size if self.log(log).exists() else 0
        if self.finish(self.start(command, log=log, env=env, account=account, cwd=cwd)):
            raise LauncherError(f"{doing} failed: {last_words(self.log(log), mark)} (see {self.log(log)})")

    def foreground(self, command: Command, *, env: Mapping[str, str]) -> int:
        """Run a command on this terminal; returns its exit code, 128 + n when signal n ended it."""
        process = self._popen(command, env=env, own=False)
        self._track(process, group=False, service=False, ending=signal.SIGTERM)
        try:
            code = self.finish(process)
        except Stopped as asked:
            code = self._pass_on(process, asked.number)
        return 128 - code if code < 0 else code

    def _pass_on(self, process: subprocess.Popen[bytes], number: int) -> int:
        """Give a foreground command the signal that we got, unless the terminal has done so."""
        typed = number == signal.SIGINT and sys.stdin is not None and os.isatty(sys.stdin.fileno())
        since = born(process.pid) or 0
        end([Tracked(process.pid, since, group=False, ending=0 if typed else number)], grace=8.0)
        return process.wait()


def last_words(path: Path, mark: int) -> str:
    """The line of a log after `mark` that says most: about a full disk, else an error, else the last."""
    with open(path, "rb") as log:
        log.seek(mark)
        lines = [line.strip() for line in log.read().decode(errors="replace").splitlines() if line.strip()]
    for word in TELLING:
        for line in reversed(lines):
            if word in line and "complete log" not in line:
                return line
    return lines[-1] if lines else "it said nothing"
