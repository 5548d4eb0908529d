"""Facts of this room that other systems may hear of."""

from string import ascii_uppercase
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.changes import About, offer
from planning import events
from planning.models import Task
from projects.registers.declared import register_of
from projects.selectors import project_by_id
from tenancy.actors import system
from tenancy.selectors import organization_ref


def task(event: events.TaskEvent) -> About | None:
    """The row of the plan, withdrawn or not."""
    found = Task.objects.filter(pk=event.task_id).values_list("project__key", "number").first()
    if found is None:
        return None
    key, number = found
    slug = organization_ref(organization_id=event.organization_id).slug
    path = reverse("api_planning_task", kwargs={"org": slug, "key": key, "number": number})
    return About(event.task_id, f"{key}-T{number}", path)


def plan(event: Any) -> About:
    """The plan stands for its project."""
    key = project_by_id(actor=system("points at a plan"), project_id=event.project_id).key
    slug = organization_ref(organization_id=event.organization_id).slug
    return About(event.project_id, key, reverse("api_planning_tasks", kwargs={"org": slug, "key": key}))


def objective(event: events.AgreementRecorded) -> About:
    """The objective that somebody spoke about."""
    return _record(event, event.objective_id, event.key, "api_planning_objective")


def signed(event: events.ClientAnswered) -> About:
    """The charter or plan that the client was asked to sign."""
    register = register_of(event.kind)
    return _record(event, event.record_id, event.key, f"api_{register.route()}" if register else "")


def _record(event: Any, record_id: UUID, key: str, route: str) -> About:
    """A record of a register by its key, which ends with its number."""
    project = project_by_id(actor=system("points at a record"), project_id=event.project_id)
    slug = organization_ref(organization_id=event.organization_id).slug
    place = {"org": slug, "key": project.key, "number": int(key.lstrip(ascii_uppercase))}
    return About(record_id, f"{project.key}-{key}", reverse(route, kwargs=place))


OF_TASKS = {
    events.TaskAdded: _("Task or milestone added"),
    events.TaskEdited: _("Task or milestone edited"),
    events.TaskMoved: _("Task or milestone moved"),
    events.TaskWithdrawn: _("Task or milestone withdrawn"),
    events.TaskRestored: _("Task or milestone restored"),
    events.TaskStateChanged: _("Task or milestone in another state"),
    events.ProgressRecorded: _("Progress reported"),
    events.TaskShared: _("Task or milestone shared with the client"),
    events.TaskUnshared: _("Task or milestone no longer shared"),
    events.BufferUsed: _("Days of a buffer used"),
    events.BufferWentRed: _("Buffer burns too fast"),
    events.DependencyAdded: _("Dependency added"),
    events.DependencyRemoved: _("Dependency removed"),
}
OF_MILESTONES = {
    events.MilestoneReached: _("Milestone reached"),
    events.MilestoneRescheduled: _("Milestone rescheduled"),
    events.MilestoneOverdue: _("Milestone overdue"),
    events.MilestoneDueSoon: _("Milestone due soon"),
    events.MilestoneSlipped: _("Milestone slips against the baseline"),
}
for _event, _label in OF_TASKS.items():
    offer(_event, _label, policy="planning.view_plan", about=task)
for _event, _label in OF_MILESTONES.items():
    offer(_event, _label, policy="planning.view_milestones", about=task)
offer(events.CalendarChanged, _("Working calendar changed"), policy="planning.view_plan", about=plan)
offer(events.PlanRescheduled, _("Plan computed anew"), policy="planning.view_plan", about=plan)
offer(
    events.AgreementRecorded, _("Answer to an objective"), policy="planning.view_objectives", about=objective
)
offer(
    events.ClientAnswered,
    _("Charter or plan answered by the client"),
    policy="planning.view_charters",
    about=signed,
)
offer(
    events.ResponsibilitiesSet,
    _("Responsibilities set"),
    policy="planning.view_responsibilities",
    about=plan,
)
offer(events.PlanStarted, _("Plan started from a template"), policy="planning.view_plan", about=plan)
offer(events.PlanBaselined, _("Plan baselined"), policy="planning.view_plan", about=plan)
offer(
    events.PriorityDecided,
    _("Conflict of priorities decided"),
    policy="planning.view_priority_conflicts",
    about=plan,
)
offer(events.PlanLoaded, _("Plan loaded"), policy="planning.view_plan", about=plan)
