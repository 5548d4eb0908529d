"""What plans say for "My day"."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planning import selectors
from planning.engine.calendar import Calendar
from planning.states import AUTHORS
from planning.streams import conflicts_of
from projects.selectors import projects, roles_by_project
from records.needing import Band, Need, band_of, feeds, working_days_after
from tenancy.actors import Actor
from toolkit.links import Link

# Long enough for five working days around the longest public holidays.
DAYS_AHEAD = 21
TASK, CONFLICTS = Link("planning_task"), Link("planning_priority_conflicts")


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


BUFFER = Look(
    icon="shield",
    policy="planning.use_buffer",
    verb=gettext_lazy("Look at the buffers"),
    verb_link=Link("planning_buffers"),
    look=gettext_lazy("Open buffer"),
)
LOOKS = {"milestone": MILESTONE, "buffer": BUFFER}


@feeds("planning.priorities")
def priorities(*, actor: Actor, as_of: date) -> list[Need]:
    """Projects in which work-streams collide and nobody has decided what goes first. One query more than the
    actor's roles while no stream has tasks, seven at most."""
    led = [pk for pk, names in roles_by_project(actor=actor).items() if names & AUTHORS]
    shown = projects(actor=actor).filter(pk__in=led) if led else []
    rows = {one.pk: one for one in shown}
    found = conflicts_of(actor=actor, zones={pk: one.zone for pk, one in rows.items()})
    waiting = {pk: sum(one.is_open for one in some) for pk, some in found.items()}
    return [_collision(actor, rows[pk].key, count) for pk, count in waiting.items() if count]


def _collision(actor: Actor, key: str, count: int) -> Need:
    url = CONFLICTS.url({"org": actor.organization.slug, "key": key})
    what = ngettext("Decide %d conflict of priorities", "Decide %d conflicts of priorities", count) % count
    return Need(
        band=Band.TODAY,
        icon="arrows-move-vertical",
        name=_("Priority conflicts"),
        what=what,
        why=_("work-streams want the same"),
        url=url,
        verb=_("Decide"),
        verb_url=url,
        project_key=key,
    )


@feeds("planning")
def needs(*, actor: Actor, as_of: date) -> list[Need]:
    """Tasks, milestones and red buffers, each counted in its project's own days and working days."""
    rows = selectors.needs(actor=actor, as_of=as_of, days=DAYS_AHEAD)
    calendars = selectors.project_calendars(actor=actor, project_ids={row.project_id for row in rows})
    ends: dict[UUID, date] = {}
    for row in rows:
        if row.project_id not in ends:
            ends[row.project_id] = last_day(row.project_today, calendars.get(row.project_id))
    banded = [(row, band_of(row.due, today=row.project_today, until=ends[row.project_id])) for row in rows]
    return [_need(actor, row, band) for row, band in banded if band]


def last_day(today: date, calendar: Calendar | None) -> date:
    """The fifth working day after today by the plan's calendar; Monday to Friday where it has none."""
    if calendar is None:
        return working_days_after(today)
    return working_days_after(today, is_working=lambda day: calendar.minutes(day) > 0)


def _need(actor: Actor, row: selectors.Need, band: Band) -> Need:
    look = LOOKS.get(row.kind, ORDINARY)
    address = {"org": actor.organization.slug, "key": row.project_key, "number": row.number}
    verb, link = _button(actor, row, look)
    return Need(
        band=band,
        icon=look.icon,
        name=row.name,
        what=_what(row, look),
        why=_why(actor, row),
        url=TASK.url(address),
        verb=verb,
        verb_url=link.url(address),
        due=row.due,
        overdue_days=row.overdue_days,
        project_key=row.project_key,
    )


def _button(actor: Actor, row: selectors.Need, look: Look) -> tuple[str, Link]:
    """A milestone ahead cannot be reached yet; a task can be reported on at any time."""
    is_ripe = look is not MILESTONE or row.due <= row.project_today
    if is_ripe and actor.may(look.policy, row.project_id):
        return str(look.verb), look.verb_link
    return str(look.look), TASK


def _what(row: selectors.Need, look: Look) -> str:
    facts: dict[str, Any] = {"key": f"T{row.number}", "name": row.name}
    if look is ORDINARY:
        return _("Finish %(key)s %(name)s") % facts
    if look is BUFFER:
        return _("Decide what to do about buffer %(key)s %(name)s") % facts
    if row.overdue_days:
        return _("Reach %(key)s %(name)s, or set a new date") % facts
    return _("Reach %(key)s %(name)s") % facts


def _why(actor: Actor, row: selectors.Need) -> str:
    if row.kind == "buffer":
        return _("it burns faster than the work before it is done")
    if row.owner_id is not None and row.owner_id == actor.person_id:
        return _("you own it")
    if row.owner_name:
        return _("%(owner)s owns it") % {"owner": row.owner_name}
    return _("nobody owns it yet")
