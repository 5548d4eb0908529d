"""Questions about work-streams: what counts in each, and where their priorities collide."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from planning.calendars import STANDARD
from planning.models import Assignment, Dependency, PriorityDecision, Task, WorkStream
from planning.models.tasks import ENDED, TaskQuerySet
from planning.policies import visible
from planning.priorities import Clash, Work, clashes
from planning.selectors import project_calendars, tasks
from planning.times import PlanTime
from projects.selectors import Project
from tenancy.actors import Actor
from toolkit.errors import Missing

OF_WORK = {
    "number": "number",
    "name": "name",
    "stream": "stream__number",
    "title": "stream__title",
    "title_zh": "stream__title_zh",
    "rank": "stream__rank",
    "priority": "priority",
    "start": "start_at",
    "finish": "finish_at",
}


@dataclass(frozen=True)
class Conflict:
    """Where two streams want the same, and what was decided about it; None while it is open."""

    clash: Clash
    decision: PriorityDecision | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decision is None


def streams_of(*, project: Project) -> QuerySet[WorkStream]:
    """The live work-streams of a project, the highest first."""
    rows: QuerySet[WorkStream] = WorkStream.objects.live().filter(project=project)
    return rows.order_by("rank", "number")


def unfinished(prefix: str = "") -> Q:
    """Live tasks and milestones that have not ended: neither summaries nor buffers."""
    live = Q(**{f"{prefix}withdrawn_at__isnull": True, f"{prefix}is_buffer": False})
    return live & ~Q(**{f"{prefix}kind": Task.Kind.SUMMARY}) & ~Q(**{f"{prefix}state__in": ENDED})


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Work-streams with how many tasks are unfinished in each (`unfinished`)."""
    return rows.annotate(unfinished=Count("tasks", filter=unfinished("tasks__")))


def focus_of(*, actor: Actor, stream: WorkStream) -> TaskQuerySet:
    """What comes next in a stream: unfinished tasks and milestones by priority, then by due day."""
    rows = tasks(actor=actor, project=stream.project).filter(unfinished(), stream=stream)
    return rows.order_by("-priority", "due", "number")


def conflicts(*, actor: Actor, project: Project) -> list[Conflict]:
    """Where priorities collide in one project, open ones first. Six queries at most."""
    return conflicts_of(actor=actor, zones={project.pk: project.zone}).get(project.pk, [])


def conflicts_of(*, actor: Actor, zones: dict[UUID, str]) -> dict[UUID, list[Conflict]]:
    """The same of several projects, by project. `zones`: the time zone of each."""
    work = _work(actor, zones)
    if not work:
        return {}
    links, calendars = _links(actor, work), project_calendars(actor=actor, project_ids=list(work))
    decided = _decided(actor, work)
    found = {}
    for project_id, rows in work.items():
        time = PlanTime(zones[project_id], calendars.get(project_id, STANDARD))
        clashing = clashes(rows, links[project_id], working=time.between)
        pairs = [Conflict(one, decided.get((project_id, one.key))) for one in clashing]
        found[project_id] = sorted(pairs, key=lambda one: not one.is_open)
    return found


def conflict_of(*, actor: Actor, project: Project, key: str) -> Conflict:
    """One of them by its key; raises `Missing` where nothing collides any longer."""
    for one in conflicts(actor=actor, project=project):
        if one.clash.key == key:
            return one
    raise Missing()


def decisions(*, actor: Actor, project: Project) -> QuerySet[PriorityDecision]:
    """Every decision on priorities, superseded ones too, the last first."""
    rows = PriorityDecision.objects.filter(visible(actor), project=project)
    return rows.select_related("first", "then", "decided_by").order_by("-decided_on", "-created_at")


def _work(actor: Actor, zones: Collection[UUID]) -> dict[UUID, list[Work]]:
    """The unfinished tasks that belong to a live stream, by project; two queries."""
    rows = tasks(actor=actor).filter(unfinished(), project_id__in=zones, stream__withdrawn_at__isnull=True)
    rows = rows.filter(stream__isnull=False).order_by("number")
    kept = list(rows.values("id", "project_id", "owner__name", *OF_WORK.values()))
    people = _assigned(actor, [row["id"] for row in kept])
    found: dict[UUID, list[Work]] = defaultdict(list)
    for row in kept:
        told = {name: row[path] for name, path in OF_WORK.items()}
        names = people[row["id"]] | ({row["owner__name"]} if row["owner__name"] else set())
        found[row["project_id"]].append(Work(**told, people=frozenset(names)))
    return found


def _assigned(actor: Actor, task_ids: list[UUID]) -> dict[UUID, set[str]]:
    """The names of the people who are assigned to tasks."""
    found: dict[UUID, set[str]] = defaultdict(set)
    if task_ids:
        rows = Assignment.objects.filter(visible(actor), task_id__in=task_ids, withdrawn_at__isnull=True)
        for task_id, name in rows.filter(resource__person__isnull=False).values_list(
            "task_id", "resource__person__name"
        ):
            found[task_id].add(name)
    return found


def _links(actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, list[tuple[int, int]]]:
    found: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    rows = Dependency.objects.live().filter(visible(actor), project_id__in=project_ids)
    for project_id, before, after in rows.values_list(
        "project_id", "predecessor__number", "successor__number"
    ):
        found[project_id].append((before, after))
    return found


def _decided(actor: Actor, project_ids: Collection[UUID]) -> dict[tuple[UUID, str], PriorityDecision]:
    rows = PriorityDecision.objects.standing().filter(visible(actor), project_id__in=project_ids)
    found = rows.select_related("first", "then", "decided_by")
    return {(one.project_id, one.conflict): one for one in found}
