"""Verbs of this room."""

from records.services.approvals import decide, hand_approval, request_approval, withdraw_approval
from records.services.approvals_keeping import close_overtaken, remind_of_approvals
from records.services.approvals_matrix import change_matrix
from records.services.asks import answer_ask, resend_ask, send_ask, warn_of_asks, withdraw_ask
from records.services.comments import (
    KEPT,
    SETTLED,
    AnsweredIsGone,
    AnswerStaysInternal,
    CannotRead,
    CommentEmpty,
    CommentGone,
    CommentKeptTooLong,
    CommentReasonMissing,
    CommentSettled,
    CommentStands,
    CommentTooLong,
    RecordNotShared,
    TooManyMentions,
    add_comment,
    edit_comment,
    restore_comment,
    withdraw_comment,
)
from records.services.exports import begin_export
from records.services.search import index_entries
from records.services.watchers import leave_record, watch_record
from records.services.withdrawn import restore_record

__all__ = [
    "KEPT",
    "SETTLED",
    "AnswerStaysInternal",
    "AnsweredIsGone",
    "CannotRead",
    "CommentEmpty",
    "CommentGone",
    "CommentKeptTooLong",
    "CommentReasonMissing",
    "CommentSettled",
    "CommentStands",
    "CommentTooLong",
    "RecordNotShared",
    "TooManyMentions",
    "add_comment",
    "answer_ask",
    "begin_export",
    "change_matrix",
    "close_overtaken",
    "decide",
    "edit_comment",
    "hand_approval",
    "index_entries",
    "leave_record",
    "remind_of_approvals",
    "request_approval",
    "resend_ask",
    "restore_comment",
    "restore_record",
    "send_ask",
    "warn_of_asks",
    "watch_record",
    "withdraw_approval",
    "withdraw_ask",
    "withdraw_comment",
]
