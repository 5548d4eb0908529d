"""Tables of schedule control."""

from schedule.models.baselines import Baseline
from schedule.models.boards import BoardLimit, ChecklistItem
from schedule.models.changes import ChangeEffect, ChangeRequest
from schedule.models.collecting import Collection, ProgressAsk
from schedule.models.decisions import Decision
from schedule.models.handoffs import HandOff
from schedule.models.issues import Issue, IssueAlert
from schedule.models.progress import ProgressEntry
from schedule.models.recovery import RecoveryAction, RecoveryPlan
from schedule.models.timesheets import PeriodLock, TimesheetLine, TimesheetWeek
from schedule.models.variances import Threshold, Variance

__all__ = [
    "Baseline",
    "BoardLimit",
    "ChangeEffect",
    "ChangeRequest",
    "ChecklistItem",
    "Collection",
    "Decision",
    "HandOff",
    "Issue",
    "IssueAlert",
    "PeriodLock",
    "ProgressAsk",
    "ProgressEntry",
    "RecoveryAction",
    "RecoveryPlan",
    "Threshold",
    "TimesheetLine",
    "TimesheetWeek",
    "Variance",
]
