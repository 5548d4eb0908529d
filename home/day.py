"""My day: what waits for a person, by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home import words
from planning import selectors as planning
from tenancy.actors import Actor
from toolkit.links import Link

WORKING_DAYS_AHEAD = 5
SHOWN = 15
TASK = Link("planning_task")


@dataclass(frozen=True)
class Look:
    """How one kind of work is drawn, and its button: the verb for those who may, else the way to look."""

    icon: str
    policy: str
    verb: str | Promise
    verb_link: Link
    look: str | Promise


MILESTONE = Look(
    icon="square-rotated",
    policy="planning.reach_milestone",
    verb=gettext_lazy("Record reached"),
    verb_link=Link("planning_reach"),
    look=gettext_lazy("Open milestone"),
)
ORDINARY = Look(
    icon="progress",
    policy="planning.record_progress",
    verb=gettext_lazy("Report progress"),
    verb_link=Link("planning_progress"),
    look=gettext_lazy("Open task"),
)


@dataclass(frozen=True)
class Work:
    """One thing that waits: verb and object, why, due, and the one button that goes there."""

    icon: str
    name: str
    what: str
    project_key: str
    why: str
    due: date
    overdue_days: int
    is_today: bool
    url: str
    verb: str
    verb_url: str

    @property
    def due_text(self) -> str:
        """When, or how late."""
        return words.days_late(self.overdue_days) if self.overdue_days else words.short_weekday(self.due)


@dataclass(frozen=True)
class Day:
    """Three bands, each by due day."""

    overdue: list[Work]
    today: list[Work]
    soon: list[Work]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits at all."""
        return not (self.overdue or self.today or self.soon)


def day_of(actor: Actor, today: date) -> Day:
    """What rooms say needs the actor, in bands. Asks each room once; each project counts its own days."""
    last = working_days_after(today, WORKING_DAYS_AHEAD)
    work = [_plan_work(actor, need) for need in planning.needs(actor=actor, as_of=today)]
    return Day(
        overdue=_by_due(one for one in work if one.overdue_days),
        today=_by_due(one for one in work if one.is_today),
        soon=_by_due(one for one in work if not one.overdue_days and not one.is_today and one.due <= last),
    )


def _by_due(work: Iterable[Work]) -> list[Work]:
    return sorted(work, key=lambda one: (one.due, one.project_key, one.name))


def working_days_after(day: date, count: int) -> date:
    """The last of the next `count` days from Monday to Friday; holidays are not known here."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _plan_work(actor: Actor, need: Any) -> Work:
    look = MILESTONE if need.kind == "milestone" else ORDINARY
    address = {"org": actor.organization.slug, "key": need.project_key, "number": need.number}
    verb, verb_url = _button(actor, need, look)
    return Work(
        icon=look.icon,
        name=need.name,
        what=_what(need, look),
        project_key=need.project_key,
        why=_why(actor, need),
        due=need.due,
        overdue_days=need.overdue_days,
        is_today=need.due == need.project_today,
        url=TASK.url(address),
        verb=verb,
        verb_url=verb_url.url(address),
    )


def _button(actor: Actor, need: Any, look: Look) -> tuple[str, Link]:
    """A milestone ahead cannot be reached yet; a task can be reported on at any time."""
    is_ripe = look is ORDINARY or need.due <= need.project_today
    if is_ripe and actor.may(look.policy, need.project_id):
        return str(look.verb), look.verb_link
    return str(look.look), TASK


def _what(need: Any, look: Look) -> str:
    facts = {"key": f"T{need.number}", "name": need.name}
    if look is ORDINARY:
        return _("Finish %(key)s %(name)s") % facts
    if need.overdue_days:
        return _("Reach %(key)s %(name)s, or set a new date") % facts
    return _("Reach %(key)s %(name)s") % facts


def _why(actor: Actor, need: Any) -> str:
    if need.owner_id is not None and need.owner_id == actor.person_id:
        return _("you own it")
    if need.owner_name:
        return _("%(owner)s owns it") % {"owner": need.owner_name}
    return _("nobody owns it yet")


def sentence(day: Day) -> str:
    """The first sentence of the page."""
    return words.my_day(day.overdue, day.today, day.soon)


@dataclass(frozen=True)
class Band:
    """A head and what stands below it. `count`: how many there are, of which `work` may be the first."""

    title: str
    work: list[Work]
    count: int
    is_late: bool = False

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.work)


def bands(day: Day, *, whole: bool = False) -> list[Band]:
    """The bands that hold something, each with its first fifteen things or (`whole`) with all."""
    last = None if whole else SHOWN
    all_three = (
        Band(_("Overdue"), day.overdue[:last], len(day.overdue), is_late=True),
        Band(_("Today"), day.today[:last], len(day.today)),
        Band(_("Next five working days"), day.soon[:last], len(day.soon)),
    )
    return [band for band in all_three if band.work]
