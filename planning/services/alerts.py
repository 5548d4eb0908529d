"""Telling, once for each due day, that a milestone is overdue."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from planning.events import MilestoneOverdue
from planning.models import MilestoneAlert, Task
from projects.selectors import projects, today_in
from tenancy.actors import Actor
from tenancy.verbs import publish_all, require, verb

OVERDUE = "overdue"


@verb
def raise_overdue_milestones(*, actor: Actor, now: datetime) -> int:
    """Announce every milestone whose due day has passed in its project's own zone; answers how many are new.

    Milestones of drafts count too; those of projects on hold, closed or cancelled do not. Each due day is
    announced once, whoever sweeps and however often: the row that wins the insert speaks. A changed due
    day counts as a new one. A constant number of queries, whatever the number of projects.
    """
    require(actor, "planning.raise_overdue")
    zones = projects(actor=actor).running().order_by("zone").values_list("zone", flat=True).distinct()
    days = {zone: today_in(zone=zone, now=now) for zone in zones}
    if not days:
        return 0
    alerts = [_alert(row, row.due, now) for row in _unannounced(days) if row.due]
    MilestoneAlert.objects.bulk_create(alerts, ignore_conflicts=True, batch_size=1000)
    won = set(MilestoneAlert.objects.filter(pk__in=[a.pk for a in alerts]).values_list("pk", flat=True))
    winners = [alert for alert in alerts if alert.pk in won]
    publish_all((_fact(actor, alert) for alert in winners), actor=actor)
    return len(winners)


def _unannounced(days: dict[str, date]) -> QuerySet[Task]:
    late = Q(pk__in=[])
    for zone, today in days.items():
        late |= Q(project__zone=zone, due__lt=today)
    told = MilestoneAlert.objects.filter(
        milestone=OuterRef("pk"), rule=OVERDUE, due_version=OuterRef("due_version")
    )
    running = Q(project__withdrawn_at__isnull=True) & ~Q(
        project__state__in=["on_hold", "closed", "cancelled"]
    )
    found = Task.objects.live().milestones().open().filter(late, running).exclude(Exists(told))
    return found.only("client_id", "project_id", "due", "due_version", "visibility")


def _alert(task: Task, due: date, now: datetime) -> MilestoneAlert:
    return MilestoneAlert(
        client_id=task.client_id,
        project_id=task.project_id,
        milestone_id=task.pk,
        rule=OVERDUE,
        due=due,
        due_version=task.due_version,
        visibility=task.visibility,
        created_at=now,
    )


def _fact(actor: Actor, alert: MilestoneAlert) -> MilestoneOverdue:
    return MilestoneOverdue(
        actor.organization.id, alert.project_id, alert.milestone_id, alert.due, alert.due_version
    )
