"""Pages of this room."""

from notifications.views.demo_mails import DemoMailDetail, DemoMailList, DemoOnly
from notifications.views.inbox import MARK_ALL, Inbox, MarkAllRead, MarkRead, Told, said_of_all

__all__ = [
    "MARK_ALL",
    "DemoMailDetail",
    "DemoMailList",
    "DemoOnly",
    "Inbox",
    "MarkAllRead",
    "MarkRead",
    "Told",
    "said_of_all",
]
