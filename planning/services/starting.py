"""Beginning a plan with a usual one, or as another project's plan is."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.engine.calendar import NoWorkingTime
from planning.events import PlanStarted
from planning.loading import PlanRows
from planning.models import Dependency, Plan, Task
from planning.reckoning import NoTimeToWork
from planning.services.calendars import use_calendar
from planning.services.loads import load_plan
from planning.services.rescheduling import reschedule
from planning.services.whole import opened, time_of
from planning.starting import RelativePlan, laid, template_of
from projects.selectors import Project, today_of
from tenancy.actors import Actor
from tenancy.verbs import publish, record, record_all, require, verb
from toolkit.errors import DomainError

SOURCE = "template"


class PlanNotEmpty(DomainError):
    """Two plans do not become one by laying them over each other."""

    code = "plan_not_empty"
    message = _("This plan has rows already. Withdraw them first, or add what is missing by hand.")


@dataclass(frozen=True)
class Started:
    """What was laid: how many rows, from the first to the last day."""

    rows: int
    starts_on: date | None
    ends_on: date | None


@verb
def start_from_template(
    *, actor: Actor, project: Project, template: str, start_on: date, calendar_id: UUID | None = None
) -> Started:
    """Fill an empty plan: `template` is a usual plan's code or the key of a project whose plan is copied.

    Each relative day lands on the next working day of the plan's calendar (`calendar_id` chooses another
    one for the plan first), then links decide. People, progress and notes of another project stay there.
    Raises `PlanNotEmpty`, `TemplateUnknown`, `Missing`, `NoTimeToWork`.
    """
    require(actor, "planning.start_plan", project)
    plan = opened(actor, project)
    if Task.objects.live().filter(project_id=project.pk).exists():
        raise PlanNotEmpty()
    if calendar_id:
        plan = use_calendar(actor=actor, project=project, calendar_id=calendar_id)
    rows = _laid(
        plan, project, template_of(actor=actor, project=project, template=template), start_on=start_on
    )
    load_plan(actor=actor, project=project, plan=rows)
    record_all(actor, "planning.load_plan", _lines(project))
    day = min(start_on, today_of(project=project, now=actor.now))
    found = reschedule(actor=actor, project=project, as_of=day)
    record(actor, "planning.start_plan", plan, after={"template": template, "start_on": start_on})
    publish(PlanStarted(actor.organization.id, project.pk, template, start_on), actor=actor)
    return Started(len(rows.tasks), rows.start and rows.start.date(), found.finish_after)


def _laid(plan: Plan, project: Project, template: RelativePlan, *, start_on: date) -> PlanRows:
    try:
        calendar = time_of(plan, project).calendar
        return laid(template, start=start_on, calendar=calendar, source=SOURCE)
    except NoWorkingTime as error:
        raise NoTimeToWork() from error


def _lines(project: Project) -> list[tuple[Any, None, dict[str, str]]]:
    made = Task.objects.live().filter(project_id=project.pk).select_related("project")
    links = Dependency.objects.filter(project_id=project.pk, withdrawn_at__isnull=True)
    ends = links.select_related("project", "predecessor", "successor")
    return [
        *((task, None, {"name": task.name}) for task in made),
        *((link, None, {"from": link.predecessor.key, "to": link.successor.key}) for link in ends),
    ]
