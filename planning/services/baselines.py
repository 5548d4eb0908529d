"""Making what was approved the baseline that people mean."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.dateparse import parse_date, parse_datetime

from planning.events import PlanBaselined
from planning.models import Task, TaskBaseline
from planning.models.tasks import ENDED, TaskQuerySet
from planning.services.rows import CHUNK, update_rows
from planning.services.whole import opened
from projects.selectors import Project
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb

PEOPLE_MEAN, LAST = 0, 10
OURS = "milepost"


@verb
def set_baseline(*, actor: Actor, project: Project, rows: Iterable[Mapping[str, Any]], told: str = "") -> int:
    """Make rows the baseline that people mean (number 0), and the promise of what has not ended yet.

    `rows`: `number`, `start_at`, `finish_at` (ISO instants), `due` (ISO day), `duration_minutes`,
    `work_minutes` of tasks; numbers that are no longer in the plan are passed over. What was baseline 0 moves
    to the next free number; where all ten are taken, the last gives way. `told`: what approved it. Answers
    how many rows were written; the number of statements does not grow with them, but for one each thousand.
    """
    require(actor, "planning.set_baseline", project)
    opened(actor, project)
    live = Task.objects.live().filter(project=project)
    ids = dict(live.values_list("number", "id"))
    known = {ids[row["number"]]: row for row in rows if row["number"] in ids}
    kept = _make_room(project)
    made = [_baseline(actor, project, pk, row) for pk, row in known.items()]
    TaskBaseline.objects.bulk_create(made, batch_size=CHUNK)
    _promise(project, known)
    _agree(live, known)
    record(actor, "planning.set_baseline", project, after={"rows": len(made), "before": kept, "by": told})
    publish(PlanBaselined(actor.organization.id, project.pk, len(made)), actor=actor)
    return len(made)


def _make_room(project: Project) -> int | None:
    """Move baseline 0 to the next free number; answers that number, None where there was none."""
    held = TaskBaseline.objects.filter(project=project)
    if not held.filter(number=PEOPLE_MEAN).exists():
        return None
    free = min((held.aggregate(last=Max("number"))["last"] or 0) + 1, LAST)
    held.filter(number=free).delete()
    held.filter(number=PEOPLE_MEAN).update(number=free)
    return free


def _baseline(actor: Actor, project: Project, task_id: UUID, row: Mapping[str, Any]) -> TaskBaseline:
    return TaskBaseline(
        client_id=project.client_id,
        project=project,
        task_id=task_id,
        number=PEOPLE_MEAN,
        source=OURS,
        start_at=row["start_at"] and parse_datetime(row["start_at"]),
        finish_at=row["finish_at"] and parse_datetime(row["finish_at"]),
        duration_minutes=row["duration_minutes"],
        work_minutes=row["work_minutes"],
        created_at=actor.now,
    )


def _promise(project: Project, known: Mapping[UUID, Mapping[str, Any]]) -> None:
    """What has ended keeps the day that was promised for it."""
    waiting = Task.objects.live().filter(project=project).exclude(state__in=ENDED)
    promises = [
        (pk, [known[pk]["due"] and parse_date(known[pk]["due"])])
        for pk in waiting.values_list("id", flat=True)
        if pk in known
    ]
    update_rows(Task, ("promised",), promises)


def _agree(live: TaskQuerySet, known: Mapping[UUID, Mapping[str, Any]]) -> None:
    """What a baseline says of a buffer is what was planned of it."""
    ids = live.buffers().values_list("id", flat=True)
    agreed = [(pk, [known[pk]["duration_minutes"] or 0]) for pk in ids if pk in known]
    update_rows(Task, ("buffer_minutes",), agreed)
