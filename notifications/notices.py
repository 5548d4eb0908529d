"""Socket: a room says which letter a fact becomes, and who gets it; this room carries it.

In your room's `notices.py` (read at start):

    @notice(MilestoneOverdue, rule="milestone_overdue", subject=_("Overdue milestones"))
    def milestone_overdue(event: MilestoneOverdue) -> Letter | None:
        return Letter(people=…, template="planning/mail/milestone_overdue", link=…, context={"name": …},
                      subject_kind="planning.Task", subject_id=event.task_id, version=event.due_version,
                      why=_("You manage this project. …"))

The function runs inside the dispatcher's transaction, at most once per fact; None tells nobody anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction

from notifications.letters import Letter, Text
from notifications.services import tell_people
from notifications.tasks import ring
from tenancy.actors import system
from tenancy.listeners import Event, handling, listen

__all__ = ["NOTICES", "Letter", "Notice", "notice"]

Writer = Callable[[Any], Letter | None]


@dataclass(frozen=True)
class Notice:
    """One rule: the fact it hears and who writes its letter. `subject`: what it tells of, for people."""

    rule: str
    subject: Text
    event: type[Event]
    write: Writer


NOTICES: dict[str, Notice] = {}


def notice(event: type[Event], *, rule: str, subject: Text) -> Callable[[Writer], Writer]:
    """Register a letter under its rule. The rule is stored with every letter, so it never changes."""

    def register(write: Writer) -> Writer:
        if rule in NOTICES:
            raise ValueError(f"rule {rule!r} is taken by {NOTICES[rule].write.__module__}")
        NOTICES[rule] = Notice(rule, subject, event, write)
        listen(event, f"notices.{rule}", partial(react, NOTICES[rule]))
        return write

    return register


def react(known: Notice, event: Event) -> None:
    """Write the letter of a fact into inboxes and ledger, in the dispatcher's transaction."""
    fact = handling()
    if fact is None:
        raise LookupError(f"{known.rule}: letters are written while the dispatcher hands out a fact")
    letter = known.write(event)
    if letter is None:
        return
    actor = system(f"notice {known.rule}", now=fact.now)
    tell_people(actor=actor, rule=known.rule, letter=letter, event=fact.event_id)
    transaction.on_commit(partial(ring, event.organization_id))
