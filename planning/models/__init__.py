"""Tables of planning."""

from planning.models.calendars import CalendarException, WorkCalendar
from planning.models.objectives import Objective
from planning.models.plan import MilestoneAlert, Plan, TaskBaseline
from planning.models.resources import Assignment, PlanResource
from planning.models.tasks import Dependency, Task

__all__ = [
    "Assignment",
    "CalendarException",
    "Dependency",
    "MilestoneAlert",
    "Objective",
    "Plan",
    "PlanResource",
    "Task",
    "TaskBaseline",
    "WorkCalendar",
]
