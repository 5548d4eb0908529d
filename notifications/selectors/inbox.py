"""Questions about inboxes."""

from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from notifications.models import InboxLine
from notifications.policies import visible
from tenancy.actors import Actor
from toolkit.errors import Missing

UNREAD = "notifications.unread"


def inbox(*, actor: Actor) -> QuerySet[InboxLine]:
    """The actor's own lines, unread first, newest first."""
    unread = ExpressionWrapper(Q(read_at__isnull=True), output_field=BooleanField())
    return InboxLine.objects.filter(visible(actor)).annotate(unread=unread).order_by("-unread", "-created_at")


def inbox_line(*, actor: Actor, line_id: UUID) -> InboxLine:
    """One of the actor's own lines; raises `Missing`."""
    line = InboxLine.objects.filter(visible(actor), pk=line_id).first()
    if line is None:
        raise Missing()
    return line


def unread_count(*, actor: Actor) -> int:
    """How many lines the actor has not read. Asked once a request: the shell and the inbox both show it."""
    if UNREAD not in actor.memo:
        actor.memo[UNREAD] = InboxLine.objects.filter(visible(actor)).unread().count()
    count: int = actor.memo[UNREAD]
    return count
