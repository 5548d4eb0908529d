"""My day: what waits for a person, by when, from every room that says so (`records.needing`)."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from home import words
from records.needing import Band as When
from records.needing import Need, needs
from tenancy.actors import Actor

SHOWN = 15
MEMO = "home.day"


@dataclass(frozen=True)
class Day:
    """Four bands, each by due day; the last is what waits for others."""

    overdue: list[Need] = field(default_factory=list)
    today: list[Need] = field(default_factory=list)
    soon: list[Need] = field(default_factory=list)
    waiting: list[Need] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """A need as the page shows it."""

    need: Need

    @property
    def due_text(self) -> str:
        """When, or how late; nothing where nothing was said."""
        if self.need.overdue_days:
            return words.days_late(self.need.overdue_days)
        return words.short_weekday(self.need.due) if self.need.due else ""


@dataclass(frozen=True)
class Band:
    """A head and what stands below it. `count`: how many there are, of which `work` may be the first."""

    title: str
    work: list[Line]
    count: int
    is_late: bool = False

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.work)


def day_of(actor: Actor, today: date) -> Day:
    """What rooms say needs the actor, in bands. Each room is asked once a request."""
    if MEMO not in actor.memo:
        found: dict[When, list[Need]] = {band: [] for band in When}
        for need in needs(actor=actor, as_of=today):
            found[need.band].append(need)
        actor.memo[MEMO] = Day(found[When.OVERDUE], found[When.TODAY], found[When.SOON], found[When.WAITING])
    day: Day = actor.memo[MEMO]
    return day


def known_counts(actor: Actor) -> tuple[int, bool]:
    """How much is overdue or due today, and whether anything is overdue, where this request asked already."""
    day: Day | None = actor.memo.get(MEMO)
    return (len(day.overdue) + len(day.today), bool(day.overdue)) if day else (0, False)


def sentence(day: Day) -> str:
    """The first sentence of the page."""
    return words.my_day(day.overdue, day.today, day.soon)


def bands(day: Day, *, whole: bool = False) -> list[Band]:
    """The bands of work that hold something, each with its first fifteen things or (`whole`) with all."""
    all_three = (
        _band(_("Overdue"), day.overdue, whole, is_late=True),
        _band(_("Today"), day.today, whole),
        _band(_("Next five working days"), day.soon, whole),
    )
    return [band for band in all_three if band.work]


def waiting(day: Day, *, whole: bool = False) -> Band:
    """What others have to do before the reader can go on."""
    return _band(_("Waiting for others"), day.waiting, whole)


def _band(title: str, work: list[Need], whole: bool, *, is_late: bool = False) -> Band:
    shown = work if whole else work[:SHOWN]
    return Band(title, [Line(need) for need in shown], len(work), is_late)
