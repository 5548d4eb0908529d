"""Questions about the weekly collection of progress."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from planning.selectors import Task, tasks
from projects.selectors import Project
from schedule.models.collecting import Collection, ProgressAsk
from schedule.policies import visible
from schedule.selectors.progress import AT_REST
from tenancy.actors import Actor


def collection_of(*, actor: Actor, project: Project) -> Collection | None:
    """Whether and when a project asks; None where nobody has chosen."""
    return Collection.objects.filter(visible(actor), project=project).first()


def collections(*, actor: Actor) -> QuerySet[Collection]:
    """The running projects that ask every week."""
    rows = Collection.objects.filter(visible(actor), on=True).exclude(project__state__in=AT_REST)
    return rows.select_related("project").order_by("project__key")


def open_tasks_by_owner(*, actor: Actor, project: Project) -> dict[UUID, list[Task]]:
    """The open tasks of a project's people, by owner; tasks of nobody are left out."""
    rows = tasks(actor=actor, project=project).leaves().open().filter(owner__isnull=False)
    found: dict[UUID, list[Any]] = {}
    for row in rows.order_by("due", "position"):
        found.setdefault(row.owner_id, []).append(row)  # type: ignore[arg-type]
    return found


def asked_in(*, project: Project, week: date) -> set[UUID]:
    """Who was asked in a week."""
    return set(ProgressAsk.objects.filter(project=project, week=week).values_list("person_id", flat=True))
