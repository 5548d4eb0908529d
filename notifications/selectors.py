"""Questions about letters, inboxes, and who can be reached."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from notifications.models import DemoMail, InboxLine
from notifications.policies import visible
from tenancy.actors import Actor
from tenancy.selectors import members
from toolkit.errors import Missing

UNREAD = "notifications.unread"


@dataclass(frozen=True)
class Reader:
    """Somebody who may be told something today. `email` may be empty: then only the inbox tells her."""

    id: UUID
    name: str
    email: str
    language: str
    zone: str


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


def readers(*, actor: Actor, people: Collection[UUID]) -> list[Reader]:
    """Those of the people whose membership runs on the actor's day (UTC, as at the door), by id.

    People without a login, and people whose last membership has ended, are told nothing.
    """
    today = actor.now.date()
    rows = (
        members(actor=actor)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .filter(person_id__in=list(people), user__is_active=True)
        .values_list("person_id", "person__name", "person__email", "person__language", "person__zone")
        .distinct()
        .order_by("person_id")
    )
    return [Reader(*row) for row in rows]


def demo_mails(*, actor: Actor | None) -> QuerySet[DemoMail]:
    """Every mail of the demo, newest first, whoever asks."""
    return DemoMail.objects.all()
