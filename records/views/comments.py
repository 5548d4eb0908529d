"""Pages of what people say about a record."""

from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from records import selectors, services
from records.forms.comments import CommentForm, TextForm
from records.models import Comment
from records.selectors import Carrier
from records.selectors.entries import Need
from records.tables.comments import spoken
from records.views.base import OfRecord, Paged, Tabbed
from tenancy.actors import Actor
from tenancy.walls import Visibility
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ReasonForm
from toolkit.pages.once import new_word

COMMENTS = Link("records_comments")


class OfComment(OfRecord):
    """About one comment on a record."""

    subject_as = "comment"

    @cached_property
    def carrier(self) -> Carrier:
        found: Carrier = super().get_subject(self.actor, **self.arguments)
        return found

    def get_subject(self, actor: Actor, **kwargs: Any) -> Comment:
        return selectors.comment(actor=actor, carrier=self.carrier, comment_id=kwargs["comment"])


class Comments(Paged, Tabbed, DetailPage):
    """What was said about a record, by threads, the latest first; above them one writes."""

    policy = "records.view_comments"
    tab, page_size = "comments", 20
    template, part_template = "records/comments.html", "records/comments_part.html"

    def get_context(self) -> dict[str, Any]:
        found = selectors.threads(actor=self.actor, carrier=self.carrier)
        roots, window = self.window(found)
        below = selectors.answers(actor=self.actor, carrier=self.carrier, roots=roots)
        return {
            **super().get_context(),
            **window,
            "threads": spoken(roots, below, self),
            "composer": composer(self) if self.actor.may("records.add_comment") else None,
        }


def composer(page: Any) -> dict[str, Any]:
    """The empty form above the comments."""
    url = Link("records_add_comment").url(page.kwargs)
    return {
        "form": CommentForm(**form_arguments(page)),
        "once": new_word(),
        "url": url,
        "verb": AddComment.verb,
    }


def form_arguments(page: Any) -> dict[str, Any]:
    """Where the form finds people, and whether the client may be spoken to here."""
    found = page.carrier
    shared = found.entry.visibility == Visibility.SHARED
    may_share = shared and page.actor.may("records.share_comment", found.record)
    return {
        "people": Link("records_people").url(page.kwargs),
        "client": found.entry.client if may_share else None,
    }


class CommentPage(OfComment, DetailPage):
    """One thread, by the address of any comment in it."""

    policy = "records.view_comments"
    template, part_template = "records/comment.html", "records/comments_part.html"

    def get_title(self) -> str:
        return str(self.carrier)

    def get_context(self) -> dict[str, Any]:
        root, below = selectors.thread(actor=self.actor, carrier=self.carrier, comment=self.subject)
        return {
            "carrier": self.carrier,
            "threads": spoken([root], below, self),
            "record_url": self.carrier.url(self.actor),
            "here": self.request.path,
            "comments_url": COMMENTS.url(self.kwargs),
        }


class Writing:
    """A form inside the comments: its answer tells them to load again."""

    need: ClassVar[Need] = "discuss"
    success_url: Link | None = COMMENTS
    cancel_url: Link | None = COMMENTS
    triggers: ClassVar[tuple[str, ...]] = ("comments-changed",)
    part_template = "records/comment_form.html"
    verb: Any
    request: Any

    def get_context(self) -> dict[str, Any]:
        return {"url": self.request.path, "verb": self.verb}


class AddComment(Writing, OfRecord, FormPage):
    """Say something about a record."""

    policy = "records.add_comment"
    title, verb = _("Comment"), _("Comment")
    form = CommentForm
    service = services.add_comment

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return form_arguments(self)


class AnswerComment(Writing, OfComment, FormPage):
    """Answer a comment."""

    policy = "records.add_comment"
    title, verb = _("Reply to %(author_name)s"), _("Reply")
    form = CommentForm
    service = services.add_comment

    def get_form_kwargs(self, actor: Actor, subject: Comment) -> dict[str, Any]:
        given = form_arguments(self)
        return given if subject.is_shared else {**given, "client": None}

    def get_arguments(self) -> dict[str, Any]:
        return {"carrier": self.carrier, "reply_to_id": self.subject.pk}


class EditComment(Writing, OfComment, FormPage):
    """Change one's own comment."""

    policy = "records.edit_comment"
    title, verb = _("Edit the comment"), _("Save comment")
    form = TextForm
    service = services.edit_comment
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Comment) -> dict[str, Any]:
        return {"people": form_arguments(self)["people"]}


class WithdrawComment(Writing, OfComment, ActionPage):
    """Delete a comment."""

    policy = "records.withdraw_comment"
    title, verb, danger = _("Delete this comment?"), _("Delete comment"), True
    consequence = _("A line stays that says who deleted it and why. It can be restored for 30 days.")
    form = ReasonForm
    service = services.withdraw_comment
    success = _("The comment is deleted.")
    versioned = True


class RestoreComment(Writing, OfComment, ActionPage):
    """Bring a deleted comment back."""

    policy = "records.withdraw_comment"
    title, verb = _("Restore this comment?"), _("Restore comment")
    consequence = _("It reads as it did before.")
    service = services.restore_comment
    success = _("The comment is back.")
    versioned = True


class Suggestions(OfRecord, DetailPage):
    """People whom a comment on the record may name, for the list below an @."""

    policy = "records.add_comment"
    need = "discuss"
    title = _("People who may read this")
    template, part_template = "records/people.html", "records/people_part.html"

    def get_context(self) -> dict[str, Any]:
        words = self.request.GET.get("q", "")[:80]
        return {"people": selectors.suggestions(actor=self.actor, carrier=self.carrier, words=words)}
