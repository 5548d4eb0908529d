"""Tables of planning."""

from planning.models.calendars import CalendarException, WorkCalendar
from planning.models.charter import Charter, ManagementPlan
from planning.models.links import Dependency
from planning.models.objectives import Objective
from planning.models.plan import MilestoneAlert, Plan, TaskBaseline
from planning.models.readiness import DemandLine, ReadinessItem, ReadinessQuerySet
from planning.models.resources import Assignment, PlanResource
from planning.models.responsibilities import Responsibility
from planning.models.scope import (
    Assumption,
    Deliverable,
    Requirement,
    RequirementTask,
    ScopeItem,
    ScopePrice,
)
from planning.models.stakeholders import Expectation, ObjectiveAgreement, Stakeholder
from planning.models.streams import PriorityDecision, WorkStream
from planning.models.tasks import Task

__all__ = [
    "Assignment",
    "Assumption",
    "CalendarException",
    "Charter",
    "Deliverable",
    "DemandLine",
    "Dependency",
    "Expectation",
    "ManagementPlan",
    "MilestoneAlert",
    "Objective",
    "ObjectiveAgreement",
    "Plan",
    "PlanResource",
    "PriorityDecision",
    "ReadinessItem",
    "ReadinessQuerySet",
    "Requirement",
    "RequirementTask",
    "Responsibility",
    "ScopeItem",
    "ScopePrice",
    "Stakeholder",
    "Task",
    "TaskBaseline",
    "WorkCalendar",
    "WorkStream",
]
