"""Verbs of planning: the only place that writes plans."""

from planning.services.alerts import (
    raise_milestones_due_soon,
    raise_overdue_milestones,
    raise_slipped_milestones,
    slip_step,
)
from planning.services.bulk import add_tasks
from planning.services.links import (
    LinkCircular,
    LinkElsewhere,
    LinkToOwnSummary,
    add_dependency,
    remove_dependency,
)
from planning.services.loads import load_plan
from planning.services.loads.draft import PlanRowsBroken
from planning.services.many import (
    OwnerElsewhere,
    assign_tasks,
    restore_tasks,
    share_tasks,
    unshare_tasks,
    withdraw_tasks,
)
from planning.services.moves import MoveImpossible, move_task
from planning.services.progress import (
    ActualInFuture,
    MilestoneAlreadyReached,
    MilestoneHasNoPercent,
    NotAMilestone,
    PercentOutOfRange,
    change_state,
    reach_milestone,
    record_progress,
)
from planning.services.sharing import share_task, unshare_task
from planning.services.tasks import (
    MilestoneHoldsNothing,
    NameMissing,
    SummaryIsComputed,
    add_task,
    edit_task,
)
from planning.services.withdrawals import NotWithdrawn, RestoreTooLate, restore_task, withdraw_task

__all__ = [
    "ActualInFuture",
    "LinkCircular",
    "LinkElsewhere",
    "LinkToOwnSummary",
    "MilestoneAlreadyReached",
    "MilestoneHasNoPercent",
    "MilestoneHoldsNothing",
    "MoveImpossible",
    "NameMissing",
    "NotAMilestone",
    "NotWithdrawn",
    "OwnerElsewhere",
    "PercentOutOfRange",
    "PlanRowsBroken",
    "RestoreTooLate",
    "SummaryIsComputed",
    "add_dependency",
    "add_task",
    "add_tasks",
    "assign_tasks",
    "change_state",
    "edit_task",
    "load_plan",
    "move_task",
    "raise_milestones_due_soon",
    "raise_overdue_milestones",
    "raise_slipped_milestones",
    "reach_milestone",
    "record_progress",
    "remove_dependency",
    "restore_task",
    "restore_tasks",
    "share_task",
    "share_tasks",
    "slip_step",
    "unshare_task",
    "unshare_tasks",
    "withdraw_task",
    "withdraw_tasks",
]
