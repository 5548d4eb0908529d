"""Letters about comments."""

from django.utils.translation import gettext_lazy as _

from notifications.notices import Default, Letter, Way, notice
from records import letters
from records.events import CommentAdded, Mentioned


@notice(
    Mentioned,
    rule="comment_mentioned",
    subject=_("Comments that name me"),
    audience=_("Whoever is named"),
)
def comment_mentioned(event: Mentioned) -> Letter | None:
    """To the person, if she may still read the record."""
    comment = letters.of_comment(event.comment_id)
    return letters.to_named(comment, event.person_id) if comment else None


@notice(
    CommentAdded,
    rule="comment_added",
    subject=_("Comments on records that I watch"),
    audience=_("The record’s watchers and its owner"),
    default=Default(Way.DIGEST),
)
def comment_added(event: CommentAdded) -> Letter | None:
    """To who hears of the record; the writer knows already, the named have a letter of their own."""
    comment = letters.of_comment(event.comment_id)
    return letters.to_watchers(comment) if comment else None
