"""Tables of this room."""

from notifications.models.demo_mails import DemoMail
from notifications.models.letters import (
    FACT,
    OPEN_STATES,
    Delivery,
    DeliveryQuerySet,
    InboxLine,
    InboxLineQuerySet,
    Told,
)

__all__ = [
    "FACT",
    "OPEN_STATES",
    "Delivery",
    "DeliveryQuerySet",
    "DemoMail",
    "InboxLine",
    "InboxLineQuerySet",
    "Told",
]
