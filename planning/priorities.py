"""Where priorities of work-streams collide. Pure: rows in, conflicts out.

Two tasks of different streams that have not ended are in conflict in one of two ways:

- **person**: somebody works on both (as owner or by assignment), both have a priority of `HIGH` or more, and
  between the later start and the earlier finish lies at least one working minute of the plan's calendar.
- **order**: one of them has to come first by a dependency although its stream has the lower rank, and its own
  priority is not above that of the task that waits for it.

Rank 1 is the highest. Tasks without a stream, summaries, buffers and what has ended are not handed in.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

HIGH = 600
PERSON, ORDER = "person", "order"
# (from, to) -> working minutes between two instants.
Working = Callable[[datetime, datetime], int]


@dataclass(frozen=True)
class Work:
    """One task of a stream. `people`: everybody who works on it, by name; `title`, `title_zh`: what the
    stream is called."""

    number: int
    name: str
    stream: int
    rank: int
    priority: int
    start: datetime | None
    finish: datetime | None
    people: frozenset[str] = frozenset()
    title: str = ""
    title_zh: str = ""


@dataclass(frozen=True)
class Clash:
    """Two tasks that cannot both go first: `one` is of the stream of higher rank (of the same rank: the one
    with the higher priority, then the lower number). `people`: whom both want; `minutes`: how much working
    time both want of them."""

    kind: str
    one: Work
    other: Work
    people: tuple[str, ...] = ()
    minutes: int = 0

    @property
    def key(self) -> str:
        """What it is known by, whichever of both comes first."""
        low, high = sorted((self.one.number, self.other.number))
        return f"{self.kind}-{low}-{high}"


def clashes(work: Iterable[Work], links: Iterable[tuple[int, int]], *, working: Working) -> list[Clash]:
    """Every conflict, those of the highest streams first. `links`: (predecessor, successor) by number."""
    rows = {one.number: one for one in work}
    found = [*_of_people(rows.values(), working), *_of_order(rows, links)]
    return sorted(found, key=lambda clash: (*_weight(clash.one), *_weight(clash.other), clash.kind))


def _weight(one: Work) -> tuple[int, int, int]:
    return (one.rank, -one.priority, one.number)


def _of_people(rows: Iterable[Work], working: Working) -> Iterator[Clash]:
    high = [one for one in rows if one.priority >= HIGH and one.people]
    for one, other in combinations(sorted(high, key=_weight), 2):
        shared = one.people & other.people
        if shared and one.stream != other.stream and (minutes := _overlap(one, other, working)):
            yield Clash(PERSON, one, other, tuple(sorted(shared)), minutes)


def _overlap(one: Work, other: Work, working: Working) -> int:
    """Working minutes that both want; 0 where one of them has no dates."""
    if not (one.start and one.finish and other.start and other.finish):
        return 0
    begin, end = max(one.start, other.start), min(one.finish, other.finish)
    return working(begin, end) if begin < end else 0


def _of_order(rows: dict[int, Work], links: Iterable[tuple[int, int]]) -> Iterator[Clash]:
    for before, after in sorted(set(links)):
        if before in rows and after in rows:
            first, waiting = rows[before], rows[after]
            if first.rank > waiting.rank and first.priority <= waiting.priority:
                yield Clash(ORDER, waiting, first)
