"""Socket: a room says which of its facts other systems may hear, and how each is pointed at.

In your room's `changes.py` (read at start):

    offer(MilestoneOverdue, _("Milestone overdue"), policy="planning.view_plan", about=task)

What is not offered never leaves the house. What leaves is thin: the fact's name, and of its record the
identifier, the key, the time and the API address, where whoever may read it reads the rest. `policy` is what
a person must be allowed, on the fact's project, to hear of it. `about(event)` runs in the dispatcher's
transaction; None keeps this one fact in the house.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from tenancy.listeners import Event, event_name

Label = str | Promise


@dataclass(frozen=True)
class About:
    """The record of a fact: identifier, human key, and the path of its API address."""

    id: UUID
    key: str
    path: str


@dataclass(frozen=True)
class Offer:
    """One fact that may leave, its words, the policy to hear of it, and who points at its record."""

    name: str
    label: Label
    policy: str
    about: Callable[[Any], About | None]


OFFERS: dict[str, Offer] = {}
# Facts, or whole rooms, that stay in the house, and why.
KEPT: dict[str, str] = {
    "tenancy": "people, rights, keys and the trail are nobody’s business outside",
    "notifications": "what the house tells itself about telling",
}


def offer(event: type[Event], label: Label, *, policy: str, about: Callable[[Any], About | None]) -> None:
    """Let other systems hear of a fact."""
    name = event_name(event)
    OFFERS[name] = Offer(name, label, policy, about)


def keep(event: type[Event], reason: str) -> None:
    """Say why a fact stays in the house (the house test wants an offer or a reason)."""
    KEPT[event_name(event)] = reason
