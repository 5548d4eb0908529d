"""The plan as a whole: made when the first row comes, and the source of task numbers."""

from uuid import UUID

from django.db.models import F

from planning.models import Plan
from planning.services.rows import lock_plan
from planning.times import PlanTime, plan_time
from projects.selectors import Project
from tenancy.actors import Actor


def opened(actor: Actor, project: Project) -> Plan:
    """The project's plan, locked against other writers until the end of the transaction."""
    lock_plan(project.pk)
    plan = Plan.objects.filter(project_id=project.pk).first()
    if plan is None:
        plan = Plan.objects.create(project_id=project.pk, client_id=project.client_id, created_at=actor.now)
    return plan


def reserve_numbers(plan: Plan, count: int) -> int:
    """Take the next `count` task numbers; answers the first. Numbers are never used again."""
    first = plan.next_number
    Plan.objects.filter(pk=plan.pk).update(next_number=F("next_number") + count)
    plan.next_number = first + count
    return first


def unsettle(project_id: UUID) -> None:
    """Remember that something has changed which decides dates: the plan's pages offer to compute it anew."""
    Plan.objects.filter(project_id=project_id, settled=True).update(settled=False)


def time_of(plan: Plan, project: Project) -> PlanTime:
    """The plan's own time."""
    return plan_time(zone=project.zone, calendar_id=plan.calendar_id)
