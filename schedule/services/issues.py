"""Telling, once for each deadline, that an issue was not taken up or not resolved in time."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from schedule.events import IssueOverdue
from schedule.models import Issue, IssueAlert
from schedule.models.issues import RESOLVE, RESPOND
from tenancy.actors import Actor
from tenancy.verbs import publish_all, require, verb

AT_REST = ("on_hold", "closed", "cancelled")
DUE = {RESPOND: "respond_by", RESOLVE: "resolve_by"}


@verb
def raise_overdue_issues(*, actor: Actor, now: datetime) -> int:
    """Announce every open issue whose time to answer or to resolve has passed; answers how many are new.

    Projects on hold, closed or cancelled are left in peace. Each deadline is announced once, whoever sweeps
    and however often: the row that wins the insert speaks. A deadline that moved counts anew. A constant
    number of queries, whatever the number of projects.
    """
    require(actor, "schedule.raise_overdue_issues")
    alerts = [_alert(issue, rule, now) for rule in DUE for issue in _unannounced(rule, now)]
    if not alerts:
        return 0
    IssueAlert.objects.bulk_create(alerts, ignore_conflicts=True, batch_size=1000)
    ids = [alert.pk for alert in alerts]
    won = IssueAlert.objects.filter(pk__in=ids).order_by("pk")
    facts = [
        IssueOverdue(actor.organization.id, one.project_id, one.issue_id, one.rule, one.due_at) for one in won
    ]
    publish_all(facts, actor=actor)
    return len(facts)


def _unannounced(rule: str, now: datetime) -> QuerySet[Any]:
    """Late ones of which nobody was told, of projects that run."""
    due = DUE[rule]
    late = Q(**{f"{due}__lt": now})
    found = Issue.objects.live().open() if rule == RESOLVE else Issue.objects.live().unanswered()
    told = IssueAlert.objects.filter(issue=OuterRef("pk"), rule=rule, due_at=OuterRef(due))
    rows = found.filter(late, project__withdrawn_at__isnull=True).exclude(project__state__in=AT_REST)
    return rows.exclude(Exists(told))


def _alert(issue: Issue, rule: str, now: datetime) -> IssueAlert:
    return IssueAlert(
        client_id=issue.client_id,
        project_id=issue.project_id,
        issue_id=issue.pk,
        rule=rule,
        due_at=getattr(issue, DUE[rule]),
        visibility=issue.visibility,
        created_at=now,
    )
