"""What a client may read: of shared projects and shared milestones, these columns and no others.

The transaction runs as a database role that can only read, and only the client's own shared rows; the
filters here say the same a second time. Nothing in this room writes, and nothing runs raw SQL.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from planning.selectors import milestones
from projects.selectors import projects
from tenancy.actors import Actor
from tenancy.selectors import clients
from toolkit.errors import Missing
from toolkit.formats import day_of

PROJECT_FIELDS = ("id", "key", "name", "name_zh", "stage", "state", "zone")
MILESTONE_FIELDS = ("project_id", "number", "name", "state", "due", "promised", "actual_finish_at")
CLIENT_FIELDS = ("name", "name_zh")


@dataclass(frozen=True)
class Milestone:
    """A shared milestone: promised for, now expected on, reached on."""

    name: str
    promised: date | None
    due: date | None
    reached: date | None
    is_missed: bool


@dataclass(frozen=True)
class SharedProject:
    """A shared project with its shared milestones by day, as of its own today."""

    project_id: UUID
    key: str
    name: str
    name_zh: str
    stage: str
    state: str
    zone: str
    today: date
    milestones: tuple[Milestone, ...]


def shared_projects(*, actor: Actor, key: str | None = None) -> list[SharedProject]:
    """The client's shared projects (or the one of that key), by key, in two queries."""
    rows = projects(actor=actor).order_by("key")
    rows = rows.filter(key=key) if key is not None else rows
    found = list(rows.values(*PROJECT_FIELDS))
    by_project = _milestones(actor, [row["id"] for row in found])
    return [_project(actor, row, by_project.get(row["id"], [])) for row in found]


def shared_project(*, actor: Actor, key: str) -> SharedProject:
    """One shared project; raises `Missing` for foreign and unshared ones as for unknown keys."""
    found = shared_projects(actor=actor, key=key)
    if not found:
        raise Missing()
    return found[0]


def client_name(*, actor: Actor, chinese: bool) -> str:
    """The client's own name."""
    if actor.client_id is None:
        return ""
    row = clients(actor=actor).values(*CLIENT_FIELDS).get(pk=actor.client_id)
    return str((chinese and row["name_zh"]) or row["name"])


def _milestones(actor: Actor, project_ids: Iterable[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    rows = milestones(actor=actor).filter(project_id__in=project_ids).values(*MILESTONE_FIELDS)
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["project_id"], []).append(row)
    return found


def _project(actor: Actor, row: dict[str, Any], rows: list[dict[str, Any]]) -> SharedProject:
    facts = {name: row[name] for name in PROJECT_FIELDS if name != "id"}
    mine = tuple(_milestone(one, row["zone"]) for one in rows)
    return SharedProject(row["id"], **facts, today=actor.today(row["zone"]), milestones=mine)


def _milestone(row: dict[str, Any], zone: str) -> Milestone:
    instant = row["actual_finish_at"]
    return Milestone(
        name=row["name"],
        promised=row["promised"],
        due=row["due"],
        reached=day_of(instant, ZoneInfo(zone)) if instant else None,
        is_missed=row["state"] == "missed",
    )
