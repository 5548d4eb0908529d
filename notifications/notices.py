"""Socket: a room says which letter a fact becomes, and who gets it; this room carries it.

In your room's `notices.py` (read at start):

    @notice(MilestoneOverdue, rule="milestone_overdue", subject=_("Overdue milestones"),
            audience=_("The milestone’s owner, else the project’s managers"))
    def milestone_overdue(event: MilestoneOverdue) -> Letter | None:
        return Letter(people=…, template="planning/mail/milestone_overdue", link=…, context={"name": …},
                      subject_kind="planning.Task", subject_id=event.task_id, version=event.due_version,
                      why=_("You manage this project."), project=event.project_id, project_name=…)

The function runs inside the dispatcher's transaction, at most once per fact; None tells nobody anything. A
rule that climbs a ladder runs again before each rung: None says that nobody needs to act any more.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import transaction

from notifications.catalogue import NOTICES, Days, Notice, Urgency, Writer
from notifications.letters import Addressee, Letter, Text
from notifications.resolving import Default, Way
from notifications.selectors import project_choice
from notifications.services import start_ladder, tell_people
from notifications.tasks import ring
from tenancy.actors import Actor, system
from tenancy.listeners import Event, handling, listen

__all__ = ["NOTICES", "Addressee", "Days", "Default", "Letter", "Notice", "Urgency", "Way", "notice"]


def notice(event: type[Event], *, rule: str, subject: Text, **more: Any) -> Callable[[Writer], Writer]:
    """Register a letter under its rule (`more`: fields of `Notice`).

    The rule is stored with every letter, so it never changes.
    """

    def register(write: Writer) -> Writer:
        if rule in NOTICES:
            known = NOTICES[rule].write
            raise ValueError(f"rule {rule!r} is taken by {known.__module__ if known else 'this room'}")
        NOTICES[rule] = Notice(rule, subject, event, write, **more)
        listen(event, f"notices.{rule}", partial(react, NOTICES[rule]))
        return write

    return register


def react(known: Notice, event: Event) -> None:
    """Write the letter of a fact into inboxes and ledger, in the dispatcher's transaction."""
    fact = handling()
    if fact is None or known.write is None:
        raise LookupError(f"{known.rule}: letters are written while the dispatcher hands out a fact")
    written = known.write(event)
    if written is None:
        return
    actor = system(f"notice {known.rule}", now=fact.now)
    letter = to_chosen_role(actor, known, written)
    ladder = None
    if known.climbs:
        ladder = start_ladder(actor=actor, known=known, fact=event, event=fact.event_id, letter=letter)
    tell_people(actor=actor, rule=known.rule, letter=letter, event=fact.event_id, escalation=ladder)
    transaction.on_commit(partial(ring, event.organization_id))


def to_chosen_role(actor: Actor, known: Notice, letter: Letter) -> Letter:
    """The letter to whom the project chose to tell, where it chose somebody and the role is held."""
    if known.people is None or letter.project is None:
        return letter
    role = project_choice(project=letter.project, rule=known.rule).role
    people = known.people(actor, letter.project, role) if role else []
    return replace(letter, people=people) if people else letter
