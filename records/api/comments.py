"""Endpoints of comments."""

from rest_framework import serializers

from records import selectors
from records import services as verbs
from records.filters.comments import CommentFilters
from records.views.base import OfRecord
from records.views.comments import OfComment
from tenancy.walls import Visibility
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link
from toolkit.markdown import LONGEST

COMMENT = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("author_id", "uuid", required=True),
    Field("author", source="author_name", required=True),
    Field("reply_to_id", "uuid"),
    Field("text", source="told", required=True, help="Markdown; empty once the comment is deleted."),
    Field("visibility", required=True, choices=Visibility.choices),
    Field("created_at", "datetime", required=True),
    Field("edited_at", "datetime"),
    Field("withdrawn_at", "datetime"),
    Field("withdrawn_reason", required=True),
    Field("version", "integer", required=True),
)


class CommentText(serializers.Serializer):
    """What it says, in markdown; `@[Name](person:<uuid>)` names a person who may read the record."""

    text = serializers.CharField(max_length=LONGEST)


class CommentInput(CommentText):
    """A new comment."""

    visibility = serializers.ChoiceField(Visibility.choices, default=Visibility.INTERNAL)
    reply_to_id = serializers.UUIDField(required=False, allow_null=True)


class CommentReason(serializers.Serializer):
    """Why it goes."""

    reason = serializers.CharField(max_length=500)


class CommentsEndpoint(OfRecord, ListEndpoint):
    """What was said about a record, deleted comments as stubs; POST says something."""

    policies = {"get": "records.view_comments", "post": "records.add_comment"}
    selector = selectors.told_comments
    filterset = CommentFilters
    row = COMMENT
    orders = {"number": ("number",), "created_at": ("created_at",)}
    forms, services = {"post": CommentInput}, {"post": verbs.add_comment}
    location = Link("api_records_comment", comment="id")


class CommentEndpoint(OfComment, RecordEndpoint):
    """One comment: its author changes what it says; deleting leaves a stub."""

    policies = {
        "get": "records.view_comments",
        "patch": "records.edit_comment",
        "delete": "records.withdraw_comment",
    }
    row = COMMENT
    forms = {"patch": CommentText, "delete": CommentReason}
    services = {"patch": verbs.edit_comment, "delete": verbs.withdraw_comment}


class RestoreComment(OfComment, ActionEndpoint):
    """Bring a deleted comment back within 30 days."""

    policies = {"post": "records.withdraw_comment"}
    services = {"post": verbs.restore_comment}
    row = COMMENT
