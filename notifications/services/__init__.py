"""The verbs of telling: write it down, send it, read it, send it again."""

from notifications.services.inbox import mark_all_read, mark_read
from notifications.services.ledger import send_again
from notifications.services.sending import Undeliverable, log, send_letters
from notifications.services.telling import new_message_id, tell_people

__all__ = [
    "Undeliverable",
    "log",
    "mark_all_read",
    "mark_read",
    "new_message_id",
    "send_again",
    "send_letters",
    "tell_people",
]
