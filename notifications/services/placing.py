"""When a written letter goes out: at once, when quiet hours are over, or with the next digest."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from notifications.catalogue import DIGEST, Urgency, default_of, urgency_of
from notifications.models import Delivery
from notifications.resolving import Way
from notifications.selectors import Times, Wish
from notifications.timing import next_slot, release

KIND = {False: "notifications.DailyDigest", True: "notifications.HourlyDigest"}
Used = dict[tuple[UUID, str], int]


def place(rule: str, wish: Wish, *, zone: str, at: datetime, used: int = 0) -> dict[str, Any]:
    """State, instant and slot of a letter that is to be mailed. `used`: the number of her last digest."""
    if wish.way != Way.DIGEST:
        due = earliest(rule, wish.times, zone=zone, at=at)
        return {"state": Delivery.State.PENDING, "next_at": due, "slot": None}
    slot = next_slot(at, wish.times.rhythm, wish.times.quiet, zone, after=used)
    return {"state": Delivery.State.HELD, "next_at": slot.at, "slot": slot.number}


def earliest(rule: str, times: Times, *, zone: str, at: datetime) -> datetime:
    """The first instant from `at` on at which the rule may mail this person."""
    return at if passes(rule, times) else release(at, times.quiet, zone)


def passes(rule: str, times: Times) -> bool:
    """Whether the rule comes in quiet hours too: what cannot be turned off, what is urgent if she allows."""
    return default_of(rule).locked or (urgency_of(rule) == Urgency.URGENT and times.urgent_passes)


def used_slots(people: Collection[UUID]) -> Used:
    """The number of the last digest of each of these people, by kind; one query."""
    rows = Delivery.objects.filter(rule=DIGEST, person_id__in=people).order_by()
    found = rows.values_list("person_id", "subject_kind").annotate(Max("version"))
    return {(person, kind): number for person, kind, number in found}
