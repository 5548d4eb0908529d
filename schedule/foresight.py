"""What a change would do to the end of the plan: done for real in a savepoint, looked at, and undone.

The working copy is the transaction itself, so that what is foreseen and what is carried out are one code.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from planning.services import reschedule
from records.asking import house
from schedule.models import ChangeRequest
from schedule.performing import perform
from tenancy.actors import Actor


class _Undone(Exception):
    """Takes everything back that was tried."""


@dataclass(frozen=True)
class Foreseen:
    """The last day of the plan without the change and with it; both computed, neither written."""

    without: date | None
    with_it: date | None


def foresee(actor: Actor, change: ChangeRequest) -> Foreseen:
    """Both ends of the plan. Nothing is written; the plan's rows are held until the transaction ends.

    Raises what an effect raises: what cannot be tried cannot be carried out either.
    """
    doer, found = house(actor, f"what-if of {change.key}"), Foreseen(None, None)
    try:
        with transaction.atomic():
            without = reschedule(actor=doer, project=change.project).finish_after
            found = Foreseen(without, perform(actor, change) or without)
            raise _Undone()
    except _Undone:
        return found
