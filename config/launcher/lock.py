"""One state folder, one run."""

import fcntl
import json
import os
import time
from pathlib import Path

from .errors import FolderBusy
from .output import complain
from .processes import born
from .signals import pause

# A guardian that still stops a killed run holds the lock for less than this.
PATIENCE = 20.0


class FolderLock:
    """A lock that the kernel drops with its last holder: the launcher, or its guardian."""

    def __init__(self, path: Path, *, purpose: str) -> None:
        self._path, self._purpose = path, purpose
        self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def acquire(self, *, patience: float = PATIENCE, queue: bool = False) -> None:
        """Take the lock. Waits for a dying run; refuses while another run lives, unless told to queue."""
        give_up, told = time.monotonic() + patience, False
        while not self._try():
            holder = read_holder(self._path)
            if (_lives(holder) and not queue) or time.monotonic() > give_up:
                os.close(self.fd)
                raise FolderBusy(_refusal(self._path, holder), purpose=str(holder.get("purpose", "")))
            if not told:
                complain(f"waiting for {_who(holder)} to finish")
                told = True
            pause(0.1)
        self._sign()

    def _try(self) -> bool:
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _sign(self) -> None:
        pid = os.getpid()
        os.ftruncate(self.fd, 0)
        os.pwrite(self.fd, json.dumps({"pid": pid, "born": born(pid), "purpose": self._purpose}).encode(), 0)

    def release(self) -> None:
        """Let the next run in. The file stays: removing it would let two runs lock two files."""
        os.ftruncate(self.fd, 0)
        os.close(self.fd)

    def __enter__(self) -> "FolderLock":
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()


def read_holder(path: Path) -> dict[str, object]:
    """Who signed the lock file: pid, born, purpose; empty when nobody did."""
    try:
        holder = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _lives(holder: dict[str, object]) -> bool:
    pid = holder.get("pid")
    return isinstance(pid, int) and born(pid) == holder.get("born")


def _who(holder: dict[str, object]) -> str:
    if not _lives(holder):
        return "a run that was killed"
    return f"`{holder['purpose']}` (process {holder['pid']})"


def _refusal(path: Path, holder: dict[str, object]) -> str:
    return f"{path.parent} is in use by {_who(holder)}; stop it, or set MILEPOST_STATE to another folder."
