"""Who may do what with a plan, and which rows an actor may know of."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.states import AUTHORS, DOERS, MANAGER, PLANNERS
from projects.registers.policies import register_policies
from projects.selectors import visible_projects
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, allow, grant, register
from tenancy.walls import Visibility

READERS = allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
PLAN_READERS = READERS | {"TA"}
# Who stands where, and with how much power, is not for everybody on the team.
STAKE_READERS = PLAN_READERS - {"AG"}

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
        "use_buffer": grant(_("Use days of buffers"), PLANNERS),
        "link_tasks": grant(_("Add and remove dependencies"), PLANNERS),
        "record_progress": grant(_("Report progress"), PLANNERS, own=DOERS),
        "change_state": grant(_("Change the state of tasks"), PLANNERS, own=DOERS),
        "reach_milestone": grant(_("Report a milestone as reached"), PLANNERS),
        "share_task": grant(_("Share tasks and milestones with the client"), allow("PM")),
        "set_baseline": grant(_("Make an approved plan the baseline"), allow("DH")),
        "estimate_task": grant(_("Estimate tasks"), PLANNERS, own=DOERS),
        "view_calendars": grant(_("See working calendars"), PLAN_READERS),
        "edit_calendars": grant(_("Change working calendars"), AUTHORS),
        "reschedule": grant(_("Compute the plan anew"), AUTHORS),
        "start_plan": grant(_("Start plans from templates"), AUTHORS),
        "load_plan": grant(_("Bring an imported plan in"), allow("DH", "PM")),
        **register_policies(
            "objective", "objectives", _("objectives"), view=PLAN_READERS, write=AUTHORS, share=allow("PM")
        ),
        **register_policies(
            "stakeholder", "stakeholders", _("stakeholders"), view=STAKE_READERS, write=AUTHORS
        ),
        **register_policies(
            "expectation",
            "expectations",
            _("expectations of stakeholders"),
            view=STAKE_READERS,
            write=AUTHORS,
            share=allow("PM"),
        ),
        **register_policies(
            "charter", "charters", _("charters"), view=PLAN_READERS, write=AUTHORS, share=allow("PM")
        ),
        **register_policies(
            "management_plan",
            "management_plans",
            _("management plans"),
            view=PLAN_READERS,
            write=AUTHORS,
            share=allow("PM"),
        ),
        **register_policies(
            "readiness_item",
            "readiness_items",
            _("readiness items"),
            view=PLAN_READERS,
            write=AUTHORS,
            share=allow("PM"),
        ),
        **register_policies(
            "demand_line",
            "demand_lines",
            _("demand lines"),
            view=PLAN_READERS,
            write=AUTHORS,
            share=allow("PM"),
            stateless=True,
        ),
        **register_policies(
            "work_stream",
            "work_streams",
            _("work-streams"),
            view=PLAN_READERS,
            write=AUTHORS,
            stateless=True,
        ),
        "view_priority_conflicts": grant(_("See where priorities of work-streams collide"), PLAN_READERS),
        "decide_priority": grant(_("Decide which work goes first"), AUTHORS),
        "derive_demand": grant(_("Derive the demand for people from the plan"), AUTHORS),
        "record_agreement": grant(_("Record what stakeholders say to objectives"), AUTHORS),
        "ask_signature": grant(_("Ask the client to sign charters and plans"), AUTHORS),
        **register_policies(
            "deliverable",
            "deliverables",
            _("deliverables"),
            view=READERS,
            write=MANAGER,
            edit=PLANNERS,
            own=allow("AG"),
            share=MANAGER,
        ),
        **register_policies(
            "requirement",
            "requirements",
            _("requirements"),
            view=READERS,
            write=MANAGER,
            edit=PLANNERS,
            own=allow("AG"),
            share=MANAGER,
        ),
        **register_policies(
            "assumption",
            "assumptions",
            _("assumptions and dependencies"),
            view=PLAN_READERS,
            write=AUTHORS,
            share=MANAGER,
        ),
        **register_policies(
            "scope_item",
            "scope_items",
            _("the scope"),
            view=PLAN_READERS,
            write=AUTHORS,
            share=MANAGER,
        ),
        "view_trace": grant(_("See what requirements are traced to"), READERS),
        "link_requirement": grant(_("Link requirements to tasks"), PLANNERS),
        "convert_requirement": grant(_("Make deliverables and tasks of requirements"), MANAGER),
        "view_scope_prices": grant(_("See what extra work costs"), allow("DH", "PM", "FI", "AU")),
        "price_scope_item": grant(_("Price extra work"), allow("DH", "PM", "FI")),
        "view_responsibilities": grant(_("See who does what"), PLAN_READERS),
        "set_responsibilities": grant(_("Say who does what"), AUTHORS),
        "deem_accepted": allow(),
        "raise_overdue": allow(),
        "raise_due_soon": allow(),
        "raise_slipped": allow(),
        "watch_buffers": allow(),
    },
)


def visible(actor: Actor, prefix: str = "") -> Q:
    """The rows of plans an actor may know of; for a client's people those shared one by one."""
    rows = visible_projects(actor, f"{prefix}project__")
    if actor.roles & CLIENT_ROLES:
        rows &= Q(**{f"{prefix}client_id": actor.client_id, f"{prefix}visibility": Visibility.SHARED})
    return rows
