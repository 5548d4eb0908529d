"""`make backup` and `make restore`: a dump; beside it the number of rows of every table, and the files."""

import contextlib
import datetime
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from .backup_files import check_files, restore_files, save_files
from .clients import Client
from .commands import standing, up
from .database import prepare
from .errors import LauncherError
from .output import say
from .places import Places
from .services import DATABASE, Services
from .session import Session
from .vault import write_private

MAGIC = b"PGDMP"


def backup(places: Places, words: list[str]) -> int:
    """Dump the database as it is at one moment; works beside a live run."""
    with contextlib.ExitStack() as stack:
        session, services = standing(stack, places, purpose="backup")
        path = _dump(places, Client(session, _backup_url(services)))
    say(f"backup: {path}")
    return 0


def _dump(places: Places, client: Client) -> Path:
    places.backups.mkdir(mode=0o700, exist_ok=True)
    path = places.backups / f"milepost-{_now()}.dump"
    part = path.with_suffix(".part")
    try:
        counts = _dump_and_count(client, part)
        files = save_files(places, path)
        note = {"tables": counts, "rows": sum(counts.values()), "sha256": _sha256(part), "files": files}
        write_private(counts_path(path), json.dumps(note, indent=1) + "\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    say(f"{note['rows']} rows in {len(counts)} tables, {path.stat().st_size} bytes; {files['count']} files")
    return path


def _dump_and_count(client: Client, part: Path) -> dict[str, int]:
    """Dump and count within one snapshot, then read the dump back."""
    part.touch(mode=0o600)
    with client.snapshot() as (name, counts):
        if not any(counts.values()):
            raise LauncherError("the database is empty; there is nothing to back up.")
        words = ("--format=custom", f"--snapshot={name}", f"--file={part}")
        client.run("pg_dump", *words, doing="dumping the database")
    client.run("pg_restore", "--list", "--file=/dev/null", str(part), doing="reading the dump back")
    return counts


def _backup_url(services: Services) -> str:
    given = os.environ.get("DATABASE_BACKUP_URL")
    if given:
        return given
    if services.postgres is None:
        raise LauncherError("DATABASE_URL is set: set DATABASE_BACKUP_URL (role milepost_backup) too.")
    return services.role_url(services.postgres, "backup")


def restore(places: Places, words: list[str]) -> int:
    """Put a dump in the place of the database; the former one stays beside it under another name."""
    file = _named(words)
    note = _read_note(file)
    check_files(file, note)
    with Session(places, purpose="restore") as session:
        services = up(session)
        if services.postgres is None:
            raise LauncherError("DATABASE_URL is set: restore a real server with its own pg_restore.")
        admin = Client(session, services.postgres.admin_url())
        former = _restore(admin, file, note and {str(t): int(n) for t, n in note["tables"].items()})
        kept = restore_files(places, file, now=_now())
        prepare(session, services)
    say(f"restored {file}; the former database is kept as {former}{kept and f', its files as {kept}'}")
    return 0


def _named(words: list[str]) -> Path:
    if len(words) != 1 or not words[0]:
        raise LauncherError("name a dump: make restore FILE=.milepost/backups/….dump", code=2)
    return Path(words[0])


def _restore(admin: Client, file: Path, expected: dict[str, int] | None) -> str:
    """Fill a new database, compare the counts, then change places in one transaction."""
    now = _now()
    fresh, former = f"milepost_restore_{now}", f"milepost_before_{now}"
    admin.ask(f"CREATE DATABASE \"{fresh}\" OWNER milepost_owner TEMPLATE template0 ENCODING 'UTF8';")
    try:
        words = ("--exit-on-error", f"--dbname={fresh}", str(file.absolute()))
        admin.run("pg_restore", *words, doing="restoring the dump")
        _compare(admin.at(fresh).counts(), expected)
    except BaseException:
        admin.ask(f'DROP DATABASE "{fresh}" WITH (FORCE);')
        raise
    renames = ((DATABASE, former), (fresh, DATABASE))
    admin.ask(
        "\n".join(["BEGIN;", *(f'ALTER DATABASE "{a}" RENAME TO "{b}";' for a, b in renames), "COMMIT;"])
    )
    return former


def _compare(found: dict[str, int], expected: dict[str, int] | None) -> None:
    if expected is None:
        say("the dump has no counts beside it; nothing to compare with")
        return
    wrong = {table for table in found.keys() | expected.keys() if found.get(table) != expected.get(table)}
    if wrong:
        names = ", ".join(sorted(wrong))
        raise LauncherError(f"the restored database differs from the counts of the dump in {names}.")
    say(f"{sum(found.values())} rows in {len(found)} tables, as counted at the backup")


def counts_path(dump: Path) -> Path:
    """The file of counts beside a dump."""
    return dump.with_suffix(".counts.json")


def _read_note(file: Path) -> dict[str, Any] | None:
    """What was noted beside a dump, when it is there; refuses a file that is no dump, or a damaged one."""
    if not file.is_file():
        raise LauncherError(f"{file} is not there.", code=2)
    with open(file, "rb") as dump:
        if dump.read(len(MAGIC)) != MAGIC:
            raise LauncherError(f"{file} is not a dump of `make backup`.", code=2)
    beside = counts_path(file)
    if not beside.exists():
        return None
    note: dict[str, Any] = json.loads(beside.read_text())
    if note["sha256"] != _sha256(file):
        raise LauncherError(f"{file} is damaged: its checksum differs from the one in {beside.name}.")
    return note


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
