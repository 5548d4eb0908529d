"""Which records of this room people talk about, attach to, approve and look for."""

from django.utils.translation import gettext_lazy as _

from projects.registers.areas import card
from projects.registers.doors import open_register
from records.acts import acts
from records.approving import CHANGE, approvable
from schedule.registers import REGISTERS
from schedule.services import grant_baseline, refuse_baseline
from schedule.services.changes import content, grant_change, refuse_change, size

for register in REGISTERS:
    open_register(register)

approvable(
    "schedule.Baseline",
    decision="baseline",
    authors=lambda baseline: [baseline.made_by_id],
    content=lambda baseline: {"digest": baseline.digest, "state": baseline.state},
    on_granted=grant_baseline,
    on_refused=refuse_baseline,
)
approvable(
    "schedule.ChangeRequest",
    decision=CHANGE,
    authors=lambda change: [change.made_by_id],
    measure=size,
    content=content,
    on_granted=grant_change,
    on_refused=refuse_change,
)
card(
    "schedule",
    route="schedule_performance",
    label=_("Plan against actual"),
    icon="gauge",
    policy="schedule.view_performance",
    text=_("How much should be done by today, how much is, and which milestones have moved."),
    owns=("schedule_compare_baseline", "schedule_report_file"),
)
card(
    "schedule",
    route="schedule_slipped",
    label=_("Slipped and overdue"),
    icon="alert-triangle",
    policy="schedule.view_slipped",
    text=_("What is late, behind its baseline or silent, with cause and corrective action."),
    owns=("schedule_thresholds",),
)
card(
    "schedule",
    route="schedule_bottlenecks",
    label=_("Bottlenecks"),
    icon="filter-exclamation",
    policy="schedule.view_bottlenecks",
    text=_("The open critical path, people over their capacity, and work that grows old."),
)
card(
    "schedule",
    route="schedule_board",
    label=_("Board"),
    icon="layout-kanban",
    policy="schedule.view_board",
    text=_("Tasks by state, with limits. Changes by others appear without a reload."),
    owns=("schedule_limits", "schedule_collect", "schedule_move_card", "schedule_checklist"),
)
card(
    "schedule",
    route="schedule_progress",
    label=_("Progress reports"),
    icon="progress",
    policy="schedule.view_progress",
    text=_("What was said of each task, when and by whom."),
    owns=("schedule_report", "schedule_step"),
)
card(
    "schedule",
    route="schedule_handoffs",
    label=_("Hand-offs"),
    icon="user-check",
    policy="schedule.view_handoffs",
    text=_("Who hands which task over to whom, with what is done and what is open."),
    owns=("schedule_hand_over", "schedule_handoff", "schedule_step_handoff"),
)
card(
    "schedule",
    route="schedule_my_week",
    label=_("My hours"),
    icon="clock",
    policy="schedule.write_timesheet",
    text=_("Your hours of a week, by task and day."),
    owns=("schedule_copy_week",),
)
card(
    "schedule",
    route="schedule_timesheets",
    label=_("Timesheets"),
    icon="calendar-time",
    policy="schedule.view_timesheets",
    text=_("Weeks that members submitted, to approve or to return; and locked periods."),
    owns=(
        "schedule_timesheet",
        "schedule_step_timesheet",
        "schedule_lock",
        "schedule_locks",
        "schedule_unlock",
    ),
)
acts({"schedule.raise_variances": _("raised it"), "schedule.set_thresholds": _("set the thresholds")})
acts(
    {
        "schedule.report_progress": _("said how far it is"),
        "schedule.check_item": _("changed its checklist"),
        "schedule.set_board_limits": _("set the limits of its board"),
        "schedule.set_collection": _("changed its weekly question"),
    }
)
