"""Values of a reader as plain JSON, so that what has no column of its own is kept with its row."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

EMPTY: tuple[Any, ...] = (None, "", (), [], {})


def leftover(record: Any, mapped: Iterable[str]) -> dict[str, Any]:
    """All values of a record but the mapped ones and the empty ones; the raw fields stand beside them."""
    taken = {*mapped, "source_fields"}
    values = {f.name: plain(getattr(record, f.name)) for f in fields(record) if f.name not in taken}
    kept = {name: value for name, value in values.items() if value not in EMPTY and value is not False}
    raw = getattr(record, "source_fields", None)
    return {**kept, **({"raw": raw} if raw else {})}


def plain(value: Any) -> Any:
    """A value as JSON can say it: instants in ISO form, decimals as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return leftover(value, ())
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items() if part not in EMPTY}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
