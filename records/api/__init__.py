"""Endpoints of this room."""

from records.api.comments import CommentEndpoint, CommentsEndpoint, RestoreComment
from records.api.history import HistoryEndpoint
from records.api.search import RestoreRecord, SearchEndpoint, WithdrawnEndpoint
from records.api.watchers import LeaveRecord, WatchersEndpoint

__all__ = [
    "CommentEndpoint",
    "CommentsEndpoint",
    "HistoryEndpoint",
    "LeaveRecord",
    "RestoreComment",
    "RestoreRecord",
    "SearchEndpoint",
    "WatchersEndpoint",
    "WithdrawnEndpoint",
]
