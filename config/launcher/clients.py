"""psql, pg_dump and pg_restore against one server, with its address in the environment only."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from . import binaries
from .errors import LauncherError
from .session import Session

# psql runs each row of the answer as the next query.
COUNT_ROWS = r"""
SELECT format('SELECT %L, count(*) FROM %I.%I', schemaname || '.' || tablename, schemaname, tablename)
FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 \gexec
"""
END = "-- end of answer --"


class Client:
    """The client programs for one address."""

    def __init__(self, session: Session, url: str) -> None:
        self._session = session
        self._programs = binaries.postgres(session.places.venv)
        self._env = {**os.environ, **libpq_environment(url)}

    def at(self, database: str) -> "Client":
        """The same server and role, another database."""
        other = Client.__new__(Client)
        other._session, other._programs = self._session, self._programs
        other._env = {**self._env, "PGDATABASE": database}
        return other

    def run(self, program: str, *words: str, doing: str) -> None:
        """Run pg_dump or pg_restore to its end."""
        self._session.run([self._programs / program, *words], doing=doing, env=self._env, log="backup")

    def ask(self, query: str) -> list[str]:
        """Run SQL; returns the rows as text, columns divided by |."""
        with self._psql() as psql:
            answer, complaint = psql.communicate(query)
            if psql.returncode:
                raise LauncherError(f"PostgreSQL refused: {complaint.strip().splitlines()[-1]}")
        return answer.splitlines()

    def counts(self) -> dict[str, int]:
        """Rows of every table."""
        return _counts(self.ask(COUNT_ROWS))

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[tuple[str, dict[str, int]]]:
        """A frozen view of the database for as long as the context lasts: its name, and its row counts."""
        with self._psql() as psql:
            opening = "BEGIN ISOLATION LEVEL REPEATABLE READ;\nSELECT pg_export_snapshot();\n"
            answer = list(_converse(psql, opening + COUNT_ROWS))
            try:
                yield answer[0], _counts(answer[1:])
            finally:
                psql.communicate("ROLLBACK;\n")

    def _psql(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [str(self._programs / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self._env,
            cwd="/",
        )  # fmt: skip


def _converse(psql: "subprocess.Popen[str]", query: str) -> Iterator[str]:
    """Lines of one answer of a psql that stays open."""
    assert psql.stdin
    assert psql.stdout
    assert psql.stderr
    psql.stdin.write(f"{query}\n\\echo {END}\n")
    psql.stdin.flush()
    for line in psql.stdout:
        if line.rstrip("\n") == END:
            return
        yield line.rstrip("\n")
    raise LauncherError(f"PostgreSQL refused: {(psql.stderr.read().strip() or 'no answer').splitlines()[-1]}")


def _counts(rows: list[str]) -> dict[str, int]:
    pairs = (row.rpartition("|") for row in rows)
    return {table: int(number) for table, _, number in pairs}


def libpq_environment(url: str) -> dict[str, str]:
    """The variables by which libpq knows an address, so that no password stands in a command line."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    known = {
        "PGHOST": query.get("host") or parts.hostname,
        "PGPORT": query.get("port") or str(parts.port or 5432),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
        "PGSSLMODE": query.get("sslmode"),
    }
    return {key: value for key, value in known.items() if value}
