"""Socket: what waits for a person, told by each room in its own words for the page "My day".

A room's `needs.py` names one question; it is asked once a page, and costs a fixed number of queries:

    @feeds("planning")
    def needs(*, actor: Actor, as_of: date) -> list[Need]: ...
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tenancy.actors import Actor

WORKING_DAYS_AHEAD = 5


class Band(StrEnum):
    """When something has to be done; what waits for others is here to be known, not to be done."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    WAITING = "waiting"


@dataclass(frozen=True)
class Need:
    """One thing that waits: verb and object, why, due, and the one button that goes there.

    `name`: the object alone, for sentences. `due`: None where nothing was said. `url`: where one looks,
    `verb_url`: where one does it.
    """

    band: Band
    icon: str
    name: str
    what: str
    why: str
    url: str
    verb: str
    verb_url: str
    due: date | None = None
    overdue_days: int = 0
    project_key: str = ""


Feed = Callable[..., Iterable[Need]]
_feeds: dict[str, Feed] = {}


def feeds(name: str) -> Callable[[Feed], Feed]:
    """Decorator: the question of one room (or of one part of it), by a name of its own."""

    def keep(question: Feed) -> Feed:
        _feeds[name] = question
        return question

    return keep


def forget(name: str) -> None:
    """Strike out a question, such as one that a test made."""
    _feeds.pop(name, None)


def needs(*, actor: Actor, as_of: date) -> list[Need]:
    """What waits for the actor, from every room: the longest overdue first, then by due day."""
    found = [need for question in _feeds.values() for need in question(actor=actor, as_of=as_of)]
    return sorted(found, key=_place)


def band_of(due: date | None, *, today: date, until: date) -> Band | None:
    """The band of a due day; None for what is due after `until`. What has no day is for today."""
    if due is None or due == today:
        return Band.TODAY
    if due < today:
        return Band.OVERDUE
    return Band.SOON if due <= until else None


def working_days_after(
    day: date, count: int = WORKING_DAYS_AHEAD, *, is_working: Callable[[date], bool] | None = None
) -> date:
    """The last of the next `count` working days; Monday to Friday where no calendar is asked."""
    works = is_working or _is_weekday
    for _step in range(60):
        if not count:
            break
        day += timedelta(days=1)
        count -= works(day)
    return day


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def _place(need: Need) -> tuple[int, date, str, str]:
    return [*Band].index(need.band), need.due or date.max, need.project_key, need.name
