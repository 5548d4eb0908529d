"""Narrowing of this room’s lists."""

from notifications.filters.inbox import InboxFilters
from notifications.filters.letters import EscalationFilters, LetterFilters
from notifications.filters.webhooks import ChangeFilters, DeliveryFilters

__all__ = [
    "ChangeFilters",
    "DeliveryFilters",
    "EscalationFilters",
    "InboxFilters",
    "LetterFilters",
]
