"""Which plans a new one can start from: the usual ones, and those of the actor's other projects."""

from dataclasses import replace
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from planning.loading import LinkRow
from planning.models import Task
from planning.policies import visible
from planning.selectors import dependencies, tasks
from planning.starting.shapes import RelativePlan, RelativeRow
from planning.starting.usual import USUAL
from projects.selectors import Project, project_by_key
from tenancy.actors import Actor
from toolkit.errors import BadInput, Missing

COPIED = (
    "id",
    "name",
    "level",
    "kind",
    "duration_minutes",
    "start_at",
    "finish_at",
    "constraint_type",
    "constraint_at",
    "priority",
)
Values = dict[str, Any]


class TemplateUnknown(BadInput):
    """Neither a usual plan nor one that the actor can read."""

    code = "template_unknown"
    message = _("There is no such plan to start from. Choose one from the list.")
    field = "template"


def choices(*, actor: Actor, project: Project) -> list[tuple[Any, Any]]:
    """What can be started from, as grouped choices of a form; one query."""
    rows = Task.objects.live().filter(visible(actor)).exclude(project_id=project.pk).order_by("project__key")
    others = rows.values_list("project__key", "project__name").distinct()
    copies = [(key, f"{key} · {name}") for key, name in others]
    found: list[tuple[Any, Any]] = [(_("Usual plans"), [(code, one.name) for code, one in USUAL.items()])]
    return [*found, (_("As in another project"), copies)] if copies else found


def template_of(*, actor: Actor, project: Project, template: str) -> RelativePlan:
    """The plan behind a code of `USUAL` or a project's key. Raises `TemplateUnknown`."""
    if template in USUAL:
        return fresh(USUAL[template].plan())
    try:
        other = project_by_key(actor=actor, key=template)
    except Missing:
        raise TemplateUnknown() from None
    if other.pk == project.pk or not actor.may("planning.view_plan", other):
        raise TemplateUnknown()
    found = relative(actor, other)
    if not found.rows:
        raise TemplateUnknown()
    return fresh(found)


def fresh(plan: RelativePlan) -> RelativePlan:
    """The same under identifiers of its own: what was taken out before does not stand in its way."""
    own = uuid4().hex[:12]
    rows = [replace(row, ref=f"{own}-{row.ref}") for row in plan.rows]
    links = [
        replace(one, predecessor=f"{own}-{one.predecessor}", successor=f"{own}-{one.successor}")
        for one in plan.links
    ]
    return RelativePlan(tuple(rows), tuple(links))


def relative(actor: Actor, project: Project) -> RelativePlan:
    """A project's plan without its dates, people, notes and progress; what was cancelled stays behind.

    Days count from the first day of the plan, in the project's own zone. Two queries.
    """
    rows = tasks(actor=actor, project=project).exclude(state=Task.State.CANCELLED).order_by("position")
    found = [*rows.values(*COPIED)]
    zone, keys = ZoneInfo(project.zone), {row["id"] for row in found}
    begins = [row["start_at"] or row["finish_at"] for row in found if row["start_at"] or row["finish_at"]]
    first = min(begins).astimezone(zone).date().toordinal() if begins else 0

    def day(instant: Any) -> int | None:
        return instant.astimezone(zone).date().toordinal() - first if instant else None

    links = [one for one in _links(actor, project) if {one["predecessor_id"], one["successor_id"]} <= keys]
    waiting = {one["successor_id"] for one in links}
    return RelativePlan(
        tuple(_row(row, day, waits=row["id"] in waiting) for row in found), tuple(map(_link, links))
    )


def _links(actor: Actor, project: Project) -> Any:
    names = ("predecessor_id", "successor_id", "kind", "lag_minutes", "lag_percent", "lag_elapsed")
    return dependencies(actor=actor, project=project).values(*names)


def _row(row: Values, day: Any, *, waits: bool) -> RelativeRow:
    is_milestone = row["kind"] == Task.Kind.MILESTONE
    begins = row["finish_at"] if is_milestone else row["start_at"] or row["finish_at"]
    is_placed = row["kind"] != Task.Kind.SUMMARY and (not waits or row["duration_minutes"] is None)
    return RelativeRow(
        ref=str(row["id"]),
        name=row["name"],
        level=row["level"],
        milestone=is_milestone,
        minutes=None if row["kind"] == Task.Kind.SUMMARY else row["duration_minutes"],
        day=day(begins) if is_placed else None,
        constraint=row["constraint_type"],
        constraint_day=day(row["constraint_at"]),
        priority=row["priority"],
    )


def _link(one: Values) -> LinkRow:
    lag = {name: one[name] for name in ("kind", "lag_minutes", "lag_percent", "lag_elapsed")}
    return LinkRow(predecessor=str(one["predecessor_id"]), successor=str(one["successor_id"]), **lag)
