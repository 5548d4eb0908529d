"""Questions about the time that plans keep free: what it protects, what is left of it, how fast it burns."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from graphlib import CycleError
from typing import Any
from uuid import UUID

from planning.buffering import RED, Chain, Step, burned, chains, signal
from planning.circles import LinkCircular
from planning.models import Dependency, Task
from planning.models.tasks import ENDED
from projects.selectors import Project
from tenancy.actors import Actor
from tenancy.selectors import history_of_projects
from toolkit.errors import Missing

Row = dict[str, Any]
USED = "planning.use_buffer"
NAMES = (
    *("id", "project_id", "number", "name", "kind", "state", "parent_id", "position", "version"),
    *("start_at", "due", "duration_minutes", "percent_complete"),
    *("is_buffer", "buffer_minutes", "buffer_red_at"),
)


@dataclass(frozen=True)
class Buffer:
    """One buffer. Working minutes: `left` of `planned`, `burned` of `planned`; `done` of `chain` before it,
    in `chain_rows` rows. `protects`: number and name of what waits for it."""

    id: UUID
    project_id: UUID
    number: int
    name: str
    version: int
    start_at: datetime | None
    due: date | None
    planned: int
    left: int
    burned: int
    done: int
    chain: int
    chain_rows: int
    signal: str
    red_at: datetime | None
    protects: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_red(self) -> bool:
        """Whether more is used up than the work before it explains."""
        return self.signal == RED


@dataclass(frozen=True)
class Use:
    """Days of a buffer that were used once, in working minutes."""

    at: datetime
    by: str
    number: int
    name: str
    minutes: int
    reason: str


def buffers(*, actor: Actor, project: Project) -> list[Buffer]:
    """The open buffers of a plan, the worst first. Two queries. Raises `LinkCircular`."""
    found = standings([project.pk])
    order = {"red": 0, "amber": 1, "green": 2}
    return sorted(found, key=lambda one: (order[one.signal], one.number))


def buffer(*, actor: Actor, project: Project, number: int) -> Buffer:
    """One open buffer of a plan; raises `Missing`."""
    found = next((one for one in buffers(actor=actor, project=project) if one.number == number), None)
    if found is None:
        raise Missing()
    return found


def uses(*, actor: Actor, project: Project) -> list[Use]:
    """When days of a plan's buffers were used, by whom and what for, the latest first. Two queries."""
    lines = history_of_projects(actor=actor, project_ids=[project.pk]).filter(action=USED)
    kept = list(lines.order_by("-at")[:100])
    ids = {line.subject_id for line in kept if line.subject_id}
    rows = Task.objects.filter(project=project, pk__in=ids).values_list("id", "number", "name")
    named = {pk: (number, name) for pk, number, name in rows}
    told = [(line, named.get(line.subject_id)) for line in kept if line.subject_id]
    return [_use(line, *about) for line, about in told if about]


def standings(project_ids: Collection[UUID]) -> list[Buffer]:
    """The open buffers of several plans, in document order. Two queries, however many plans."""
    live = Task.objects.live().filter(project_id__in=project_ids).order_by("project_id", "position")
    rows: dict[UUID, Row] = {row["id"]: row for row in live.values(*NAMES)}
    if not any(row["is_buffer"] for row in rows.values()):
        return []
    links = Dependency.objects.live().filter(project_id__in=project_ids)
    ends = [pair for pair in links.values_list("predecessor_id", "successor_id") if rows.keys() >= {*pair}]
    found = _chains(rows, ends)
    return [_buffer(rows, ends, row, found[row["id"]]) for row in rows.values() if _counts(row)]


def _counts(row: Row) -> bool:
    return bool(row["is_buffer"]) and row["state"] not in ENDED


def _chains(rows: dict[UUID, Row], ends: Iterable[tuple[UUID, UUID]]) -> dict[UUID, Chain]:
    """A row waits for what it, or a summary above it, is linked to; a summary ends with what is below it."""
    linked = _linked(rows, ends)
    below: dict[UUID, list[UUID]] = {}
    for key, row in rows.items():
        below.setdefault(row["parent_id"], []).append(key)
        # Rows come in document order: what stands above was seen before.
        linked[key] = [*linked.get(key, ()), *linked.get(row["parent_id"], ())]
    steps = {key: _step(row, linked[key], below.get(key, [])) for key, row in rows.items()}
    try:
        return chains(steps)
    except CycleError as error:
        circle = " → ".join(f"T{rows[key]['number']}" for key in error.args[1])
        raise LinkCircular(path=circle) from error


def _linked(rows: dict[UUID, Row], ends: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    """What each row is linked to, without the links past a buffer that stands between both ends."""
    found: dict[UUID, list[UUID]] = {}
    for before, after in ends:
        found.setdefault(after, []).append(before)
    guarded = {key: {*before} for key, before in found.items() if _counts(rows[key])}
    for key, ahead in found.items():
        past = set().union(*(guarded.get(one, ()) for one in ahead))
        found[key] = [one for one in ahead if one not in past]
    return found


def _step(row: Row, linked: list[UUID], below: list[UUID]) -> Step[UUID]:
    if row["kind"] == Task.Kind.SUMMARY:
        return Step(0, 0, tuple(below))
    is_work = row["kind"] == Task.Kind.TASK and row["state"] != Task.State.CANCELLED
    minutes = (row["duration_minutes"] or 0) if is_work else 0
    return Step(minutes, row["percent_complete"], tuple(linked), _counts(row))


def _buffer(rows: dict[UUID, Row], ends: Iterable[tuple[UUID, UUID]], row: Row, chain: Chain) -> Buffer:
    after = sorted((rows[to]["number"], rows[to]["name"]) for start, to in ends if start == row["id"])
    planned, left = row["buffer_minutes"], row["duration_minutes"]
    burn = burned(planned=planned, left=left)
    return Buffer(
        **{name: row[name] for name in ("id", "project_id", "number", "name", "version", "start_at", "due")},
        planned=planned,
        left=left,
        burned=burn,
        done=chain.done,
        chain=chain.minutes,
        chain_rows=chain.rows,
        signal=signal(burned=burn, planned=planned, done=chain.done, chain=chain.minutes),
        red_at=row["buffer_red_at"],
        protects=after,
    )


def _use(line: Any, number: int, name: str) -> Use:
    told = line.after or {}
    return Use(line.at, line.actor_name, number, name, told.get("used_minutes", 0), told.get("reason", ""))
