"""Telling, once for each due day, that a milestone is due soon, overdue, or slips against its baseline."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from notifications.selectors import project_days
from planning.events import MilestoneDueSoon, MilestoneOverdue, MilestoneSlipped, TaskEvent
from planning.models import MilestoneAlert, Task
from projects.selectors import projects, today_in
from tenancy.actors import Actor
from tenancy.verbs import publish_all, require, verb

OVERDUE, DUE_SOON, SLIPPED = "overdue", "due_soon", "slipped"
AT_REST = ["on_hold", "closed", "cancelled"]


@verb
def raise_overdue_milestones(*, actor: Actor, now: datetime) -> int:
    """Announce every milestone whose due day has passed in its project's own zone; answers how many are new.

    Milestones of drafts count too; those of projects on hold, closed or cancelled do not. Each due day is
    announced once, whoever sweeps and however often: the row that wins the insert speaks. A changed due
    day counts as a new one. A constant number of queries, whatever the number of projects.
    """
    require(actor, "planning.raise_overdue")
    days = _days(actor, now)
    late = Q(pk__in=[])
    for zone, today in days.items():
        late |= Q(project__zone=zone, due__lt=today)
    rows = _unannounced(OVERDUE).filter(late) if days else []
    alerts = [_alert(row, OVERDUE, now) for row in rows]
    return _announce(actor, alerts, (_overdue(actor, alert) for alert in alerts))


@verb
def raise_milestones_due_soon(*, actor: Actor, now: datetime) -> int:
    """Announce every milestone that is due today or within the days ahead that its project chose.

    Otherwise as `raise_overdue_milestones`.
    """
    require(actor, "planning.raise_due_soon")
    ahead, own = project_days(rule="milestone_due_soon")
    days = _days(actor, now)
    soon = Q(pk__in=[])
    for zone, today in days.items():
        soon |= Q(project__zone=zone) & _ahead(today, ahead, own)
    rows = _unannounced(DUE_SOON).filter(soon) if days else []
    alerts = [_alert(row, DUE_SOON, now) for row in rows]
    return _announce(actor, alerts, (_due_soon(actor, alert) for alert in alerts))


@verb
def raise_slipped_milestones(*, actor: Actor, now: datetime) -> int:
    """Announce every open milestone that is due later than its baseline by more than the tolerance.

    The tolerance (calendar days, chosen by the project) is also the step: more is told only when the slip
    grows past the next one. Another baseline counts anew. Otherwise as `raise_overdue_milestones`.
    """
    require(actor, "planning.raise_slipped")
    usual, own = project_days(rule="milestone_slipped")
    least = min([usual, *own.values()])
    alerts = [
        _alert(row, SLIPPED, now, step=step, promised=row.promised)
        for row in _slipping(least)
        if (step := slip_step(_slip(row), own.get(row.project_id, usual))) > (row.told_step or 0)
    ]
    return _announce(actor, alerts, (_slipped(actor, alert) for alert in alerts))


def slip_step(days: int, tolerance: int) -> int:
    """How many whole tolerances a slip has exceeded: 0 within the first, 1 beyond it, 2 beyond twice it."""
    return max(0, -(-days // tolerance) - 1)


def _days(actor: Actor, now: datetime) -> dict[str, date]:
    """The day it is in each zone that a running project counts in."""
    zones = projects(actor=actor).running().order_by("zone").values_list("zone", flat=True).distinct()
    return {zone: today_in(zone=zone, now=now) for zone in zones}


def _ahead(today: date, usual: int, own: Mapping[UUID, int]) -> Q:
    """Due from today until the days ahead that count in each project."""
    found = Q(due__range=(today, today + timedelta(days=usual))) & ~Q(project_id__in=list(own))
    for count in sorted(set(own.values())):
        ids = [project for project, days in own.items() if days == count]
        found |= Q(due__range=(today, today + timedelta(days=count)), project_id__in=ids)
    return found


def _open() -> QuerySet[Task]:
    """Open milestones with a due day in projects that run, drafts included."""
    running = Q(project__withdrawn_at__isnull=True) & ~Q(project__state__in=AT_REST)
    found = Task.objects.live().milestones().open().filter(running, due__isnull=False)
    return found.only("client_id", "project_id", "due", "due_version", "promised", "visibility")


def _unannounced(rule: str) -> QuerySet[Task]:
    told = MilestoneAlert.objects.filter(
        milestone=OuterRef("pk"), rule=rule, due_version=OuterRef("due_version")
    )
    return _open().exclude(Exists(told))


def _slipping(least: int) -> QuerySet[Any]:
    told = MilestoneAlert.objects.filter(
        milestone=OuterRef("pk"), rule=SLIPPED, promised=OuterRef("promised")
    )
    slip = ExpressionWrapper(F("due") - F("promised"), output_field=DurationField())
    rows: Any = _open().annotate(slip=slip, told_step=Subquery(told.order_by("-step").values("step")[:1]))
    found: QuerySet[Any] = rows.filter(slip__gt=timedelta(days=least))
    return found


def _slip(row: Task) -> int:
    return (row.due - row.promised).days if row.due and row.promised else 0


def _alert(
    task: Task, rule: str, now: datetime, *, step: int = 0, promised: date | None = None
) -> MilestoneAlert:
    assert task.due is not None
    return MilestoneAlert(
        client_id=task.client_id,
        project_id=task.project_id,
        milestone_id=task.pk,
        rule=rule,
        due=task.due,
        due_version=task.due_version,
        step=step,
        promised=promised,
        visibility=task.visibility,
        created_at=now,
    )


def _announce(actor: Actor, alerts: list[MilestoneAlert], facts: Iterable[TaskEvent]) -> int:
    """Insert the alerts; those whose insert won say their fact."""
    if not alerts:
        return 0
    MilestoneAlert.objects.bulk_create(alerts, ignore_conflicts=True, batch_size=1000)
    won = set(MilestoneAlert.objects.filter(pk__in=[a.pk for a in alerts]).values_list("pk", flat=True))
    winners = _won(alerts, facts, won)
    publish_all(winners, actor=actor)
    return len(won)


def _won(alerts: list[MilestoneAlert], facts: Iterable[TaskEvent], won: set[UUID]) -> Iterator[TaskEvent]:
    return (fact for alert, fact in zip(alerts, facts, strict=True) if alert.pk in won)


def _overdue(actor: Actor, alert: MilestoneAlert) -> MilestoneOverdue:
    return MilestoneOverdue(
        actor.organization.id, alert.project_id, alert.milestone_id, alert.due, alert.due_version
    )


def _due_soon(actor: Actor, alert: MilestoneAlert) -> MilestoneDueSoon:
    return MilestoneDueSoon(
        actor.organization.id, alert.project_id, alert.milestone_id, alert.due, alert.due_version
    )


def _slipped(actor: Actor, alert: MilestoneAlert) -> MilestoneSlipped:
    assert alert.promised is not None
    return MilestoneSlipped(
        actor.organization.id,
        alert.project_id,
        alert.milestone_id,
        alert.due,
        alert.due_version,
        alert.promised,
        (alert.due - alert.promised).days,
    )
