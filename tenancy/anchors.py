"""The ends of the chains, noted outside the database: whoever cuts or rewrites a chain cannot reach them.

One file per organization in `settings.MILEPOST_ANCHORS`, one JSON line per day, flushed to the disk before
the writer goes on. Best kept on another machine, or on a disk that only adds.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class Anchor:
    """Where a chain ended on a day: number and digest of its last line. `day` and `at` are ISO 8601."""

    day: str
    number: int
    digest: str
    at: str


def file_of(organization_id: UUID) -> Path:
    """The organization's file."""
    return Path(settings.MILEPOST_ANCHORS) / f"{organization_id}.jsonl"


def append(organization_id: UUID, anchor: Anchor) -> bool:
    """Note an anchor; False when its day has one. Two writers at once leave one line."""
    with _locked(organization_id) as file:
        text = file.read()
        if any(one.day == anchor.day for one in _parsed(text)):
            return False
        torn = "\n" if text and not text.endswith("\n") else ""
        file.write(f"{torn}{json.dumps(asdict(anchor))}\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def anchors(organization_id: UUID) -> list[Anchor]:
    """All that was noted of an organization's chain, oldest first."""
    path = file_of(organization_id)
    return list(_parsed(path.read_text())) if path.is_file() else []


def _parsed(text: str) -> Iterator[Anchor]:
    """The lines; a line that a power cut tore is none."""
    for line in text.splitlines():
        try:
            found: dict[str, Any] = json.loads(line)
            yield Anchor(**found)
        except (ValueError, TypeError):
            continue


@contextmanager
def _locked(organization_id: UUID) -> Iterator[IO[str]]:
    path = file_of(organization_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
