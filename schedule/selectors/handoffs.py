"""Questions about hand-offs."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, QuerySet

from planning.selectors import ENDED, Task, owners
from projects.selectors import Project
from schedule.models import HandOff
from schedule.policies import visible
from schedule.selectors.progress import AT_REST
from tenancy.actors import Actor
from toolkit.errors import Missing


def handoffs(*, actor: Actor, project: Project | None = None) -> QuerySet[HandOff]:
    """The hand-offs of a project, or of all that the actor may know of; newest first."""
    rows = HandOff.objects.filter(visible(actor)).order_by("-created_at", "-id")
    return rows if project is None else rows.filter(project=project)


def waiting(rows: QuerySet[HandOff]) -> QuerySet[HandOff]:
    """Of some hand-offs, those that wait for an answer: the giver still owns the task, which is still to be
    done."""
    found = rows.filter(state=HandOff.State.OFFERED, task__withdrawn_at__isnull=True)
    return found.filter(task__owner=F("giver")).exclude(task__state__in=ENDED)


def handoffs_of_task(*, actor: Actor, task: Task) -> QuerySet[HandOff]:
    """Through whose hands a task went, or was to go; newest first."""
    return handoffs(actor=actor).filter(task=task)


def handoff(*, actor: Actor, key: str, handoff_id: UUID) -> HandOff:
    """One hand-off with its task and its people; raises `Missing`."""
    rows = handoffs(actor=actor).select_related("project", "task__owner", "giver", "taker")
    found: HandOff | None = rows.filter(project__key=key, pk=handoff_id).first()
    if found is None:
        raise Missing()
    found.task.project = found.project
    return found


def offered_to_me(*, actor: Actor) -> QuerySet[HandOff]:
    """What others want the actor to take over, in running projects; the oldest first."""
    rows = waiting(handoffs(actor=actor)).filter(taker_id=actor.person_id, taker__isnull=False)
    rows = rows.filter(project__withdrawn_at__isnull=True).exclude(project__state__in=AT_REST)
    return rows.select_related("project", "task", "giver").order_by("created_at", "id")


def offered_by_me(*, actor: Actor, tasks: Collection[Task]) -> dict[UUID, HandOff]:
    """The open offers of some tasks, by task; one query."""
    rows = waiting(handoffs(actor=actor)).filter(task__in=tasks).select_related("taker")
    return {row.task_id: row for row in rows}


def takers(*, actor: Actor, task: Task) -> list[tuple[str, str]]:
    """Whom a task can be handed to: the project's members but for its owner, as choices of a form."""
    found = owners(actor=actor, project=task.project)
    return [(pk, name) for pk, name in found if pk != str(task.owner_id)]
