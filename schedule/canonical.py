"""The one form in which a snapshot is hashed. Pure."""

from hashlib import sha256
from json import dumps
from typing import Any


def canonical(value: Any) -> str:
    """Sorted keys, no spaces, no escapes: the same text for the same content, whoever wrote it down."""
    return dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(value).encode()).hexdigest()
