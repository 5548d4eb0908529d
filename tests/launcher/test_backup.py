"""A backup restores to the same rows, under the same walls, and the former database stays."""

import json
from pathlib import Path

import psycopg
import pytest

from tests.launcher.launched import addresses, ask, run, services

pytestmark = pytest.mark.launcher
TABLE = """
CREATE TABLE letter (organization_id int, body text);
ALTER TABLE letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE letter FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON letter USING (organization_id = 1);
GRANT SELECT ON letter TO milepost_app;
INSERT INTO letter SELECT number % 2, '信 ' || number FROM generate_series(1, 500) AS number;
"""


def back_up(state: Path) -> Path:
    done = run(state, "backup")
    assert done.returncode == 0, done.stderr
    (dump,) = (state / "backups").glob("*.dump")
    return dump


def seen_by_the_app(state: Path) -> int:
    with psycopg.connect(addresses(state)["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT count(*) FROM letter").fetchone()
        assert row is not None
        count: int = row[0]
        return count


def test_there_and_back(state: Path) -> None:
    with services(state):
        ask(state, TABLE)
        assert seen_by_the_app(state) == 250
        dump = back_up(state)
        assert json.loads(dump.with_suffix(".counts.json").read_text())["tables"] == {"public.letter": 500}
        assert dump.stat().st_mode & 0o777 == 0o600
        ask(state, "DROP TABLE letter")
        refused = run(state, "restore", str(dump))
        assert refused.returncode == 3
        assert "is in use" in refused.stderr
    done = run(state, "restore", str(dump))
    assert done.returncode == 0, done.stderr
    assert "500 rows in 1 tables, as counted at the backup" in done.stdout
    with services(state):
        assert seen_by_the_app(state) == 250
        assert ask(state, "SELECT count(*) FROM letter") == [(500,)]
        former = ask(state, "SELECT count(*) FROM pg_database WHERE datname LIKE 'milepost_before_%'")
        assert former == [(1,)]


def test_files_go_along(state: Path) -> None:
    folder = state / "files"
    kept, half = folder / "acme/attached/2026/one", folder / "incoming/half.upload"
    with services(state):
        ask(state, TABLE)
        for file in (kept, half):
            file.parent.mkdir(parents=True)
            file.write_bytes("信".encode())
        dump = back_up(state)
    archive = dump.with_suffix(".files.tar")
    assert archive.stat().st_mode & 0o777 == 0o600
    kept.write_bytes(b"changed since")
    (folder / "new").write_bytes(b"x")
    content = archive.read_bytes()
    archive.write_bytes(content + b"x")
    done = run(state, "restore", str(dump))
    assert done.returncode == 1
    assert "files.tar is damaged" in done.stderr
    archive.write_bytes(content)
    done = run(state, "restore", str(dump))
    assert done.returncode == 0, done.stderr
    assert [path for path in folder.rglob("*") if path.is_file()] == [kept]
    assert kept.read_bytes() == "信".encode()
    (former,) = state.glob("files-before-*")
    assert (former / "new").is_file()


def test_a_damaged_dump_changes_nothing(state: Path) -> None:
    with services(state):
        ask(state, TABLE)
        dump = back_up(state)
        ask(state, "DELETE FROM letter WHERE body <> '信 1'")
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    done = run(state, "restore", str(dump))
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    dump.with_suffix(".counts.json").unlink()
    dump.write_bytes(content[: len(content) // 2])
    done = run(state, "restore", str(dump))
    assert done.returncode == 1
    assert "restoring the dump failed" in done.stderr
    with services(state):
        assert ask(state, "SELECT count(*) FROM letter") == [(1,)]
        assert ask(state, "SELECT count(*) FROM pg_database WHERE datname LIKE 'milepost_%'") == [(0,)]


def test_counts_that_differ_are_refused(state: Path) -> None:
    with services(state):
        ask(state, TABLE)
        dump = back_up(state)
    note = json.loads(dump.with_suffix(".counts.json").read_text())
    note["tables"]["public.letter"] += 1
    dump.with_suffix(".counts.json").write_text(json.dumps(note))
    done = run(state, "restore", str(dump))
    assert done.returncode == 1
    assert "differs from the counts of the dump in public.letter" in done.stderr


def test_an_empty_database_is_no_backup(state: Path) -> None:
    done = run(state, "backup")
    assert done.returncode == 1
    assert "there is nothing to back up" in done.stderr
    assert not list((state / "backups").glob("*"))
