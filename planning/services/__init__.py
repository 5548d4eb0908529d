"""Verbs of planning: the only place that writes plans."""

from planning.circles import LinkCircular
from planning.services.acceptance import deem_accepted
from planning.services.alerts import (
    raise_milestones_due_soon,
    raise_overdue_milestones,
    raise_slipped_milestones,
    slip_step,
)
from planning.services.baselines import set_baseline
from planning.services.buffers import (
    BufferEmpty,
    BufferTooShort,
    NotABuffer,
    NothingToProtect,
    add_buffer,
    use_buffer,
    watch_buffers,
)
from planning.services.bulk import add_tasks
from planning.services.calendars import (
    CalendarOfHouse,
    HoursInvalid,
    NoHolidaysKnown,
    add_calendar,
    add_exception,
    add_holidays,
    announced,
    edit_calendar,
    holidays,
    known_days,
    remove_exception,
    use_calendar,
)
from planning.services.estimates import EstimatesDisordered, MilestoneTakesNoTime, estimate_task
from planning.services.kept_free import BufferHoldsNothing, BufferIsNoWork, NotFree
from planning.services.links import LinkElsewhere, LinkToOwnSummary, add_dependency, remove_dependency
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
from planning.services.pricing import NotExtra, PriceAgreed, price_scope_item
from planning.services.priorities import (
    DecidedInFuture,
    NotOneOfBoth,
    PriorityReasonMissing,
    UnknownDecider,
    decide_priority,
)
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
from planning.services.repeating import NoDayYet, NothingToRepeat, SeriesTooLong, repeat_task
from planning.services.requirements import (
    DeliverableThere,
    NothingToMake,
    TaskLinked,
    convert_requirement,
    link_task,
    unlink_task,
)
from planning.services.rescheduling import PlanMovedOn, reschedule
from planning.services.responsibilities import (
    AccountableMissing,
    AccountableTwice,
    NotOnProject,
    set_responsibilities,
)
from planning.services.sharing import share_task, unshare_task
from planning.services.starting import PlanNotEmpty, start_from_template
from planning.services.tasks import (
    ConstraintDayMissing,
    MilestoneHoldsNothing,
    NameMissing,
    SummaryIsComputed,
    add_task,
    edit_task,
)
from planning.services.withdrawals import NotWithdrawn, RestoreTooLate, restore_task, withdraw_task

__all__ = [
    "AccountableMissing",
    "AccountableTwice",
    "ActualInFuture",
    "BufferEmpty",
    "BufferHoldsNothing",
    "BufferIsNoWork",
    "BufferTooShort",
    "CalendarOfHouse",
    "ConstraintDayMissing",
    "DecidedInFuture",
    "DeliverableThere",
    "EstimatesDisordered",
    "HoursInvalid",
    "LinkCircular",
    "LinkElsewhere",
    "LinkToOwnSummary",
    "MilestoneAlreadyReached",
    "MilestoneHasNoPercent",
    "MilestoneHoldsNothing",
    "MilestoneTakesNoTime",
    "MoveImpossible",
    "NameMissing",
    "NoDayYet",
    "NoHolidaysKnown",
    "NotABuffer",
    "NotAMilestone",
    "NotExtra",
    "NotFree",
    "NotOnProject",
    "NotOneOfBoth",
    "NotWithdrawn",
    "NothingToMake",
    "NothingToProtect",
    "NothingToRepeat",
    "OwnerElsewhere",
    "PercentOutOfRange",
    "PlanMovedOn",
    "PlanNotEmpty",
    "PlanRowsBroken",
    "PriceAgreed",
    "PriorityReasonMissing",
    "RestoreTooLate",
    "SeriesTooLong",
    "SummaryIsComputed",
    "TaskLinked",
    "UnknownDecider",
    "add_buffer",
    "add_calendar",
    "add_dependency",
    "add_exception",
    "add_holidays",
    "add_task",
    "add_tasks",
    "announced",
    "assign_tasks",
    "change_state",
    "convert_requirement",
    "decide_priority",
    "deem_accepted",
    "edit_calendar",
    "edit_task",
    "estimate_task",
    "holidays",
    "known_days",
    "link_task",
    "load_plan",
    "move_task",
    "price_scope_item",
    "raise_milestones_due_soon",
    "raise_overdue_milestones",
    "raise_slipped_milestones",
    "reach_milestone",
    "record_progress",
    "remove_dependency",
    "remove_exception",
    "repeat_task",
    "reschedule",
    "restore_task",
    "restore_tasks",
    "set_baseline",
    "set_responsibilities",
    "share_task",
    "share_tasks",
    "slip_step",
    "start_from_template",
    "unlink_task",
    "unshare_task",
    "unshare_tasks",
    "use_buffer",
    "use_calendar",
    "watch_buffers",
    "withdraw_task",
    "withdraw_tasks",
]
