"""Questions of this room."""

from records.selectors.approvals import (
    Waiting,
    approval_by_id,
    approvals_concerning,
    approvals_of,
    own_steps,
    waiting_approvals,
)
from records.selectors.approvals_matrix import matrices_in_force, matrix_in_force, matrix_kind
from records.selectors.asks import ask_by_id, asked_of_me, asks_concerning, asks_of, unanswered
from records.selectors.comments import (
    answers,
    comment,
    comment_by_id,
    comments,
    shared_comments,
    thread,
    threads,
    told_comments,
)
from records.selectors.entries import Carrier, carrier, entries, entry_by_id
from records.selectors.files import shared_files
from records.selectors.history import names_of, record_history, told_history
from records.selectors.people import readers_among, suggestions
from records.selectors.search import Among, Hit, by_key, search
from records.selectors.watchers import hearers, watchers
from records.selectors.withdrawn import Withdrawn, withdrawn, withdrawn_by_id

__all__ = [
    "Among",
    "Carrier",
    "Hit",
    "Waiting",
    "Withdrawn",
    "answers",
    "approval_by_id",
    "approvals_concerning",
    "approvals_of",
    "ask_by_id",
    "asked_of_me",
    "asks_concerning",
    "asks_of",
    "by_key",
    "carrier",
    "comment",
    "comment_by_id",
    "comments",
    "entries",
    "entry_by_id",
    "hearers",
    "matrices_in_force",
    "matrix_in_force",
    "matrix_kind",
    "names_of",
    "own_steps",
    "readers_among",
    "record_history",
    "search",
    "shared_comments",
    "shared_files",
    "suggestions",
    "thread",
    "threads",
    "told_comments",
    "told_history",
    "unanswered",
    "waiting_approvals",
    "watchers",
    "withdrawn",
    "withdrawn_by_id",
]
