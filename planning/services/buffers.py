"""Keeping time free in a plan, using some of it, and telling when it goes faster than the work."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.buffers import Buffer, standings
from planning.events import BufferUsed, BufferWentRed
from planning.models import Dependency, Task
from planning.models.tasks import ENDED
from planning.services.links import add_dependency
from planning.services.rollup import roll_up
from planning.services.tasks import add_task, time_for
from planning.services.whole import opened, time_of, unsettle
from planning.times import PlanTime
from projects.selectors import Project
from projects.services import ReasonMissing
from tenancy.actors import Actor
from tenancy.verbs import publish, publish_all, record, require, verb
from toolkit.errors import BadInput, DomainError, Missing
from toolkit.formats import duration
from toolkit.writing import write

FREE = "planning.use_buffer"
AT_REST = ("on_hold", "closed", "cancelled")
# Links after whose predecessor's end a row comes.
AFTER_END = ("FS", "FF")


class NothingToProtect(DomainError):
    """Only what is still to come, and is one row, has time kept free in front of it."""

    code = "nothing_to_protect"
    message = _("Nothing can be kept free in front of %(key)s. Choose an open task or milestone.")
    field = "protects"


class NotABuffer(DomainError):
    """Only time that was kept free can be used up."""

    code = "not_a_buffer"
    message = _("%(key)s is no buffer. Change its duration instead.")


class BufferEmpty(BadInput):
    """Nothing is kept free."""

    code = "buffer_empty"
    message = _("Write how many work days are kept free.")
    field = "minutes"


class BufferTooShort(BadInput):
    """More than is left."""

    code = "buffer_too_short"
    message = _("%(left)s are left of %(key)s. Use no more than that, and at least a part of a day.")
    field = "minutes"


@verb
def add_buffer(
    *, actor: Actor, project: Project, name: str, minutes: int, protects_id: UUID, notes: str = ""
) -> Task:
    """Keep so many working minutes free in front of an open task or milestone.

    The buffer waits for what the protected row waits for, and that row for the buffer; the links between the
    two stay, so that the plan is whole without the buffer too. No other row moves until the plan is computed
    anew. Raises `Missing`, `NothingToProtect`, `BufferEmpty`, `NameMissing`.
    """
    require(actor, "planning.add_task", project)
    if minutes <= 0:
        raise BufferEmpty()
    target = Task.objects.live().filter(project=project, pk=protects_id).select_related("project").first()
    if target is None:
        raise Missing()
    if target.is_summary or target.is_buffer or target.has_ended:
        raise NothingToProtect(key=target.key)
    links = _links_before(target)
    time = time_for(opened(actor, project), project, None)
    dates = _dates(target, [link.predecessor for link in links], time)
    about: Any = {"name": name, "notes": notes, "duration_minutes": minutes, "is_buffer": True, **dates}
    task = add_task(actor=actor, project=project, parent_id=target.parent_id, before_id=target.pk, **about)
    task.project = project
    for link in links:
        lag: Any = {name: getattr(link, name) for name in ("lag_minutes", "lag_percent", "lag_elapsed")}
        add_dependency(actor=actor, predecessor=link.predecessor, successor=task, **lag)
    add_dependency(actor=actor, predecessor=task, successor=target)
    record(actor, "planning.add_buffer", task, after={"protects": target.key, "buffer_minutes": minutes})
    return task


def _links_before(target: Task) -> list[Dependency]:
    links = Dependency.objects.live().filter(successor=target, kind__in=AFTER_END)
    live = links.filter(predecessor__withdrawn_at__isnull=True)
    return list(live.select_related("predecessor__project").order_by("predecessor__position", "id"))


def _dates(target: Task, before: Iterable[Task], time: PlanTime) -> dict[str, Any]:
    """From the end of the work before it; without any, up to what it protects."""
    ends = [one.finish_at for one in before if one.finish_at]
    if ends:
        return {"start": time.calendar.opening(time.local(max(ends)))}
    until = target.start_at or target.finish_at
    return {"finish": time.local(until)} if until else {}


@verb
def use_buffer(*, actor: Actor, task: Task, minutes: int, reason: str, version: int | None = None) -> Task:
    """Use up so many working minutes of a buffer: it begins later and ends when it did.

    Who manages the project is told once when its signal turns red. Raises `NotABuffer`, `ReasonMissing`,
    `BufferTooShort`, `Stale`.
    """
    require(actor, FREE, task)
    if not task.is_buffer or task.has_ended:
        raise NotABuffer(key=task.key)
    if not reason.strip():
        raise ReasonMissing()
    plan = opened(actor, task.project)
    left = (task.duration_minutes or 0) - minutes
    if minutes <= 0 or left < 0:
        raise BufferTooShort(key=task.key, left=duration(task.duration_minutes or 0, language=actor.language))
    values = _shortened(task, left, time_for(plan, task.project, task.calendar_id))
    before = write(task, values, version=version)
    roll_up(project_id=task.project_id, time=time_of(plan, task.project), codes=[task.wbs])
    unsettle(task.project_id)
    record(actor, FREE, task, before=before, after={**values, "used_minutes": minutes, "reason": reason})
    publish(BufferUsed(actor.organization.id, task.project_id, task.pk, minutes, left), actor=actor)
    tell_red(actor, [task.project_id], actor.now)
    task.refresh_from_db(fields=["buffer_red_at"])
    return task


def _shortened(task: Task, left: int, time: PlanTime) -> dict[str, Any]:
    values: dict[str, Any] = {"duration_minutes": left, "remaining_minutes": left}
    if task.finish_at is None:
        return values
    return {**values, "start_at": time.before(task.finish_at, left)}


@verb
def watch_buffers(*, actor: Actor, now: datetime) -> int:
    """Look at all buffers of running projects: work that was reopened can turn one red, too.

    Answers how many have turned red. A constant number of queries, however many projects.
    """
    require(actor, "planning.watch_buffers")
    rows = Task.objects.live().buffers().exclude(state__in=ENDED)
    running = rows.filter(project__withdrawn_at__isnull=True).exclude(project__state__in=AT_REST)
    ids = set(running.order_by().values_list("project_id", flat=True))
    return tell_red(actor, ids, now) if ids else 0


def tell_red(actor: Actor, project_ids: Collection[UUID], now: datetime) -> int:
    """Remember since when buffers are red, and say it of those that were not; answers how many."""
    found = standings(project_ids)
    calm = [one.id for one in found if one.red_at and not one.is_red]
    new = [one for one in found if one.is_red and not one.red_at]
    if calm:
        Task.objects.filter(pk__in=calm).update(buffer_red_at=None)
    if new:
        Task.objects.filter(pk__in=[one.id for one in new]).update(buffer_red_at=now)
        publish_all((_red(actor, one) for one in new), actor=actor)
    return len(new)


def _red(actor: Actor, one: Buffer) -> BufferWentRed:
    return BufferWentRed(
        actor.organization.id,
        one.project_id,
        one.id,
        one.version,
        one.burned,
        one.planned,
        one.done,
        one.chain,
    )
