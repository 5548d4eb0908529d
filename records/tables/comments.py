"""Comments as the threads show them: words, instants, what this reader may do with each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from records.models import Comment
from records.services import KEPT, SETTLED
from toolkit.links import Link
from toolkit.markdown import html

COMMENT = Link("records_comment")
ANSWER, EDIT = Link("records_answer_comment"), Link("records_edit_comment")
WITHDRAW, RESTORE = Link("records_withdraw_comment"), Link("records_restore_comment")


@dataclass(frozen=True)
class Spoken:
    """One comment as this reader sees it; addresses of what she may not do are empty."""

    id: Any
    name: str
    when: str
    text: str
    shared: bool
    mine: bool
    edited: str
    stub: str
    url: str
    answer_url: str = ""
    edit_url: str = ""
    withdraw_url: str = ""
    restore_url: str = ""
    answers: list["Spoken"] = field(default_factory=list)


def spoken(roots: Iterable[Comment], below: Iterable[Comment], page: Any) -> list[Spoken]:
    """Threads with their answers; a deleted comment without answers that stand keeps its stub."""
    found: dict[UUID | None, Spoken] = {one.pk: shown(one, page) for one in roots}
    for one in below:
        found[one.reply_to_id].answers.append(shown(one, page))
    return list(found.values())


def shown(comment: Comment, page: Any) -> Spoken:
    """One comment."""
    gone, reader = comment.withdrawn_at is not None, page.reader
    return Spoken(
        id=comment.pk,
        name=comment.author_name,
        when=reader.instant(comment.created_at),
        text="" if gone else html(comment.text, own=page.actor.person_id),
        shared=comment.is_shared,
        mine=comment.author_id == page.actor.person_id,
        edited=edited(comment, reader),
        stub=stub(comment, reader) if gone else "",
        url=_url(COMMENT, comment, page),
        **addresses(comment, page),
    )


def edited(comment: Comment, reader: Any) -> str:
    """When its author changed it last."""
    return _("edited %(when)s") % {"when": reader.instant(comment.edited_at)} if comment.edited_at else ""


def stub(comment: Comment, reader: Any) -> str:
    """What stays of a deleted comment."""
    told = {
        "name": comment.withdrawn_name,
        "when": reader.instant(comment.withdrawn_at),
        "author": comment.author_name,
        "reason": comment.withdrawn_reason,
    }
    if comment.withdrawn_by_id == comment.author_id:
        return _("%(name)s deleted this comment on %(when)s: %(reason)s") % told
    return _("%(name)s deleted a comment of %(author)s on %(when)s: %(reason)s") % told


def addresses(comment: Comment, page: Any) -> dict[str, Any]:
    """Where the reader does with the comment what she may do."""
    may, now = page.actor.may, page.actor.now
    can_withdraw = may("records.withdraw_comment", comment)
    if comment.withdrawn_at is not None:
        in_time = can_withdraw and now - comment.withdrawn_at <= KEPT
        return {"restore_url": _url(RESTORE, comment, page)} if in_time else {}
    settled = comment.is_shared and now - comment.created_at > SETTLED
    offered = (
        ("answer_url", ANSWER, may("records.add_comment")),
        ("edit_url", EDIT, not settled and may("records.edit_comment", comment)),
        ("withdraw_url", WITHDRAW, can_withdraw),
    )
    return {name: _url(link, comment, page) for name, link, allowed in offered if allowed}


def _url(link: Link, comment: Comment, page: Any) -> str:
    return link.url({**page.kwargs, "comment": comment.pk})
