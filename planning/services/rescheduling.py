"""Computing the plan anew and writing what differs; dates of what has begun or ended never move."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.events import MilestoneRescheduled, PlanRescheduled, TaskEdited
from planning.models import Plan, Task
from planning.reckoning import Reckoning, reckon
from planning.services.rows import update_rows
from planning.services.whole import opened
from projects.selectors import Project, today_of
from tenancy.actors import Actor
from tenancy.verbs import publish, publish_all, record_all, require, verb
from toolkit.errors import DomainError
from toolkit.writing import joined

COLUMNS = (
    "start_at",
    "finish_at",
    "due",
    "due_version",
    "duration_minutes",
    "early_start_at",
    "early_finish_at",
    "late_start_at",
    "late_finish_at",
    "total_slack_minutes",
    "free_slack_minutes",
    "critical",
    "version",
)


class PlanMovedOn(DomainError):
    """What was previewed is not what would be written now."""

    code = "plan_moved_on"
    message = _("The plan has changed since you looked. Check what would move now, then confirm.")


@verb
def reschedule(
    *,
    actor: Actor,
    project: Project,
    as_of: date | None = None,
    seen: str = "",
    keep_dates: bool = False,
) -> Reckoning:
    """Compute early and late dates, slack and the critical path, and write the rows that differ.

    `as_of`: the project's day, today without one; nothing that has not begun is planned before it.
    `seen`: the digest of the preview, so that only what was looked at is written. `keep_dates`: leave all
    rows where they are, and write only slack and the critical path. Six reads, and one
    write for each thousand rows. Raises `PlanMovedOn`, `LinkCircular`, `NoTimeToWork`.
    """
    require(actor, "planning.reschedule", project)
    plan = opened(actor, project)
    day = as_of or today_of(project=project, now=actor.now)
    found = reckon(project=project, plan=plan, as_of=day, lock=True)
    if seen and seen != found.digest:
        raise PlanMovedOn()
    is_settled = not keep_dates or not found.moves
    found = found.keeping_dates() if keep_dates else found
    update_rows(Task, COLUMNS, [(key, _written(found, key)) for key in found.changes])
    Plan.objects.filter(pk=plan.pk).update(settled=is_settled)
    before, after = {"finish": found.finish_before}, {"finish": found.finish_after, "moved": found.moved}
    lines = [_line(found, project, key) for key in found.changes]
    record_all(actor, "planning.reschedule", [(plan, before, after), *lines])
    _tell(actor, project, found)
    return found


def _written(found: Reckoning, key: UUID) -> list[Any]:
    row = found.row(key)
    return [*(row[name] for name in COLUMNS[:-1]), row["version"] + 1]


def _line(found: Reckoning, project: Project, key: UUID) -> tuple[Any, Any, Any]:
    """The audit line of one row: the columns that changed, before and after."""
    before, values = found.stored.rows[key], found.changes[key]
    subject = Task(pk=key, number=before["number"], project_id=project.pk)
    return subject, {name: before[name] for name in values}, values


def _tell(actor: Actor, project: Project, found: Reckoning) -> None:
    organization_id = actor.organization.id
    moved = [key for key in found.changes if found.has_moved(key)]
    publish_all(
        (TaskEdited(organization_id, project.pk, key, joined(found.changes[key])) for key in moved),
        actor=actor,
    )
    milestones = [key for key in moved if found.stored.rows[key]["kind"] == "milestone"]
    publish_all((_milestone(organization_id, project, found, key) for key in milestones), actor=actor)
    publish(
        PlanRescheduled(organization_id, project.pk, found.moved, found.finish_before, found.finish_after),
        actor=actor,
    )


def _milestone(organization_id: UUID, project: Project, found: Reckoning, key: UUID) -> MilestoneRescheduled:
    before, after = found.stored.rows[key], found.row(key)
    return MilestoneRescheduled(
        organization_id, project.pk, key, before["due"], after["due"], after["due_version"]
    )
