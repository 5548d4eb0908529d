"""The four figures of the project overview, each with its way to the rows behind."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from home import words
from home.overview import Overview
from toolkit import formats
from toolkit.links import Link

TASK, PLAN, MILESTONES, BOARD = map(
    Link, ("planning_task", "planning_plan", "planning_milestones", "kpis_board")
)
Address = dict[str, str]
KINDS = ("task", "milestone")
OPEN = ("not_started", "ready", "in_progress", "blocked", "in_review", "planned", "at_risk")


@dataclass(frozen=True)
class Tile:
    """One figure with what it is compared with. An empty value is "no data"."""

    label: str
    value: str
    note: str
    url: str
    status: str = ""


def tiles(found: Overview, address: Address) -> list[Tile]:
    """The figures of a project's overview."""
    return [make(found, address) for make in (_next, _on_time, _done, _overdue)]


def _next(found: Overview, address: Address) -> Tile:
    label, ahead, today = _("Next milestone"), found.standing.next, found.standing.today
    if ahead is None:
        return Tile(label, "", _("none is ahead"), MILESTONES.url(address))
    note = _("%(name)s, %(when)s") % {"name": ahead.name, "when": words.days_ahead(ahead.due, today)}
    return Tile(label, words.day(ahead.due, today), note, TASK.url({**address, "number": ahead.number}))


def _on_time(found: Overview, address: Address) -> Tile:
    label, url = _("Milestones on time"), BOARD.url(address)
    reading = found.on_time
    if reading is None:
        return Tile(label, "", _("no reading yet"), url)
    day = words.day(reading.day, found.standing.today)
    facts = {"value": reading.value, "target": reading.target, "day": day}
    note = _("%(value)s, target %(target)s; data to %(day)s") % facts
    return Tile(label, _of(reading.numerator, reading.denominator), note, url, reading.status)


def _done(found: Overview, address: Address) -> Tile:
    label, url, counts = _("Tasks done"), PLAN.url(address), found.counts
    if not counts.tasks:
        return Tile(label, "", _("no tasks yet"), url)
    note = _("%(share)s of the plan") % {"share": formats.percent(counts.done, counts.tasks)}
    return Tile(label, _of(counts.done, counts.tasks), note, url)


def _overdue(found: Overview, address: Address) -> Tile:
    label, counts = _("Overdue"), found.counts
    url = f"{PLAN.url(address)}?{urlencode(late_rows(found.standing.today), doseq=True)}"
    if not counts.rows:
        return Tile(label, "", _("the plan is empty"), url)
    if not counts.overdue:
        return Tile(label, "0", _("nothing in the plan is late"), url)
    late = len(found.late)
    facts = {"milestones": words.milestones(late), "tasks": words.tasks(counts.overdue - late)}
    note = _("%(milestones)s, %(tasks)s") % facts
    return Tile(label, formats.number(counts.overdue), note, url, "red")


def late_rows(today: date) -> dict[str, object]:
    """The plan's filters that show what the figure counts."""
    return {"due_to": (today - timedelta(days=1)).isoformat(), "kind": KINDS, "state": OPEN}


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": formats.number(part), "whole": formats.number(whole)}
