"""Columns of this room’s lists."""

from notifications.tables.demo_mails import MailTable
from notifications.tables.inbox import MARK_READ, InboxTable, linked_title, mark_read, title

__all__ = [
    "MARK_READ",
    "InboxTable",
    "MailTable",
    "linked_title",
    "mark_read",
    "title",
]
