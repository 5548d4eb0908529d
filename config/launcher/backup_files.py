"""The files folder in a backup: an archive beside the dump, and the folder put back in its place."""

import hashlib
import os
import tarfile
from pathlib import Path
from typing import Any

from .errors import LauncherError
from .places import Places

INCOMING = "incoming"


def folder_of(places: Places) -> Path:
    """Where people's files are: `MILEPOST_FILES`, else beside the database."""
    return Path(os.path.abspath(os.environ.get("MILEPOST_FILES") or places.state / "files"))


def archive_of(dump: Path) -> Path:
    """The archive of files beside a dump."""
    return dump.with_suffix(".files.tar")


def save_files(places: Places, dump: Path) -> dict[str, Any]:
    """Pack the folder beside the dump that was just made; what is added meanwhile may come along.

    Answers what stands in the note of the backup: how many files, and the archive's checksum.
    """
    folder, archive = folder_of(places), archive_of(dump)
    part = archive.with_suffix(".part")
    part.touch(mode=0o600)
    try:
        with tarfile.open(part, "w") as packed:
            count = sum(_added(packed, folder, file) for file in _files(folder))
        part.replace(archive)
    finally:
        part.unlink(missing_ok=True)
    return {"count": count, "sha256": _sha256(archive)}


def check_files(dump: Path, note: dict[str, Any] | None) -> None:
    """Refuse a backup whose archive of files is missing or damaged; older backups have none."""
    said = (note or {}).get("files")
    if said is None:
        return
    archive = archive_of(dump)
    if not archive.is_file():
        raise LauncherError(f"{archive.name} is missing beside the dump: it holds the files.")
    if _sha256(archive) != said["sha256"]:
        raise LauncherError(f"{archive.name} is damaged: its checksum differs from the one that was noted.")


def restore_files(places: Places, dump: Path, *, now: str) -> str:
    """Put the saved files in the place of the folder; answers under which name the former one is kept."""
    archive, folder = archive_of(dump), folder_of(places)
    if not archive.is_file():
        return ""
    fresh, former = (folder.with_name(f"{folder.name}-{word}-{now}") for word in ("restore", "before"))
    fresh.mkdir(mode=0o700, parents=True)
    with tarfile.open(archive) as packed:
        packed.extractall(fresh, filter="data")
    if folder.exists():
        folder.rename(former)
    fresh.rename(folder)
    return former.name


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return [path for path in found if path.is_file() and path.relative_to(folder).parts[0] != INCOMING]


def _added(packed: tarfile.TarFile, folder: Path, file: Path) -> bool:
    """Add one file; one that was removed meanwhile is no fault."""
    try:
        packed.add(file, arcname=str(file.relative_to(folder)), recursive=False)
    except FileNotFoundError:
        return False
    return True


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
