"""An embedded PostgreSQL: made once, started, recovered after a kill, watched by its session."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from . import binaries
from .accounts import for_postgres
from .errors import LauncherError
from .output import complain
from .processes import end_pids, working_in
from .session import Session, last_words
from .signals import pause
from .sockets import socket_folder

PORT = 5432
START_SECONDS = 60
BUILTIN_LOCALE = 17
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "logging_collector": "off",
    "log_destination": "stderr",
}
# For databases that nobody will miss: the tests'.
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class Postgres:
    """One cluster in one state folder, reached by a unix socket and passwords only."""

    def __init__(self, session: Session, *, password: str, durable: bool) -> None:
        self._session, self._password, self._durable = session, password, durable
        self.programs = binaries.postgres(session.places.venv)
        self._home = session.places.state / "postgres"
        self._data = self._home / "data"
        self._home.mkdir(mode=0o700, exist_ok=True)
        self._account = for_postgres(self.programs / "postgres", self._home)
        self.sockets = socket_folder(session.places.state, self._account)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, *, user: str, password: str, database: str) -> str:
        """Address of a database for a role."""
        secret = f":{quote(password, safe='')}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={quote(str(self.sockets), safe='')}&port={PORT}"

    def admin_url(self) -> str:
        """Address for the superuser."""
        return self.url(user="postgres", password=self._password, database="postgres")

    def start(self) -> None:
        """Bring the cluster up; make it first when it is not there."""
        if not (self._data / "PG_VERSION").exists():
            self._create()
        self._check_version()
        self._recover()
        self._session.discard(self.sockets)
        log = self._session.log("postgres")
        mark = log.stat().st_size if log.exists() else 0
        self._process = self._session.start(
            self._command(),
            log="postgres",
            env=_clean_environment(),
            service=True,
            ending=signal.SIGINT,
            account=self._account,
            cwd=Path("/"),
        )
        self._wait_until_ready(log, mark)

    def died(self) -> bool:
        """Has a started cluster ended by itself?"""
        return self._process is not None and self._session.finished(self._process)

    def _command(self) -> list[str | Path]:
        settings = SETTINGS | {"unix_socket_directories": f'"{self.sockets}"'}
        settings |= {} if self._durable else CARELESS
        words = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        return [self.programs / "postgres", "-D", self._data, *words]

    def _create(self) -> None:
        """Run initdb beside the final place, so that an interrupted one leaves nothing half made."""
        fresh = self._home / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self._home) as file:
            file.write(self._password)
            file.flush()
            self._account.own(Path(file.name))
            self._session.run(
                [
                    self.programs / "initdb",
                    "-D",
                    fresh,
                    "-U",
                    "postgres",
                    "--auth=scram-sha-256",
                    f"--pwfile={file.name}",
                    "--encoding=UTF8",
                    "--no-instructions",
                    *self._locale(),
                ],
                doing="making the database cluster",
                env=_clean_environment(),
                log="postgres",
                account=self._account,
                cwd=Path("/"),
            )
        fresh.rename(self._data)

    def _locale(self) -> list[str]:
        if self._version() < BUILTIN_LOCALE:
            return ["--locale=C.UTF-8"]
        return ["--locale-provider=builtin", "--locale=C.UTF-8"]

    def _version(self) -> int:
        told = subprocess.run(
            [self.programs / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        found = re.search(r"(\d+)", told.stdout)
        return int(found[1]) if found else 0

    def _check_version(self) -> None:
        made, ours = int((self._data / "PG_VERSION").read_text()), self._version()
        if made != ours:
            raise LauncherError(
                f"{self._data} was made by PostgreSQL {made} and {self.programs} is {ours}: back up with the "
                "old one, move the folder away, restore."
            )

    def _recover(self) -> None:
        """End what a killed run left in our cluster, and its lock files. The folder's lock is ours by now."""
        left = working_in(self._data)
        if left:
            complain("stopping the PostgreSQL that a killed run left behind")
            end_pids(left, signal.SIGQUIT)
        for lock in (self._data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)

    def _wait_until_ready(self, log: Path, mark: int) -> None:
        give_up = time.monotonic() + START_SECONDS
        while not _is_ready(self._data / "postmaster.pid"):
            if self.died() or time.monotonic() > give_up:
                raise LauncherError(f"PostgreSQL did not start: {last_words(log, mark)} (see {log})")
            pause()


def _is_ready(pidfile: Path) -> bool:
    """The eighth line of the lock file says so."""
    try:
        lines = pidfile.read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _clean_environment() -> Mapping[str, str]:
    """Ours, without what would steer PostgreSQL."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8"}
