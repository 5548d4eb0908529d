"""Saying something about a record, and taking it back."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from records.events import CommentAdded, CommentEdited, CommentRestored, CommentWithdrawn, Mentioned
from records.models import Comment, Entry, Mention, Watch
from records.selectors import Carrier
from records.selectors import carrier as carrier_of
from records.selectors.people import readers_among
from records.services.watchers import person_of, start_watching
from tenancy.actors import Actor
from tenancy.selectors import people
from tenancy.verbs import publish, publish_all, record, require, verb
from tenancy.walls import Visibility
from toolkit.errors import DomainError
from toolkit.markdown import LONGEST, mentioned, renamed
from toolkit.writing import write

KEPT = timedelta(days=30)
# A client may have read a shared comment by then: what was said stays as it was read.
SETTLED = timedelta(minutes=15)
MOST_MENTIONS = 20


class CommentEmpty(DomainError):
    """A comment says something."""

    code, field = "comment_empty", "text"
    message = _("Write something here.")


class CommentTooLong(DomainError):
    """A comment has at most 10,000 characters."""

    code, field = "comment_too_long", "text"
    message = _("A comment has at most 10,000 characters. Shorten it, or attach a file.")


class RecordNotShared(DomainError):
    """The client cannot read the record, so no comment on it."""

    code, field = "record_not_shared", "visibility"
    message = _("The client does not see this record. Share the record first, or keep the comment internal.")


class AnswerStaysInternal(DomainError):
    """What answers an internal comment is internal."""

    code, field = "answer_stays_internal", "visibility"
    message = _("This answers an internal comment, so it stays internal. Start a comment of its own instead.")


class AnsweredIsGone(DomainError):
    """The comment to be answered is not on this record, or was deleted."""

    code, field = "answered_is_gone", "reply_to_id"
    message = _("The comment you answer was deleted. Write a comment of its own.")


class TooManyMentions(DomainError):
    """A comment names at most 20 people."""

    code, field = "too_many_mentions", "text"
    message = _("A comment names at most 20 people. Name fewer.")


class CannotRead(DomainError):
    """A comment names only people who may read the record."""

    code, field = "cannot_read", "text"
    message = _("%(names)s cannot read this record. Take the name out, or give access first.")


class CommentSettled(DomainError):
    """A shared comment is changed within 15 minutes only."""

    code, field = "comment_settled", "text"
    message = _("The client may have read this comment already. Write another one to correct it.")


class CommentGone(DomainError):
    """The comment was deleted."""

    code = "comment_gone"
    message = _("This comment is deleted. Restore it first.")


class CommentStands(DomainError):
    """The comment was not deleted."""

    code = "comment_stands"
    message = _("This comment is not deleted.")


class CommentReasonMissing(DomainError):
    """Deleting needs a reason."""

    code, field = "reason_missing", "reason"
    message = _("Say why.")


class CommentKeptTooLong(DomainError):
    """What was deleted can be brought back for 30 days."""

    code = "restore_too_late"
    message = _("This comment was deleted more than 30 days ago. Write it again instead.")


@verb
def add_comment(
    *,
    actor: Actor,
    carrier: Carrier,
    text: str,
    visibility: str = Visibility.INTERNAL,
    reply_to_id: UUID | None = None,
) -> Comment:
    """Say something about a record, or answer a comment on it; the people it names are told.

    Internal unless shared, which needs a shared record and the right to speak with the client. An answer to
    an answer stands below the same first comment. Raises `CommentEmpty`, `CommentTooLong`,
    `RecordNotShared`, `AnswerStaysInternal`, `AnsweredIsGone`, `TooManyMentions`, `CannotRead`.
    """
    require(actor, "records.add_comment", carrier.record)
    carrier.check(actor, "discuss")
    if visibility == Visibility.SHARED:
        require(actor, "records.share_comment", carrier.record)
    entry = Entry.objects.select_for_update(no_key=True).get(pk=carrier.id)  # its comments are counted
    answered = _answered(entry, reply_to_id)
    _check_sharing(entry, visibility, answered)
    text, named = _written(actor, entry.pk, text)
    said = {"text": text, "visibility": visibility, "reply_to": answered, "number": _next_number(entry)}
    author = {"author_id": person_of(actor), "author_name": actor.name, "created_at": actor.now}
    made = Comment.objects.create(**carrier.carried, **said, **author)
    _name(made, named)
    start_watching(actor, entry, {actor.person_id: Watch.Why.COMMENTED, **_mentions(named)})
    record(actor, "records.add_comment", made, after=_told(made, named))
    publish(CommentAdded(*_about(actor, made)), actor=actor)
    publish_all(_facts(actor, made, named), actor=actor)
    return made


@verb
def edit_comment(*, actor: Actor, comment: Comment, text: str, version: int | None = None) -> Comment:
    """Change what one's own comment says; it is marked as edited, the trail keeps what it said.

    As in Jira and PingCode there is no time limit, but for shared comments: those within 15 minutes.
    Raises `CommentGone`, `CommentSettled` and what `add_comment` raises about the text.
    """
    require(actor, "records.edit_comment", comment)
    carrier_of(actor=actor, entry_id=comment.entry_id, need="discuss")
    _check_stands(comment)
    if comment.is_shared and actor.now - comment.created_at > SETTLED:
        raise CommentSettled()
    known = _named_before(comment)
    text, named = _written(actor, comment.entry_id, text, known=known)
    fresh = [one for one in named if one not in known]
    if text == comment.text:
        return comment
    before = write(comment, {"text": text, "edited_at": actor.now}, version=version)
    comment.mentions.exclude(person__in=named).delete()
    _name(comment, fresh)
    start_watching(actor, comment.entry, _mentions(fresh))
    record(actor, "records.edit_comment", comment, before={"text": before["text"]}, after={"text": text})
    publish(CommentEdited(*_about(actor, comment)), actor=actor)
    publish_all(_facts(actor, comment, fresh), actor=actor)
    return comment


@verb
def withdraw_comment(*, actor: Actor, comment: Comment, reason: str, version: int | None = None) -> Comment:
    """Delete a comment: a stub with the reason stays, for 30 days it can be restored."""
    require(actor, "records.withdraw_comment", comment)
    carrier_of(actor=actor, entry_id=comment.entry_id, need="discuss")
    if not reason.strip():
        raise CommentReasonMissing()
    _check_stands(comment)
    gone = {
        "withdrawn_at": actor.now,
        "withdrawn_by_id": actor.person_id,
        "withdrawn_name": actor.name,
        "withdrawn_reason": reason.strip(),
    }
    write(comment, gone, version=version)
    record(actor, "records.withdraw_comment", comment, after={"reason": reason.strip()})
    publish(CommentWithdrawn(*_about(actor, comment)), actor=actor)
    return comment


@verb
def restore_comment(*, actor: Actor, comment: Comment, version: int | None = None) -> Comment:
    """Bring a deleted comment back within 30 days. Raises `CommentStands`, `CommentKeptTooLong`."""
    require(actor, "records.withdraw_comment", comment)
    carrier_of(actor=actor, entry_id=comment.entry_id, need="discuss")
    if comment.withdrawn_at is None:
        raise CommentStands()
    if actor.now - comment.withdrawn_at > KEPT:
        raise CommentKeptTooLong()
    back = {"withdrawn_at": None, "withdrawn_by_id": None, "withdrawn_name": "", "withdrawn_reason": ""}
    write(comment, back, version=version)
    record(actor, "records.restore_comment", comment, after={})
    publish(CommentRestored(*_about(actor, comment)), actor=actor)
    return comment


def _check_stands(comment: Comment) -> None:
    if comment.withdrawn_at is not None:
        raise CommentGone()


def _answered(entry: Entry, reply_to_id: UUID | None) -> Comment | None:
    """The first comment of the thread that is answered."""
    if reply_to_id is None:
        return None
    found = Comment.objects.live().filter(entry=entry, pk=reply_to_id).select_related("reply_to").first()
    if found is None:
        raise AnsweredIsGone()
    return found.reply_to or found


def _check_sharing(entry: Entry, visibility: str, answered: Comment | None) -> None:
    if visibility != Visibility.SHARED:
        return
    if entry.visibility != Visibility.SHARED:
        raise RecordNotShared()
    if answered is not None and not answered.is_shared:
        raise AnswerStaysInternal()


def _written(
    actor: Actor, entry_id: UUID, text: str, *, known: Collection[UUID] = ()
) -> tuple[str, list[UUID]]:
    """The text as it is kept, and whom it names: people who may read the record, by their own names.

    `known`: whom it named before; they stay although they may not read it any more.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise CommentEmpty()
    given = mentioned(text)
    if len(given) > MOST_MENTIONS:
        raise TooManyMentions()
    new = readers_among(actor=actor, entry_id=entry_id, people_ids=[one for one in given if one not in known])
    named = [one for one in given if one in known or one in new]
    if strangers := [name for one, name in given.items() if one not in named]:
        raise CannotRead(names=", ".join(strangers))
    names = people(actor=actor).filter(pk__in=named).values_list("pk", "name")
    text = renamed(text, dict(names))
    if len(text) > LONGEST:
        raise CommentTooLong()
    return text, named


def _next_number(entry: Entry) -> int:
    last: int | None = Comment.objects.filter(entry=entry).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _name(comment: Comment, named: Iterable[UUID]) -> None:
    Mention.objects.bulk_create([Mention(comment=comment, person_id=one) for one in named])


def _named_before(comment: Comment) -> list[UUID]:
    return list(comment.mentions.values_list("person_id", flat=True))


def _mentions(named: Iterable[UUID]) -> dict[UUID | None, str]:
    return dict.fromkeys(named, Watch.Why.MENTIONED)


def _told(comment: Comment, named: list[UUID]) -> dict[str, Any]:
    """What the trail says of a new comment."""
    return {
        "text": comment.text,
        "visibility": comment.visibility,
        "mentions": [str(one) for one in named],
        "reply_to": str(comment.reply_to_id) if comment.reply_to_id else None,
    }


def _about(actor: Actor, comment: Comment) -> tuple[UUID, UUID | None, UUID, UUID]:
    return actor.organization.id, comment.project_id, comment.entry_id, comment.pk


def _facts(actor: Actor, comment: Comment, named: Iterable[UUID]) -> list[Mentioned]:
    """One fact for each person who is named and is not the writer."""
    return [Mentioned(*_about(actor, comment), one) for one in named if one != actor.person_id]
