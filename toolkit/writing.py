"""Writing one record: only what changed, and only over the version that was seen.

Knows no model: every room uses it for its own records.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Model

from toolkit.errors import Stale


def differences(record: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ from the record's."""
    return {name: value for name, value in values.items() if getattr(record, name) != value}


def write(record: Any, values: Mapping[str, Any], *, version: int | None = None) -> dict[str, Any]:
    """Write values over the version that was seen, count it up, and answer what stood there before.

    `record` then carries the new values. Raises `Stale` with the stored values when somebody was faster.
    """
    seen = record.version if version is None else version
    manager = type(record)._default_manager
    before = {name: getattr(record, name) for name in values}
    if not manager.filter(pk=record.pk, version=seen).update(**values, version=F("version") + 1):
        stored = manager.filter(pk=record.pk).values("version", *values).first() or {}
        raise Stale(version=stored.pop("version", None), theirs=stored)
    for name, value in values.items():
        setattr(record, name, value)
    record.version = seen + 1
    return before


def joined(names: Iterable[str]) -> str:
    """Field names as one text, in a stable order."""
    return ",".join(sorted(names))
