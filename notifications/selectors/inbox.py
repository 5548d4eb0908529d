"""Questions about inboxes."""

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from notifications.models import Escalation, InboxLine
from notifications.policies import visible
from notifications.selectors.choices import muted_here
from tenancy.actors import Actor
from toolkit.errors import Missing

UNREAD = "notifications.unread"


def inbox(*, actor: Actor) -> QuerySet[Any]:
    """All of the actor's own lines, unread first, the latest first; snoozed ones last.

    `waits`: somebody has to acknowledge it. `muted`: nothing more will come of this record.
    """
    unread = ExpressionWrapper(Q(read_at__isnull=True), output_field=BooleanField())
    snoozed = ExpressionWrapper(
        Q(snoozed_until__isnull=False, snoozed_until__gt=actor.now), output_field=BooleanField()
    )
    ladder = Escalation.objects.open().filter(pk=OuterRef("escalation_id"))
    rows: Any = InboxLine.objects.filter(visible(actor)).surfaced()
    rows = rows.annotate(unread=unread, snoozed=snoozed, waits=Exists(ladder), muted=muted_here())
    return rows.order_by("snoozed", "-unread", "-at")


def inbox_line(*, actor: Actor, line_id: UUID) -> InboxLine:
    """One of the actor's own lines; raises `Missing`."""
    line = InboxLine.objects.filter(visible(actor), pk=line_id).first()
    if line is None:
        raise Missing()
    return line


def unread_count(*, actor: Actor) -> int:
    """How many lines the actor has not read. Asked once a request: the shell and the inbox both show it."""
    if UNREAD not in actor.memo:
        awake = InboxLine.objects.filter(visible(actor)).unread().awake(now=actor.now)
        actor.memo[UNREAD] = awake.count()
    count: int = actor.memo[UNREAD]
    return count


def projects_told_of(*, actor: Actor) -> list[tuple[str, str]]:
    """The projects in the actor's inbox, as choices of a filter."""
    rows = InboxLine.objects.filter(visible(actor), project__isnull=False)
    found = rows.order_by("project_name").values_list("project", "project_name").distinct()
    return [(str(project), name) for project, name in found]


def rules_told_of(*, actor: Actor) -> list[str]:
    """The rules in the actor's inbox."""
    rows = InboxLine.objects.filter(visible(actor)).order_by("rule")
    return list(rows.values_list("rule", flat=True).distinct())
