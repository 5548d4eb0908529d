"""Letters of this room."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.notices import Days, Default, Letter, Urgency, Way, notice
from planning.events import MilestoneDueSoon, MilestoneOverdue, MilestoneSlipped, TaskEvent, TaskStateChanged
from planning.models import Task
from planning.selectors import task_by_id
from projects.selectors import people_in_role
from records.letters import moved
from tenancy.actors import Actor, system
from tenancy.selectors import members, organization_ref
from toolkit.errors import Missing

MANAGER = "PM"
OF_PROJECT = frozenset({"PM", "TL"})
OWN_WHY, MANAGER_WHY = _("You own this milestone."), _("You manage this project.")
OWNER_ELSE_MANAGERS = _("The milestone’s owner, else the project’s managers")


def people_of_role(actor: Actor, project_id: UUID, role: str) -> list[UUID]:
    """Who holds a role today: on the project, or in the whole organization."""
    if role in OF_PROJECT:
        return people_in_role(actor=actor, project_ids=[project_id], role=role).get(project_id, [])
    return list(members(actor=actor).filter(role=role).values_list("person_id", flat=True))


@notice(
    MilestoneOverdue,
    rule="milestone_overdue",
    subject=_("Overdue milestones"),
    audience=OWNER_ELSE_MANAGERS,
    urgency=Urgency.URGENT,
    of_project=True,
    people=people_of_role,
    climbs=True,
)
def milestone_overdue(event: MilestoneOverdue) -> Letter | None:
    """To the milestone's owner, else to the project's managers; to nobody once it is no longer true."""
    return letter(event, "milestone_overdue", event.due_version, due=event.due)


@notice(
    MilestoneDueSoon,
    rule="milestone_due_soon",
    subject=_("Milestones due soon"),
    audience=OWNER_ELSE_MANAGERS,
    default=Default(Way.DIGEST),
    of_project=True,
    days=Days(_("Days ahead"), default=7),
    people=people_of_role,
)
def milestone_due_soon(event: MilestoneDueSoon) -> Letter | None:
    """As `milestone_overdue`, some days before."""
    return letter(event, "milestone_due_soon", event.due_version, due=event.due)


@notice(
    MilestoneSlipped,
    rule="milestone_slipped",
    subject=_("Milestones that slip against the baseline"),
    audience=OWNER_ELSE_MANAGERS,
    default=Default(Way.DIGEST),
    of_project=True,
    days=Days(_("Tolerance in calendar days"), default=5),
    people=people_of_role,
)
def milestone_slipped(event: MilestoneSlipped) -> Letter | None:
    """As `milestone_overdue`, when the due day moved too far behind the baseline."""
    return letter(
        event,
        "milestone_slipped",
        event.due_version,
        due=event.due,
        promised=event.promised,
        days=event.days,
    )


@notice(
    TaskStateChanged,
    rule="task_moved",
    subject=_("Changed states of tasks that I watch"),
    audience=_("The task’s watchers and its owner"),
    default=Default(Way.INBOX),
)
def task_moved(event: TaskStateChanged) -> Letter | None:
    """To who hears of the task, and did not change it."""
    return moved(entry_id=event.task_id, before=event.before, after=event.after)


def letter(event: TaskEvent, template: str, version: int, **context: Any) -> Letter | None:
    """A letter about a milestone; None when it ended, or has another due day by now."""
    actor = system("letter about a milestone")
    try:
        task = task_by_id(actor=actor, task_id=event.task_id)
    except Missing:
        return None
    if task.has_ended or task.due_version != version:
        return None
    return Letter(
        people=audience(actor, task),
        template=f"planning/mail/{template}",
        link=address(task),
        subject_kind="planning.Task",
        subject_id=task.pk,
        version=version,
        why=OWN_WHY if task.owner_id else MANAGER_WHY,
        context={**names(task), **context},
        project=task.project_id,
        project_name=f"{task.project.key} {task.project.name}",
    )


def names(task: Task) -> dict[str, str]:
    """What people call the milestone and its project."""
    key = f"{task.project.key}-{task.key}"
    return {"key": key, "milestone": task.name, "project": task.project.name}


def audience(actor: Actor, task: Task) -> list[UUID]:
    """Whom it concerns."""
    if task.owner_id:
        return [task.owner_id]
    return people_of_role(actor, task.project_id, MANAGER)


def address(task: Task) -> str:
    """Where the milestone is read."""
    slug = organization_ref(organization_id=task.organization_id).slug
    return reverse("planning_task", kwargs={"org": slug, "key": task.project.key, "number": task.number})
