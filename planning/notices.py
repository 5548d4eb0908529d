"""Letters of this room."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from notifications.notices import Days, Default, Letter, Urgency, Way, notice
from planning.events import (
    BufferWentRed,
    MilestoneDueSoon,
    MilestoneOverdue,
    MilestoneSlipped,
    TaskEvent,
    TaskStateChanged,
)
from planning.models import Task
from planning.selectors import task_by_id
from projects.selectors import people_in_role
from records.letters import moved
from tenancy.actors import Actor, system
from tenancy.selectors import members, organization_ref
from toolkit.errors import Missing
from toolkit.links import Link

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
    BufferWentRed,
    rule="buffer_red",
    subject=_("Buffers that burn too fast"),
    audience=_("The project’s managers"),
    urgency=Urgency.URGENT,
    of_project=True,
    people=people_of_role,
)
def buffer_red(event: BufferWentRed) -> Letter | None:
    """To the project's managers, once each time it turns red; to nobody once it is no longer true."""
    actor = system("letter about a buffer")
    task = live_task(actor, event)
    if task is None or task.has_ended or task.buffer_red_at is None:
        return None
    numbers = {name: getattr(event, name) for name in ("burned", "planned", "done", "chain")}
    key = f"{task.project.key}-{task.key}"
    return Letter(
        people=people_of_role(actor, task.project_id, MANAGER),
        template="planning/mail/buffer_red",
        link=address(task, route="planning_buffers"),
        subject_kind="planning.Task",
        subject_id=task.pk,
        version=event.version,
        why=MANAGER_WHY,
        context={"key": key, "name_of": task.name, "project": task.project.name, **numbers},
        project=task.project_id,
        project_name=f"{task.project.key} {task.project.name}",
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
    task = live_task(actor, event)
    if task is None or task.has_ended or task.due_version != version:
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


def live_task(actor: Actor, event: TaskEvent) -> Task | None:
    """The row that a fact is about, unless it was taken out."""
    try:
        return task_by_id(actor=actor, task_id=event.task_id)
    except Missing:
        return None


def names(task: Task) -> dict[str, str]:
    """What people call the milestone and its project."""
    key = f"{task.project.key}-{task.key}"
    return {"key": key, "milestone": task.name, "project": task.project.name}


def audience(actor: Actor, task: Task) -> list[UUID]:
    """Whom it concerns."""
    if task.owner_id:
        return [task.owner_id]
    return people_of_role(actor, task.project_id, MANAGER)


def address(task: Task, *, route: str = "planning_task") -> str:
    """Where it is read."""
    slug = organization_ref(organization_id=task.organization_id).slug
    return Link(route).url({"org": slug, "key": task.project.key, "number": task.number})
