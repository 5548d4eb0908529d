"""Tables of this room."""

from notifications.models.demo_mails import DemoMail
from notifications.models.ladders import FIRST, Escalation, EscalationQuerySet, EscalationStep, Rung
from notifications.models.letters import (
    FACT,
    OPEN_STATES,
    Delivery,
    DeliveryQuerySet,
    InboxLine,
    InboxLineQuerySet,
    Known,
    Told,
)
from notifications.models.rules import Mute, NoticeChoice, NoticeTimes, ProjectNotice
from notifications.models.webhooks import (
    WAITING_STATES,
    Change,
    ChangeCounter,
    DemoHook,
    Webhook,
    WebhookDelivery,
    WebhookDeliveryQuerySet,
    WebhookQuerySet,
)

__all__ = [
    "FACT",
    "FIRST",
    "OPEN_STATES",
    "WAITING_STATES",
    "Change",
    "ChangeCounter",
    "Delivery",
    "DeliveryQuerySet",
    "DemoHook",
    "DemoMail",
    "Escalation",
    "EscalationQuerySet",
    "EscalationStep",
    "InboxLine",
    "InboxLineQuerySet",
    "Known",
    "Mute",
    "NoticeChoice",
    "NoticeTimes",
    "ProjectNotice",
    "Rung",
    "Told",
    "Webhook",
    "WebhookDelivery",
    "WebhookDeliveryQuerySet",
    "WebhookQuerySet",
]
