"""Who may do what with a plan, and which rows an actor may know of."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.states import AUTHORS, DOERS, PLANNERS
from projects.registers.policies import register_policies
from projects.selectors import visible_projects
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, allow, grant, register
from tenancy.walls import Visibility

READERS = allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
PLAN_READERS = READERS | {"TA"}

POLICIES = register(
    "planning",
    {
        "view_plan": grant(_("See the plan"), PLAN_READERS),
        "view_milestones": grant(_("See milestones"), PLAN_READERS),
        "view_task": grant(_("Open a task"), READERS),
        "add_task": grant(_("Add tasks and milestones"), PLANNERS),
        "edit_task": grant(_("Edit tasks"), PLANNERS),
        "move_task": grant(_("Move tasks"), PLANNERS),
        "withdraw_task": grant(_("Withdraw tasks"), PLANNERS),
        "restore_task": grant(_("Restore tasks"), PLANNERS),
        "link_tasks": grant(_("Add and remove dependencies"), PLANNERS),
        "record_progress": grant(_("Report progress"), PLANNERS, own=DOERS),
        "change_state": grant(_("Change the state of tasks"), PLANNERS, own=DOERS),
        "reach_milestone": grant(_("Report a milestone as reached"), PLANNERS),
        "share_task": grant(_("Share tasks and milestones with the client"), allow("PM")),
        "load_plan": grant(_("Bring an imported plan in"), allow("DH", "PM")),
        **register_policies(
            "objective", "objectives", _("objectives"), view=PLAN_READERS, write=AUTHORS, share=allow("PM")
        ),
        "raise_overdue": allow(),
        "raise_due_soon": allow(),
        "raise_slipped": allow(),
    },
)


def visible(actor: Actor, prefix: str = "") -> Q:
    """The rows of plans an actor may know of; for a client's people those shared one by one."""
    rows = visible_projects(actor, f"{prefix}project__")
    if actor.roles & CLIENT_ROLES:
        rows &= Q(**{f"{prefix}client_id": actor.client_id, f"{prefix}visibility": Visibility.SHARED})
    return rows
