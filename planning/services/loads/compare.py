"""Telling what a file says anew: rows to create, to update, and those that are as they were."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson

from toolkit.identifiers import uuid7

Key = TypeVar("Key", bound=Hashable)
Values = dict[str, Any]


@dataclass
class Batch(Generic[Key]):
    """What a load means for one kind of rows: identifiers and keys to create and to update."""

    create: list[tuple[UUID, Key]] = field(default_factory=list)
    update: list[tuple[UUID, Key]] = field(default_factory=list)
    unchanged: int = 0
    remove: list[UUID] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.create or self.update or self.remove)


def compare(incoming: Mapping[Key, Any], stored: Mapping[Key, Values]) -> Batch[Key]:
    """Sort the file's rows by what has become of them since the last load: the digest decides."""
    batch: Batch[Key] = Batch()
    for key, row in incoming.items():
        known = stored.get(key)
        if known is None:
            batch.create.append((uuid7(), key))
        elif known["source_digest"] == digest_of(row):
            batch.unchanged += 1
        else:
            batch.update.append((known["id"], key))
    return batch


def digest_of(value: Any) -> str:
    """A short fingerprint of everything a row says."""
    text = orjson.dumps(value, default=_plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return blake2b(text, digest_size=16).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot stand in a plan row")
