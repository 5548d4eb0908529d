"""Verbs of the inbox."""

from notifications.models import InboxLine
from notifications.policies import visible
from notifications.selectors import UNREAD
from tenancy.actors import Actor
from tenancy.verbs import record, record_all, require, verb
from toolkit.errors import Missing


@verb
def mark_read(*, actor: Actor, line: InboxLine) -> None:
    """Note that the actor has read one of her lines. Reading it again changes nothing."""
    require(actor, "notifications.mark_read", line)
    mine = InboxLine.objects.filter(visible(actor), pk=line.pk)
    if not mine.exists():
        raise Missing()
    if mine.unread().update(read_at=actor.now):
        actor.memo.pop(UNREAD, None)
        record(actor, "notifications.mark_read", line)


@verb
def mark_all_read(*, actor: Actor) -> int:
    """Note that the actor has read all of her lines; answers how many were unread."""
    require(actor, "notifications.mark_read")
    lines = list(InboxLine.objects.filter(visible(actor)).unread().select_for_update())
    InboxLine.objects.filter(pk__in=[line.pk for line in lines]).update(read_at=actor.now)
    actor.memo.pop(UNREAD, None)
    record_all(actor, "notifications.mark_read", [(line, None, None) for line in lines])
    return len(lines)
