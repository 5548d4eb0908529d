"""Letters of this room."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.notices import Letter, notice
from planning.events import MilestoneOverdue
from planning.models import Task
from planning.selectors import task_by_id
from projects.selectors import people_in_role
from tenancy.actors import Actor, system
from tenancy.selectors import organization_ref
from toolkit.errors import Missing

MANAGER = "PM"


@notice(MilestoneOverdue, rule="milestone_overdue", subject=_("Overdue milestones"))
def milestone_overdue(event: MilestoneOverdue) -> Letter | None:
    """To the milestone's owner, else to the project's managers; to nobody once it is no longer true."""
    actor = system("letter about an overdue milestone")
    try:
        task = task_by_id(actor=actor, task_id=event.task_id)
    except Missing:
        return None
    if task.has_ended or task.due_version != event.due_version:
        return None
    return Letter(
        people=audience(actor, task),
        template="planning/mail/milestone_overdue",
        link=address(task),
        subject_kind="planning.Task",
        subject_id=task.pk,
        version=event.due_version,
        why=_("You own this milestone.") if task.owner_id else _("You manage this project."),
        context={
            "key": f"{task.project.key}-{task.key}",
            "milestone": task.name,
            "project": task.project.name,
            "due": event.due,
        },
    )


def audience(actor: Actor, task: Task) -> list[UUID]:
    """Whom it concerns."""
    if task.owner_id:
        return [task.owner_id]
    return people_in_role(actor=actor, project_ids=[task.project_id], role=MANAGER).get(task.project_id, [])


def address(task: Task) -> str:
    """Where the milestone is read."""
    slug = organization_ref(organization_id=task.organization_id).slug
    return reverse("planning_task", kwargs={"org": slug, "key": task.project.key, "number": task.number})
