"""Columns of this room’s lists."""

from notifications.tables.demo_mails import MailTable
from notifications.tables.inbox import InboxTable, linked_title, rule_words, title, verbs
from notifications.tables.letters import (
    EscalationTable,
    LadderTable,
    LetterFacts,
    LetterTable,
    ProjectRuleTable,
    StepTable,
    steps_in_words,
)
from notifications.tables.webhooks import DeliveryFacts, DeliveryTable, DemoHookTable, WebhookTable

__all__ = [
    "DeliveryFacts",
    "DeliveryTable",
    "DemoHookTable",
    "EscalationTable",
    "InboxTable",
    "LadderTable",
    "LetterFacts",
    "LetterTable",
    "MailTable",
    "ProjectRuleTable",
    "StepTable",
    "WebhookTable",
    "linked_title",
    "rule_words",
    "steps_in_words",
    "title",
    "verbs",
]
