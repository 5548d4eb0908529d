"""An embedded Valkey (speaks Redis): started, recovered, watched by its session."""

import os
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from . import binaries
from .errors import LauncherError
from .processes import end_pids, working_in
from .session import Session, last_words
from .signals import pause

START_SECONDS = 30


class Valkey:
    """One append-only store in one state folder, reached by a unix socket only."""

    def __init__(self, session: Session, *, sockets: Path, durable: bool) -> None:
        self._session, self._durable = session, durable
        self._program = binaries.valkey(session.places.venv)
        self._data = session.places.state / "valkey"
        self._data.mkdir(mode=0o700, exist_ok=True)
        self._socket = sockets / "valkey.sock"
        self._process: subprocess.Popen[bytes] | None = None

    def url(self) -> str:
        """Address for redis-py."""
        return f"unix://{quote(str(self._socket))}"

    def start(self) -> None:
        """Bring the store up and wait until it answers."""
        end_pids(working_in(self._data), 9)
        self._socket.unlink(missing_ok=True)
        self._session.discard(self._socket.parent)
        log = self._session.log("valkey")
        mark = log.stat().st_size if log.exists() else 0
        self._process = self._session.start(
            self._command(), log="valkey", env=os.environ, service=True, cwd=self._data
        )
        give_up = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.died() or time.monotonic() > give_up:
                raise LauncherError(f"Valkey did not start: {last_words(log, mark)} (see {log})")
            pause()

    def died(self) -> bool:
        """Has a started store ended by itself?"""
        return self._process is not None and self._session.finished(self._process)

    def _command(self) -> list[str | Path]:
        return [
            self._program, "--port", "0", "--unixsocket", self._socket, "--unixsocketperm", "700",
            "--dir", self._data, "--save", "", "--appendonly", "yes" if self._durable else "no",
            "--maxmemory-policy", "noeviction", "--daemonize", "no",
        ]  # fmt: skip

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(1)
            try:
                link.connect(str(self._socket))
                link.sendall(b"PING\r\n")
                return link.recv(16).startswith(b"+PONG")
            except OSError:
                return False
