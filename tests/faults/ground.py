"""A PostgreSQL of these tests' own, that may be killed: with one migrated world to copy databases from."""

import contextlib
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from django.conf import settings
from django.db import connections

from config.launcher.places import Places
from config.launcher.postgres import Postgres
from config.launcher.processes import send, wait_until, working_in
from config.launcher.services import environment
from config.launcher.session import Session
from config.settings import database
from tenancy.roles import LOGINS, Plan, prepare

TEMPLATE = "world"
PASSWORD = "only-for-these-tests"
PATIENCE = 60


class Ground:
    """The cluster, under the launcher's own guard: nothing of it outlives the tests, killed or not."""

    def __init__(self) -> None:
        # A socket's path must be short, a test's folder is not.
        self.places = Places(state=Path(mkdtemp(prefix="mp-", dir="/tmp")))
        self.session = Session(self.places, purpose="faults")
        self.session.__enter__()
        self.postgres = Postgres(self.session, password=PASSWORD, durable=True)
        self.postgres.start()
        self._copies = 0

    def prepare(self) -> None:
        """Roles, database and schema, as an administrator makes them."""
        prepare(self.postgres.admin_url(), Plan(TEMPLATE, dict.fromkeys(LOGINS, PASSWORD)))
        owner = {"DATABASE_OWNER_URL": self.url(TEMPLATE, "migrate")}
        command = [self.places.python, self.places.root / "manage.py", "migrate", "--database=owner", "-v0"]
        self.session.run(command, doing="migrating", env=self.environment(TEMPLATE) | owner)

    def url(self, name: str, role: str = "app") -> str:
        """Address of a database for milepost_<role>."""
        return self.postgres.url(user=f"milepost_{role}", password=PASSWORD, database=name)

    def environment(self, name: str) -> dict[str, str]:
        """What a process needs to work on a database, and no other address of the run around us."""
        ours = {"DATABASE_URL": self.url(name), "SECRET_KEY": settings.SECRET_KEY}
        found = environment(self.places, ours)
        return {key: value for key, value in found.items() if key in ours or not key.startswith("DATABASE_")}

    def copy(self) -> str:
        """A database of its own, as the world was made."""
        self._copies += 1
        name = f"house_{self._copies}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER milepost_owner")
        return name

    def drop(self, name: str) -> None:
        """Forget a database; a failed test may have left the server down."""
        if self.postgres.died():
            self.start()
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def ask(self, statement: str) -> None:
        """A statement of the superuser's."""
        with self.connect("postgres", autocommit=True) as admin:
            admin.execute(statement)

    def connect(self, name: str, *, autocommit: bool = False) -> psycopg.Connection:
        """As the superuser."""
        url = self.postgres.url(user="postgres", password=PASSWORD, database=name)
        return psycopg.connect(url, autocommit=autocommit)

    @contextlib.contextmanager
    def locked(self, name: str, table: str) -> Iterator[Callable[[], int]]:
        """Nobody else writes to that table meanwhile; gives the number of those who wait for it."""
        waiting = "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted"
        with self.connect(name) as holder, self.connect(name, autocommit=True) as observer:
            holder.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
            yield lambda: observer.execute(waiting, [table]).fetchone()[0]

    def deadlocks(self, name: str) -> int:
        """How many the server has found in that database."""
        with self.connect(name) as observer:
            row = observer.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = %s", [name])
            return int(row.fetchone()[0])

    @contextlib.contextmanager
    def standing_on(self, name: str) -> Iterator[None]:
        """Let this very process work on that database, as the app role."""
        its = connections.settings["default"]
        before = dict(its)
        connections["default"].close()
        its.update({key: value for key, value in database(self.url(name)).items() if key != "OPTIONS"})
        try:
            yield
        finally:
            connections["default"].close()
            its.update(before)

    def end(self, number: int) -> None:
        """End the server: SIGINT as a quick restart does it, SIGKILL for it and all its children at once."""
        data = self.places.state / "postgres" / "data"
        master = int((data / "postmaster.pid").read_text().split()[0])
        for pid in working_in(data) if number == signal.SIGKILL else {master}:
            send(pid, number)
        assert wait_until(self.postgres.died, PATIENCE)

    def start(self) -> None:
        """Bring it back. What was connected before has to connect again."""
        self.postgres.start()
        connections["default"].close()

    def restart(self, number: int) -> None:
        """End it and bring it back, through crash recovery where it was killed."""
        self.end(number)
        self.start()

    def stop(self) -> None:
        self.session.__exit__(None, None, None)
        shutil.rmtree(self.places.state, ignore_errors=True)
