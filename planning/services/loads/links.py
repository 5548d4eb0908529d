"""Dependencies of a plan file as rows of the plan."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from planning.loading import LinkRow
from planning.models import Dependency
from planning.services.loads.compare import Batch, compare, digest_of
from toolkit.identifiers import uuid7

GONE = "left the plan file"
COLUMNS = (
    "source",
    "lag_minutes",
    "lag_percent",
    "lag_elapsed",
    "source_fields",
    "source_digest",
    "version",
)
Key = tuple[UUID, UUID, str]


def read_links(project_id: UUID) -> list[dict[str, Any]]:
    """All links of a plan, withdrawn ones included, the latest last."""
    names = ("id", "predecessor_id", "successor_id", "kind", "source", "source_digest", "version")
    rows = Dependency.objects.filter(project_id=project_id).order_by("id")
    return list(rows.values(*names, "withdrawn_at", "withdrawn_reason"))


def wanted(
    rows: tuple[LinkRow, ...], tasks: Mapping[str, UUID]
) -> tuple[dict[Key, LinkRow], list[dict[str, str]]]:
    """The file's links by their ends and type, and those that lack an end in the plan."""
    found: dict[Key, LinkRow] = {}
    lost = []
    for row in rows:
        before, after = tasks.get(row.predecessor), tasks.get(row.successor)
        if before is None or after is None or before == after:
            lost.append({"predecessor": row.predecessor, "successor": row.successor})
        else:
            found.setdefault((before, after, row.kind), row)
    return found, lost


def compare_links(incoming: dict[Key, LinkRow], stored: list[dict[str, Any]], source: str) -> Batch[Key]:
    """What becomes of the links. One that a person removed stays out while the file says the same of it."""
    live = {_key(row): row for row in stored if row["withdrawn_at"] is None}
    removed = {_key(row): row for row in stored if _is_removed_here(row, source)}
    batch = compare(incoming, {**removed, **live})
    again = [(uuid7(), key) for _pk, key in batch.update if key not in live]
    batch.update = [(pk, key) for pk, key in batch.update if key in live]
    batch.create += again
    batch.remove = [row["id"] for key, row in live.items() if row["source"] == source and key not in incoming]
    return batch


def values_of(row: LinkRow, source: str, version: int) -> dict[str, Any]:
    """The columns that a file's link means."""
    return {
        "source": source,
        "lag_minutes": row.lag_minutes,
        "lag_percent": row.lag_percent,
        "lag_elapsed": row.lag_elapsed,
        "source_fields": dict(row.fields),
        "source_digest": digest_of(row),
        "version": version,
    }


def _key(row: Mapping[str, Any]) -> Key:
    return row["predecessor_id"], row["successor_id"], row["kind"]


def _is_removed_here(row: Mapping[str, Any], source: str) -> bool:
    return row["withdrawn_at"] is not None and row["source"] == source and row["withdrawn_reason"] != GONE
