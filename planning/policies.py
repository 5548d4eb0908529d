"""Who may do what with a plan, and which rows an actor may know of."""

from django.db.models import Q

from planning.models import Task
from projects.selectors import roles, visible_projects
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, allow, register
from tenancy.walls import Visibility

READERS = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
PLANNERS = allow("PM", "TL")
DOERS = PLANNERS | allow("AG", "QA", "WF")

POLICIES = register(
    "planning",
    {
        "view_plan": READERS,
        "view_task": READERS,
        "view_milestones": READERS,
        "add_task": PLANNERS,
        "edit_task": PLANNERS,
        "move_task": PLANNERS,
        "withdraw_task": PLANNERS,
        "restore_task": PLANNERS,
        "link_tasks": PLANNERS,
        "record_progress": DOERS,
        "change_state": DOERS,
        "reach_milestone": PLANNERS,
        "share_task": allow("PM"),
        "load_plan": allow("PM"),
        "raise_overdue": allow(),
    },
)


def visible(actor: Actor, prefix: str = "") -> Q:
    """The rows of plans an actor may know of; for a client's people those shared one by one."""
    rows = visible_projects(actor, f"{prefix}project__")
    if actor.roles & CLIENT_ROLES:
        rows &= Q(**{f"{prefix}client_id": actor.client_id, f"{prefix}visibility": Visibility.SHARED})
    return rows


def plans(actor: Actor, task: Task) -> bool:
    """Whether the actor plans this task's project, and so may act on everybody's tasks."""
    return actor.is_system or bool(roles(actor, task.project_id) & PLANNERS)


def owns(actor: Actor, task: Task) -> bool:
    """Whether the task is the actor's own."""
    return actor.person_id is not None and task.owner_id == actor.person_id


def may_report(actor: Actor, task: Task) -> bool:
    """Whether the actor may say how far the task is: planners for all, others for their own."""
    return actor.may("planning.record_progress", task) and (plans(actor, task) or owns(actor, task))
