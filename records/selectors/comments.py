"""Questions about comments."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Max, Q, Value, When
from django.db.models.functions import Greatest

from records.models import Comment
from records.models.comments import CommentQuerySet
from records.selectors.entries import Carrier
from tenancy.actors import Actor
from tenancy.walls import Visibility
from toolkit.errors import Missing


def comments(*, actor: Actor, carrier: Carrier) -> CommentQuerySet:
    """What was said about a record, deleted comments included. The record's own policy has been asked."""
    return Comment.objects.filter(entry_id=carrier.id)


def told_comments(*, actor: Actor, carrier: Carrier) -> CommentQuerySet:
    """`comments` with what each says (`told`): nothing once it is deleted."""
    gone = When(withdrawn_at__isnull=False, then=Value(""))
    told = {
        "told": Case(gone, default=F("text"), output_field=CharField())
    }  # for rows; records have a property
    return comments(actor=actor, carrier=carrier).annotate(**told)


def threads(*, actor: Actor, carrier: Carrier) -> CommentQuerySet:
    """The comments that answer none, with `answers` and the instant of the `latest`; that last one first."""
    live = Q(replies__withdrawn_at__isnull=True)
    return (
        comments(actor=actor, carrier=carrier)
        .threads()
        .annotate(answers=Count("replies", filter=live), answered=Max("replies__created_at"))
        .annotate(latest=Greatest("created_at", "answered"))
        .order_by("-latest", "-number")
    )


def answers(*, actor: Actor, carrier: Carrier, roots: Iterable[Comment]) -> list[Comment]:
    """The answers below some comments, in the order in which they were written."""
    rows = comments(actor=actor, carrier=carrier).filter(reply_to__in=[one.pk for one in roots])
    return list(rows.order_by("number"))


def thread(*, actor: Actor, carrier: Carrier, comment: Comment) -> tuple[Comment, list[Comment]]:
    """The thread that a comment stands in: its first comment and the answers."""
    root = threads(actor=actor, carrier=carrier).get(pk=comment.reply_to_id or comment.pk)
    return root, answers(actor=actor, carrier=carrier, roots=[root])


def comment(*, actor: Actor, carrier: Carrier, comment_id: UUID) -> Comment:
    """One comment on a record, deleted or not; raises `Missing`."""
    found = comments(actor=actor, carrier=carrier).filter(pk=comment_id).first()
    if found is None:
        raise Missing()
    return found


def shared_comments(*, actor: Actor, project_id: UUID) -> CommentQuerySet:
    """What a client reads of a project: shared comments that stand, on shared records; newest first."""
    rows = Comment.objects.live().filter(project_id=project_id, visibility=Visibility.SHARED)
    rows = rows.filter(entry__visibility=Visibility.SHARED, entry__withdrawn=False)
    return rows.filter(Q(client_id=actor.client_id)).order_by("-created_at", "-pk")


def comment_by_id(*, actor: Actor, comment_id: UUID) -> Comment | None:
    """One comment with its entry, for those who carry facts; None when there is none."""
    return Comment.objects.filter(pk=comment_id).select_related("entry").first()
