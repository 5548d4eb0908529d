"""Computing a whole plan."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.circles import LinkCircular
from planning.engine.activities import Activity, Link, NetworkInvalid, Schedule
from planning.engine.calendar import NoWorkingTime
from planning.engine.scheduling import schedule
from planning.models import Plan
from planning.network import cycle
from planning.reckoning.activities import Activities
from planning.reckoning.moves import Reckoning, changes_of
from planning.reckoning.reading import Stored, links_of, read_plan
from planning.selectors import plan_of
from projects.selectors import Project, today_of
from tenancy.actors import Actor
from toolkit.errors import DomainError


class NoTimeToWork(DomainError):
    """A calendar of the plan has no working hours for years."""

    code = "no_working_time"
    message = _("A calendar of this plan has no working hours. Give it some on the calendars page.")


def preview(*, actor: Actor, project: Project, as_of: date | None = None) -> Reckoning:
    """What rescheduling would change. Six queries. Raises `LinkCircular`, `NoTimeToWork`."""
    plan = plan_of(actor=actor, project=project)
    return reckon(project=project, plan=plan, as_of=as_of or today_of(project=project, now=actor.now))


def reckon(*, project: Any, plan: Plan | None, as_of: date, lock: bool = False) -> Reckoning:
    """The plan computed as of a day of its project. Raises `LinkCircular`, `NoTimeToWork`."""
    stored = read_plan(project=project, plan=plan, lock=lock)
    links = links_of(stored)
    try:
        begin = begin_of(stored, as_of)
        made = Activities(stored, begin)
        found = _scheduled(stored, made.all(), links, begin)
        return Reckoning(stored, as_of, changes_of(stored, found, made.kept))
    except NoWorkingTime as error:
        raise NoTimeToWork() from error


def begin_of(stored: Stored, as_of: date) -> datetime:
    """From when on work can be planned: the first working moment of the day, or the plan's start after it."""
    today = stored.time.calendar.opening(datetime.combine(as_of, time.min))
    return max(today, stored.start) if stored.start else today


def _scheduled(stored: Stored, rows: list[Activity], links: Collection[Link], begin: datetime) -> Schedule:
    known = {one.key for one in rows}
    among = [one for one in links if one.predecessor in known and one.successor in known]
    try:
        return schedule(activities=rows, links=among, start=begin)
    except NetworkInvalid as error:
        raise circular(stored, links) from error


def circular(stored: Stored, links: Collection[Link]) -> LinkCircular:
    """The refusal that names the rows of the circle."""
    parents = {key: row["parent_id"] for key, row in stored.rows.items()}
    circle = cycle(parents, [(one.predecessor, one.successor) for one in links]) or []
    return LinkCircular(path=" → ".join(f"T{stored.rows[key]['number']}" for key in circle))
