"""Facts this room announces."""

from dataclasses import dataclass
from uuid import UUID

from tenancy.listeners import Event, fact, unheard


@fact
@dataclass(frozen=True)
class WebhookDisabled(Event):
    """The house stopped telling a webhook. `reason`: "gone" (the receiver said 410) or "dead"."""

    webhook_id: UUID
    reason: str


@fact
@dataclass(frozen=True)
class DeliveryAsked(Event):
    """A person wants deliveries of a webhook sent now: a test, or a replay."""

    webhook_id: UUID


@fact
@dataclass(frozen=True)
class LettersAsked(Event):
    """An administrator wants letters that were given up sent again. `letters`: how many."""

    letters: int


@fact
@dataclass(frozen=True)
class EscalationAcknowledged(Event):
    """Somebody takes care of what was escalated; the ladder stops."""

    project_id: UUID | None
    escalation_id: UUID
    rule: str


unheard(EscalationAcknowledged, "shown in the inbox of everybody who was told")
