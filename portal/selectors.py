"""What a client may read: of shared projects and shared milestones, these columns and no others.

The transaction runs as a database role that can only read, and only the client's own shared rows; the
filters here say the same a second time. Nothing in this room writes, and nothing runs raw SQL.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from planning.selectors import milestones
from projects.selectors import Health, health, projects, sows, with_report, with_stages
from projects.stages import gate_marks
from records.selectors import shared_comments, shared_files
from tenancy.actors import Actor
from tenancy.selectors import clients
from toolkit.errors import Missing
from toolkit.formats import day_of
from toolkit.tables import in_language

PROJECT_FIELDS = ("id", "key", "name", "name_zh", "stage", "state", "zone")
MILESTONE_FIELDS = ("project_id", "number", "name", "state", "due", "promised", "actual_finish_at")
CLIENT_FIELDS = ("name", "name_zh")
# Beside the columns: the last status that was shared, and on which day each stage began.
STANDING = ("status_days", "report", "stages", "gates")
SOW_FIELDS = ("code", "title", "title_zh")
COMMENT_FIELDS = ("author_name", "created_at", "text", "entry__key", "entry__title", "entry__title_zh")
FILE_FIELDS = ("id", "name", "icon", "size", "edition", "created_at", "entry__title", "entry__title_zh")
LATEST_COMMENTS = 20
MOST_FILES = 100


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
    health: Health = field(default_factory=lambda: Health("grey"))
    stages: Mapping[str, date] = field(default_factory=dict)
    gates: Mapping[str, str] = field(default_factory=dict)


def shared_projects(*, actor: Actor, key: str | None = None) -> list[SharedProject]:
    """The client's shared projects (or the one of that key), by key, in two queries."""
    rows = with_stages(with_report(projects(actor=actor), actor=actor)).order_by("key")
    rows = rows.filter(key=key) if key is not None else rows
    found = list(rows.values(*PROJECT_FIELDS, *STANDING))
    by_project = _milestones(actor, [row["id"] for row in found])
    return [_project(actor, row, by_project.get(row["id"], [])) for row in found]


def shared_project(*, actor: Actor, key: str) -> SharedProject:
    """One shared project; raises `Missing` for foreign and unshared ones as for unknown keys."""
    found = shared_projects(actor=actor, key=key)
    if not found:
        raise Missing()
    return found[0]


def latest_comments(*, actor: Actor, project: SharedProject) -> list[dict[str, Any]]:
    """What was said to the client about a project and its shared records, newest first."""
    rows = shared_comments(actor=actor, project_id=project.project_id)
    return list(rows.values(*COMMENT_FIELDS)[:LATEST_COMMENTS])


def project_files(*, actor: Actor, project: SharedProject) -> list[dict[str, Any]]:
    """The files that were shared on a project and its shared records, by name."""
    rows = shared_files(actor=actor, project_id=project.project_id).values(*FILE_FIELDS)[:MOST_FILES]
    return [{**row, "record": in_language(row, "entry__title")} for row in rows]


def project_file(*, actor: Actor, project: SharedProject, file_id: UUID) -> Any:
    """One of them; raises `DoesNotExist`."""
    rows = shared_files(actor=actor, project_id=project.project_id)
    return rows.only("path", "name", "media_type", "withdrawn_at", "project", "visibility").get(pk=file_id)


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
    days = {one["stage"]: date.fromisoformat(one["day"]) for one in row["stages"]}
    stated = health(report=row["report"], proposed="grey", status_days=row["status_days"], now=actor.now)
    today = actor.today(row["zone"])
    shown: dict[str, Any] = {"health": stated, "stages": days, "gates": gate_marks(row["gates"], as_of=today)}
    return SharedProject(row["id"], **facts, today=today, milestones=mine, **shown)


def shared_sows(*, actor: Actor) -> list[dict[str, str]]:
    """Number and title of the client's shared statements of work, for its sponsor; no price, no version."""
    if not actor.may("portal.view_contracts"):
        return []
    rows = sows(actor=actor).values(*SOW_FIELDS)
    return [{"code": row["code"], "title": in_language(row, "title")} for row in rows]


def _milestone(row: dict[str, Any], zone: str) -> Milestone:
    instant = row["actual_finish_at"]
    return Milestone(
        name=row["name"],
        promised=row["promised"],
        due=row["due"],
        reached=day_of(instant, ZoneInfo(zone)) if instant else None,
        is_missed=row["state"] == "missed",
    )
