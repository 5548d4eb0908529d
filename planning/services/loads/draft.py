"""What loading a plan file would do, worked out without writing anything."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.loading import LoadOptions, LoadResult, PlanRows, TaskRow
from planning.models import Assignment, Plan, PlanResource, Task, TaskBaseline, WorkCalendar
from planning.network import cycle
from planning.outline import Place, from_levels
from planning.services.baselines import OURS
from planning.services.links import LinkCircular
from planning.services.loads.compare import Batch, Values, compare, digest_of
from planning.services.loads.links import Key, compare_links, read_links, wanted
from planning.services.loads.order import kept, merged
from planning.services.loads.tasks import NAME_LENGTH, STORED
from projects.selectors import Project
from toolkit.errors import BadInput

Warning_ = tuple[str, dict[str, str]]


class PlanRowsBroken(BadInput):
    """The file contradicts itself."""

    code = "plan_rows_broken"
    message = _(
        "The file uses the identifier %(identifier)s twice (%(kind)s). Repair it and import it again."
    )


KINDS = {
    "tasks": _("tasks"),
    "calendars": _("working calendars"),
    "resources": _("plan resources"),
    "assignments": _("assignments"),
}


@dataclass
class Draft:
    """The file compared with what is stored, kind by kind, and the order of rows that follows."""

    rows: PlanRows
    known: dict[UUID, Values]
    missing: list[str] = field(default_factory=list)
    leaving: list[UUID] = field(default_factory=list)
    task_ids: dict[str, UUID] = field(default_factory=dict)
    tasks: Batch[str] = field(default_factory=Batch)
    places: dict[UUID, Place[UUID]] = field(default_factory=dict)
    calendars: Batch[str] = field(default_factory=Batch)
    calendar_ids: dict[str, UUID] = field(default_factory=dict)
    resources: Batch[str] = field(default_factory=Batch)
    resource_ids: dict[str, UUID] = field(default_factory=dict)
    links: Batch[Key] = field(default_factory=Batch)
    link_rows: dict[Key, Any] = field(default_factory=dict)
    link_versions: dict[UUID, int] = field(default_factory=dict)
    assignments: Batch[str] = field(default_factory=Batch)
    baselines: Batch[tuple[UUID, int]] = field(default_factory=Batch)
    baseline_rows: dict[tuple[UUID, int], Any] = field(default_factory=dict)
    outline_digest: str = ""
    plan_digest: str = ""
    plan_changed: bool = False
    warnings: list[Warning_] = field(default_factory=list)

    def batches(self) -> dict[str, Batch[Any]]:
        """The kinds of `planning.loading.KINDS`."""
        return {
            "tasks": self.tasks,
            "links": self.links,
            "calendars": self.calendars,
            "resources": self.resources,
            "assignments": self.assignments,
            "baselines": self.baselines,
        }

    @property
    def is_empty(self) -> bool:
        """Whether the plan is as the file says already."""
        quiet = all(batch.is_empty for batch in self.batches().values())
        return quiet and not self.leaving and not self.plan_changed

    def result(self) -> LoadResult:
        """The counts."""
        batches = self.batches()
        removed = {kind: len(batch.remove) for kind, batch in batches.items()}
        return LoadResult(
            created={kind: len(batch.create) for kind, batch in batches.items()},
            updated={kind: len(batch.update) for kind, batch in batches.items()},
            unchanged={kind: batch.unchanged for kind, batch in batches.items()},
            removed={**removed, "tasks": len(self.leaving)},
            missing=tuple(self.missing),
            warnings=tuple(self.warnings),
        )


def draft_of(*, project: Project, plan: Plan | None, rows: PlanRows, options: LoadOptions) -> Draft:
    """Compare a file with the plan as it is stored: seven reads, whatever the size.

    Raises `PlanRowsBroken` for identifiers used twice, `LinkCircular` for rows that wait for each other.
    """
    stored = list(Task.objects.filter(project_id=project.pk).order_by("position", "id").values(*STORED))
    draft = Draft(rows, {row["id"]: row for row in stored if row["withdrawn_at"] is None})
    _compare_calendars(draft, project)
    _compare_tasks(draft, stored, options)
    _arrange(draft, plan)
    _compare_links(draft, project)
    _compare_work(draft, project)
    _compare_baselines(draft, project)
    draft.plan_digest = digest_of((rows.calendar, rows.start, rows.status_on, rows.fields))
    draft.plan_changed = plan is None or (plan.source, plan.source_digest, plan.outline_digest) != (
        rows.source,
        draft.plan_digest,
        draft.outline_digest,
    )
    return draft


def by_external_id(rows: tuple[Any, ...], kind: str) -> dict[str, Any]:
    """Rows by their identifier. Raises `PlanRowsBroken` for one used twice."""
    found: dict[str, Any] = {}
    for row in rows:
        if row.external_id in found:
            raise PlanRowsBroken(identifier=row.external_id, kind=KINDS[kind])
        found[row.external_id] = row
    return found


def _identified(batch: Batch[str], stored: dict[str, Values]) -> dict[str, UUID]:
    return {**{key: row["id"] for key, row in stored.items()}, **{key: pk for pk, key in batch.create}}


def _stored(model: Any, project: Project, source: str, **more: Any) -> dict[str, Values]:
    rows = model.objects.filter(project_id=project.pk, source=source, **more)
    return {row["external_id"]: row for row in rows.values("id", "external_id", "source_digest", "version")}


def _compare_calendars(draft: Draft, project: Project) -> None:
    stored = _stored(WorkCalendar, project, draft.rows.source)
    draft.calendars = compare(by_external_id(draft.rows.calendars, "calendars"), stored)
    draft.calendar_ids = _identified(draft.calendars, stored)


def _compare_tasks(draft: Draft, stored: list[Values], options: LoadOptions) -> None:
    ours = [row for row in stored if row["source"] == draft.rows.source]
    live = {row["external_id"]: row for row in ours if row["withdrawn_at"] is None}
    gone = {row["external_id"] for row in ours if row["withdrawn_at"] and row["withdrawn_with"]}
    incoming = by_external_id(draft.rows.tasks, "tasks")
    withdrawn = {key for key in incoming if key in gone and key not in live}
    draft.warnings += [("withdrawn_here", {"external_id": key}) for key in sorted(withdrawn)]
    draft.warnings += [_cut(row) for row in draft.rows.tasks if len(row.name) > NAME_LENGTH]
    draft.tasks = compare({key: row for key, row in incoming.items() if key not in withdrawn}, live)
    draft.missing = [key for key in live if key not in incoming]
    if options.withdraw_missing:
        draft.leaving = [live[key]["id"] for key in draft.missing]
    draft.task_ids = {
        key: pk for key, pk in _identified(draft.tasks, live).items() if pk not in set(draft.leaving)
    }


def _cut(row: TaskRow) -> Warning_:
    return "name_cut", {"external_id": row.external_id, "name": row.name[:80]}


def _arrange(draft: Draft, plan: Plan | None) -> None:
    levels = [(row.external_id, row.level) for row in draft.rows.tasks]
    draft.outline_digest = digest_of(levels)
    same = plan is not None and (plan.source, plan.outline_digest) == (
        draft.rows.source,
        draft.outline_digest,
    )
    if same and not draft.tasks.create:
        outline = kept(draft.known, set(draft.leaving))
    else:
        present = [(draft.task_ids[key], level) for key, level in levels if key in draft.task_ids]
        outline = merged(from_levels(present), draft.known, set(draft.leaving))
    draft.places = {place.key: place for place in outline.places()}


def _compare_links(draft: Draft, project: Project) -> None:
    stored = read_links(project.pk)
    draft.link_rows, lost = wanted(draft.rows.links, draft.task_ids)
    draft.warnings += [("link_lost", ends) for ends in lost]
    draft.links = compare_links(draft.link_rows, stored, draft.rows.source)
    draft.link_versions = {row["id"]: row["version"] for row in stored}
    removed = set(draft.links.remove)
    live = [
        (row["predecessor_id"], row["successor_id"])
        for row in stored
        if row["withdrawn_at"] is None and row["id"] not in removed
    ]
    _check_circles(draft, [*live, *((key[0], key[1]) for _pk, key in draft.links.create)])


def _check_circles(draft: Draft, links: list[tuple[UUID, UUID]]) -> None:
    parents = {key: place.parent for key, place in draft.places.items()}
    links = [(before, after) for before, after in links if before in parents and after in parents]
    circle = cycle(parents, links)
    if circle:
        names = {
            draft.task_ids[row.external_id]: row.name
            for row in draft.rows.tasks
            if row.external_id in draft.task_ids
        }
        names |= {key: row["name"] for key, row in draft.known.items() if key not in names}
        raise LinkCircular(path=" → ".join(f"“{names[key]}”" for key in circle))


def _compare_work(draft: Draft, project: Project) -> None:
    source = draft.rows.source
    resources = _stored(PlanResource, project, source)
    draft.resources = compare(by_external_id(draft.rows.resources, "resources"), resources)
    draft.resource_ids = _identified(draft.resources, resources)
    stored = _stored(Assignment, project, source, withdrawn_at__isnull=True)
    incoming = by_external_id(draft.rows.assignments, "assignments")
    present = {key: row for key, row in incoming.items() if row.task in draft.task_ids}
    draft.assignments = compare(present, stored)
    draft.assignments.remove = [row["id"] for key, row in stored.items() if key not in present]


def _compare_baselines(draft: Draft, project: Project) -> None:
    rows = TaskBaseline.objects.filter(project_id=project.pk)
    values = rows.values("id", "task_id", "number", "source", "source_digest", "version")
    stored: dict[tuple[UUID, int], Values] = {(row["task_id"], row["number"]): {**row} for row in values}
    # What was approved here, no file overwrites.
    approved = {key for key, row in stored.items() if row["source"] == OURS}
    for row in draft.rows.baselines:
        task_id = draft.task_ids.get(row.task)
        if task_id and (task_id, row.number) not in approved:
            draft.baseline_rows[task_id, row.number] = row
    draft.baselines = compare(draft.baseline_rows, stored)
