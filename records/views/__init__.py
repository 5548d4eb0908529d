"""Pages of this room."""

from records.views.base import OfRecord, Tabbed
from records.views.comments import (
    AddComment,
    AnswerComment,
    CommentPage,
    Comments,
    EditComment,
    RestoreComment,
    Suggestions,
    WithdrawComment,
)
from records.views.history import History
from records.views.records import OpenRecord
from records.views.watchers import LeaveRecord, Watchers, WatchRecord

__all__ = [
    "AddComment",
    "AnswerComment",
    "CommentPage",
    "Comments",
    "EditComment",
    "History",
    "LeaveRecord",
    "OfRecord",
    "OpenRecord",
    "RestoreComment",
    "Suggestions",
    "Tabbed",
    "WatchRecord",
    "Watchers",
    "WithdrawComment",
]
