"""Questions about letters, inboxes, and who can be reached."""

from notifications.selectors.demo_mails import demo_mails
from notifications.selectors.inbox import UNREAD, inbox, inbox_line, unread_count
from notifications.selectors.readers import Reader, readers

__all__ = [
    "UNREAD",
    "Reader",
    "demo_mails",
    "inbox",
    "inbox_line",
    "readers",
    "unread_count",
]
