"""The question behind the progress report: everything that stands in it, asked once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from planning.selectors import Task, tasks
from projects.selectors import Project, today_of
from schedule.models import Collection, RecoveryAction, Threshold, Variance
from schedule.policies import visible
from schedule.selectors.baselines import baseline_in_force
from schedule.selectors.collecting import collection_of
from schedule.selectors.performance import Performance, performance
from schedule.selectors.slips import Slip, late_of, silence, standings
from schedule.selectors.thresholds import thresholds_of
from tenancy.actors import Actor

AHEAD = 14


@dataclass(frozen=True)
class ProgressReport:
    """A plan as of a day: the measures, every row against its baseline, and what is done about the rest.

    `ahead` are the open tasks and milestones that begin or are due from today on for fourteen days.
    """

    project: Project
    today: date
    measured: Performance | None
    limits: Threshold
    collection: Collection | None
    rows: list[Slip]
    variances: QuerySet[Variance]
    actions: QuerySet[RecoveryAction]
    ahead: QuerySet[Task]

    @property
    def milestones(self) -> list[Slip]:
        """Every milestone, in the order of the plan."""
        return [one for one in self.rows if one.kind == "milestone"]

    @property
    def late(self) -> list[Slip]:
        """What is overdue, behind or silent, the furthest behind first."""
        return late_of(self.rows, self.limits.stale_days)

    @property
    def silent(self) -> int | None:
        """Days since anything was heard of what is open."""
        return silence(self.rows)

    @property
    def finish(self) -> tuple[date | None, date | None]:
        """The last day in the baseline, and the one that is expected now."""
        ends: Any = [[getattr(one, name) for one in self.rows] for name in ("promised", "expected")]
        promised, expected = (max(filter(None, days), default=None) for days in ends)
        return promised, expected


def progress_report(*, actor: Actor, project: Project) -> ProgressReport:
    """How a plan goes, for a file. Its lists are asked for when they are read: eleven queries in all."""
    about: dict[str, Any] = {"actor": actor, "project": project}
    baseline, today = baseline_in_force(**about), today_of(project=project, now=actor.now)
    return ProgressReport(
        project,
        today,
        measured=performance(**about, baseline=baseline) if baseline else None,
        limits=thresholds_of(**about),
        collection=collection_of(**about),
        rows=standings(**about, baseline=baseline),
        variances=open_variances(**about),
        actions=open_actions(**about),
        ahead=ahead(**about, today=today),
    )


def open_variances(*, actor: Actor, project: Project) -> QuerySet[Variance]:
    """What differs and is not closed, the oldest first."""
    rows = Variance.objects.live().open().filter(visible(actor), project=project)
    return rows.order_by("number")  # type: ignore[no-any-return]


def open_actions(*, actor: Actor, project: Project) -> QuerySet[RecoveryAction]:
    """What is still to be done to recover, by day."""
    rows = RecoveryAction.objects.live().filter(visible(actor), project=project)
    rows = rows.filter(state=RecoveryAction.State.PLANNED)
    return rows.order_by(F("due_on").asc(nulls_last=True), "number")  # type: ignore[no-any-return]


def ahead(*, actor: Actor, project: Project, today: date, days: int = AHEAD) -> QuerySet[Task]:
    """The open tasks and milestones that begin or are due within so many days, in the project's zone."""
    last = today + timedelta(days=days)
    midnights = [datetime.combine(one, time(), ZoneInfo(project.zone)) for one in (today, last)]
    soon = Q(due__gte=today, due__lt=last) | Q(start_at__gte=midnights[0], start_at__lt=midnights[1])
    rows = tasks(actor=actor, project=project).open().exclude(kind=Task.Kind.SUMMARY)
    return rows.filter(soon).order_by(F("due").asc(nulls_last=True), "position")  # type: ignore[no-any-return]
