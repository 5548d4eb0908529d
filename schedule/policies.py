"""Who may do what in schedule control."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.registers.policies import register_policies
from projects.selectors import visible_projects
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, allow, grant, register
from tenancy.walls import Visibility

READERS = allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")

LEADERS = allow("PM", "TL")
BASELINE_READERS = allow("DH", "PM", "TL", "QA", "WF", "FI", "AU", "platform")
MANAGED = allow("DH", "PM")
DOERS = LEADERS | allow("AG", "QA", "WF")
HOURS_READERS = allow("DH", "PM", "TL", "FI", "AU", "platform")

POLICIES = register(
    "schedule",
    {
        **register_policies(
            "baseline",
            "baselines",
            _("baselines"),
            view=BASELINE_READERS,
            write=allow("PM"),
            step=MANAGED,
            share=allow("PM"),
        ),
        **register_policies("variance", "variances", _("variances"), view=READERS, write=MANAGED),
        **register_policies(
            "recovery_plan",
            "recovery_plans",
            _("recovery plans"),
            view=READERS,
            write=MANAGED,
            share=allow("PM"),
        ),
        **register_policies(
            "recovery_action",
            "recovery_actions",
            _("recovery actions"),
            view=READERS,
            write=MANAGED,
            share=allow("PM"),
        ),
        "view_performance": grant(_("See the plan against what came of it"), BASELINE_READERS),
        "view_slipped": grant(_("See what is overdue, slipped or not updated"), READERS),
        "view_bottlenecks": grant(_("See the bottlenecks of a plan"), READERS),
        "set_thresholds": grant(_("Set the thresholds of variances"), MANAGED),
        "raise_variances": allow(),
        "report_progress": grant(_("Report on tasks, and keep what was said"), LEADERS, own=DOERS),
        "view_progress": grant(_("See what was reported on tasks"), READERS),
        "view_timesheets": grant(_("See the timesheets of a project"), HOURS_READERS),
        "view_timesheet": grant(_("Open a timesheet"), HOURS_READERS, own=DOERS),
        "write_timesheet": grant(_("Write one’s own hours"), allow(), own=DOERS),
        "change_timesheet_state": grant(_("Submit, approve and return timesheets"), LEADERS, own=DOERS),
        "view_board": grant(_("See the board of a project"), READERS),
        "set_board_limits": grant(_("Set the limits of a board"), LEADERS),
        "view_checklist": grant(_("See the checklists of tasks"), READERS),
        "check_item": grant(_("Keep the checklists of tasks"), LEADERS, own=DOERS),
        "set_collection": grant(_("Choose when a project asks for progress"), allow("PM")),
        "collect_progress": allow(),
        "view_handoffs": grant(_("See who hands tasks over to whom"), READERS),
        "offer_handoff": grant(_("Hand tasks over"), LEADERS, own=DOERS),
        "change_handoff_state": grant(_("Accept, decline and withdraw hand-offs"), LEADERS, own=DOERS),
        "view_locks": grant(_("See which periods are locked"), READERS),
        "lock_period": grant(_("Lock the hours of a period"), allow("PM")),
        "unlock_period": grant(_("Unlock the hours of a period"), allow("DH")),
    },
)

POLICIES |= register(
    "schedule",
    {
        "view_my_tasks": grant(_("Open “My tasks”"), READERS - {"platform"}),
        "view_waiting_hours": grant(_("See the hours that wait for one"), HOURS_READERS),
    },
    project=False,
)
ISSUE_READERS = allow("DH", "PM", "TL", "AG", "QA", "WF", "AU", "platform")
RAISERS = allow("PM", "TL", "AG", "QA", "WF")
ISSUE_KEEPERS = allow("DH", "PM", "TL", "QA", "WF")
CHANGE_READERS = allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
POLICIES |= register(
    "schedule",
    {
        **register_policies(
            "issue", "issues", _("issues"), view=ISSUE_READERS, write=ISSUE_KEEPERS, share=allow("PM")
        ),
        "add_issue": grant(_("Raise issues and blockers"), RAISERS),
        **register_policies(
            "change_request",
            "change_requests",
            _("change requests"),
            view=CHANGE_READERS,
            write=allow("PM"),
            step=MANAGED,
            share=allow("PM"),
        ),
        "add_change_request": grant(_("Raise change requests"), RAISERS | {"FI"}),
        "sign_change_request": grant(_("Ask the client to sign a change request"), allow("PM")),
        **register_policies(
            "decision",
            "decisions",
            _("decisions"),
            view=allow("DH", "PM", "TL", "AG", "QA", "WF", "AU", "platform"),
            write=allow("PM", "TL"),
            share=allow("PM"),
        ),
        "raise_overdue_issues": allow(),
    },
)


def visible(actor: Actor, prefix: str = "") -> Q:
    """The rows of this room an actor may know of; for a client's people those shared one by one."""
    rows = visible_projects(actor, f"{prefix}project__")
    if actor.roles & CLIENT_ROLES:
        rows &= Q(**{f"{prefix}client_id": actor.client_id, f"{prefix}visibility": Visibility.SHARED})
    return rows
