"""Questions about what people have to do, and what they said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateField, DateTimeField, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from planning.selectors import Task, steps_of, tasks
from projects.selectors import Project
from schedule.models import HandOff
from schedule.models.progress import ProgressEntry
from schedule.policies import visible
from tenancy.actors import Actor

AT_REST = ("on_hold", "closed", "cancelled")
LATE, TODAY, WEEK, LATER = "late", "today", "week", "later"
BANDS: dict[str, Promise] = {
    LATE: _("Late"),
    TODAY: _("Today"),
    WEEK: _("This week"),
    LATER: _("Later"),
}


@dataclass(frozen=True)
class Work:
    """One task of a person, and what she may do with it now. `last_on`: when it was last reported on;
    `offer`: the hand-off that waits for an answer."""

    task: Task
    steps: list[tuple[str, Any]]
    days_late: int
    last_on: date | None
    offer: HandOff | None = None


@dataclass
class Band:
    """Tasks that are due at about the same time."""

    key: str
    title: str | Promise
    work: list[Work] = field(default_factory=list)

    @property
    def is_late(self) -> bool:
        """Whether their days have passed."""
        return self.key == LATE


def my_tasks(*, actor: Actor) -> QuerySet[Any]:
    """The open tasks that the actor owns in running projects, by due day; those without one last.

    Each carries `today`, its project's own day, and `last_on`, the day of the last report.
    """
    rows = tasks(actor=actor).leaves().open().filter(owner_id=actor.person_id, owner__isnull=False)
    rows = (
        rows.select_related("project")
        .exclude(project__state__in=AT_REST)
        .annotate(today=_today(actor), last_on=last_report())
    )
    return rows.order_by(F("due").asc(nulls_last=True), "project__key", "position")


def last_report() -> Subquery:
    """The day of the last report on a task, for rows of tasks."""
    lines = ProgressEntry.objects.filter(task=OuterRef("pk")).order_by("-created_at")
    return Subquery(lines.values("reported_on")[:1])


def bands(*, actor: Actor, rows: Iterable[Any], offered: Mapping[UUID, HandOff] | None = None) -> list[Band]:
    """Rows of `my_tasks` as late, today, this week (to Sunday), later; empty bands are left out.

    `offered`: their open hand-offs, by task.
    """
    found, open_offers = {key: Band(key, title) for key, title in BANDS.items()}, offered or {}
    for row in rows:
        found[_band(row.due, row.today)].work.append(_work(actor, row, open_offers.get(row.pk)))
    return [band for band in found.values() if band.work]


def progress_entries(*, actor: Actor, project: Project) -> QuerySet[ProgressEntry]:
    """What was said of the tasks of a project, newest first."""
    rows = ProgressEntry.objects.filter(visible(actor), project=project)
    return rows.order_by("-created_at", "-id")


def entries_of_task(*, actor: Actor, task: Task) -> QuerySet[ProgressEntry]:
    """What was said of one task, newest first."""
    return progress_entries(actor=actor, project=task.project).filter(task=task)


def _today(actor: Actor) -> Cast:
    now = Value(actor.now, output_field=DateTimeField())
    return Cast(Func(F("project__zone"), now, function="timezone"), DateField())


def _band(due: date | None, today: date) -> str:
    if due is None:
        return LATER
    if due <= today:
        return TODAY if due == today else LATE
    return WEEK if due <= today + timedelta(days=6 - today.weekday()) else LATER


def _work(actor: Actor, row: Any, offer: HandOff | None) -> Work:
    late = max(0, (row.today - row.due).days) if row.due else 0
    return Work(row, steps_of(actor=actor, task=row), late, row.last_on, offer)
