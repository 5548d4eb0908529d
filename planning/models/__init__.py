"""Tables of planning."""

from planning.models.calendars import CalendarException, WorkCalendar
from planning.models.plan import MilestoneAlert, Plan, TaskBaseline
from planning.models.resources import Assignment, PlanResource
from planning.models.tasks import Dependency, Task

__all__ = [
    "Assignment",
    "CalendarException",
    "Dependency",
    "MilestoneAlert",
    "Plan",
    "PlanResource",
    "Task",
    "TaskBaseline",
    "WorkCalendar",
]
