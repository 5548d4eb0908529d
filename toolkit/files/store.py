"""Where the bytes are: one tree, a folder per organization, names that say nothing."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from toolkit.identifiers import uuid7

FOLDER = "attached"


def keep(content: BinaryIO | bytes, *, organization_id: UUID, now: datetime) -> str:
    """Write some bytes and answer under which path they are."""
    path = f"{organization_id}/{FOLDER}/{now:%Y}/{uuid7()}"
    return default_storage.save(path, ContentFile(content) if isinstance(content, bytes) else File(content))


def open_kept(path: str) -> File:
    """The bytes under a path, to read."""
    return default_storage.open(path)


def drop(paths: Iterable[str]) -> None:
    """Remove bytes; those that are not there any more are no fault."""
    for path in filter(None, paths):
        default_storage.delete(path)


def is_kept(path: str) -> bool:
    """Whether there are bytes under a path."""
    return default_storage.exists(path)


def kept_paths(organization_id: UUID) -> Iterator[tuple[str, datetime]]:
    """Every path of an organization, and since when it is there."""
    root = f"{organization_id}/{FOLDER}"
    if not default_storage.exists(root):
        return
    for year in default_storage.listdir(root)[0]:
        for name in default_storage.listdir(f"{root}/{year}")[1]:
            path = f"{root}/{year}/{name}"
            yield path, default_storage.get_modified_time(path)
