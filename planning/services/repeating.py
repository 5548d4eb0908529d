"""Repeating work: more rows like one that is there, on the days of a pattern."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.engine.calendar import NoWorkingTime
from planning.engine.series import WEEKS, Series, following
from planning.models import Task
from planning.reckoning import NoTimeToWork
from planning.services.bulk import add_tasks
from planning.services.kept_free import check_work
from planning.services.moves import move_task
from planning.services.tasks import SummaryIsComputed, add_task
from planning.services.whole import opened, time_of
from planning.times import PlanTime
from tenancy.actors import Actor
from tenancy.verbs import record, require, verb
from toolkit.errors import BadInput, DomainError

MOST = 260
FARTHEST = timedelta(days=3660)
KEPT = ("kind", "owner_id", "stream_id", "notes", "priority", "progress_method")
NUMBERED = re.compile(r"^(?P<name>.*\S)\s+(?P<last>\d{1,3})$", re.DOTALL)
ROOM = 505


class NothingToRepeat(BadInput):
    """The pattern names no day."""

    code = "nothing_to_repeat"
    message = _("The pattern names no working day until then. Choose a later day, or another pattern.")
    field = "until"


class SeriesTooLong(BadInput):
    """More rows than anybody reads."""

    code = "series_too_long"
    message = _("That is more than %(most)s rows, or more than ten years ahead. Choose an earlier day.")
    field = "until"


class NoDayYet(DomainError):
    """A pattern needs a day to begin on."""

    code = "no_day_yet"
    message = _("%(key)s has no date yet. Give it one, then repeat it.")


@dataclass(frozen=True)
class Repeated:
    """What was added: how many rows, on which days, below which summary."""

    rows: int
    first_on: date
    last_on: date
    number: int


@verb
def repeat_task(
    *,
    actor: Actor,
    task: Task,
    until: date,
    unit: str = WEEKS,
    period: int = 1,
    weekdays: Iterable[int] = (),
    version: int | None = None,
) -> Repeated:
    """Add rows like a task or milestone on the days that a pattern names after it, `until` included.

    They stand with it below a summary of its name, are numbered on, and start no earlier than their day;
    links, progress, assignments and a calendar of its own are not repeated. Repeating a row of a series
    adds the days that the series has not. `unit`, `period` (from 1), `weekdays`: `engine.series.Series`.
    Raises `SummaryIsComputed`, `BufferIsNoWork`, `NoDayYet`, `NothingToRepeat`, `SeriesTooLong`,
    `NoTimeToWork`, `Stale`.
    """
    require(actor, "planning.add_task", task)
    if task.is_summary:
        raise SummaryIsComputed(key=task.key)
    check_work(task)
    plan = opened(actor, task.project)
    time, name = time_of(plan, task.project), numbered(task.name)[0]
    days = _days(task, time, Series(unit, period, frozenset(weekdays)), until)
    above = _summary(actor, task, name, version)
    made = _rows(above, name)
    days = _free(days, {time.day(at) for row in made if (at := _begin(row))})
    last = max(numbered(row.name)[1] for row in made)
    add_tasks(actor=actor, project=task.project, rows=_copies(task, f"{name[:ROOM]} ", last, days, above))
    pattern = {"unit": unit, "period": period, "weekdays": sorted(weekdays), "until": until}
    record(actor, "planning.repeat_task", task, after={**pattern, "rows": len(days)})
    return Repeated(len(days), days[0], days[-1], above.number)


def numbered(name: str) -> tuple[str, int]:
    """A name without its number, and the number; 1 for a name without."""
    found = NUMBERED.match(name)
    return (found["name"], int(found["last"])) if found else (name, 1)


def _begin(task: Task) -> datetime | None:
    return task.finish_at if task.is_milestone else task.start_at


def _days(task: Task, time: PlanTime, series: Series, until: date) -> list[date]:
    begin = _begin(task)
    if begin is None:
        raise NoDayYet(key=task.key)
    first = time.day(begin)
    if until > first + FARTHEST:
        raise SeriesTooLong(most=MOST)
    try:
        found = following(series, first=first, until=until, calendar=time.calendar)
        return list(islice(found, MOST + 1))
    except NoWorkingTime as error:
        raise NoTimeToWork() from error


def _free(days: list[date], taken: set[date]) -> list[date]:
    """The days on which the series has no row yet: sent twice, a pattern adds nothing twice."""
    free = [day for day in days if day not in taken]
    if not free:
        raise NothingToRepeat()
    if len(days) > MOST:
        raise SeriesTooLong(most=MOST)
    return free


def _summary(actor: Actor, task: Task, name: str, version: int | None) -> Task:
    """The summary of the series: the one above if it has that name, else a new one in the task's place."""
    if task.parent and task.parent.name == name:
        return task.parent
    place: dict[str, Any] = {"parent_id": task.parent_id, "before_id": task.pk}
    above = add_task(actor=actor, project=task.project, name=name, **place)
    move_task(actor=actor, task=task, parent_id=above.pk, version=version)
    return above


def _rows(above: Task, name: str) -> list[Task]:
    below = Task.objects.live().filter(project_id=above.project_id, parent=above)
    rows = below.only("name", "kind", "start_at", "finish_at")
    return [row for row in rows if numbered(row.name)[0] in (name, name[:ROOM])]


def _copies(task: Task, name: str, last: int, days: list[date], above: Task) -> list[dict[str, Any]]:
    kept = {column: getattr(task, column) for column in KEPT} | {"parent_id": above.pk}
    if task.is_milestone:
        placed = [{"due": day, "constraint_type": Task.Constraint.FNET, "constraint_on": day} for day in days]
    else:
        work = {"duration_minutes": task.duration_minutes, "constraint_type": Task.Constraint.SNET}
        placed = [{"begin": day, "constraint_on": day, **work} for day in days]
    return [{**kept, "name": f"{name}{last + n}", **one} for n, one in enumerate(placed, 1)]
