"""Endpoints of this room."""

from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from planning import selectors, states
from planning import services as verbs
from planning.filters import MilestoneFilters, TaskFilters
from planning.forms import STEPS
from planning.gantt import gantt
from planning.models import Task
from planning.views.subjects import OfProject, OfTask
from records.selectors.fields import custom_values
from tenancy.selectors import people
from tenancy.walls import Visibility
from toolkit.api import ActionEndpoint, Endpoint, Expansion, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

TASK = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("kind", required=True, choices=Task.Kind.choices),
    Field("name", required=True),
    Field("parent_id", "uuid"),
    Field("position", "integer", required=True),
    Field("level", "integer", required=True),
    Field("wbs", required=True),
    Field("state", required=True, choices=Task.State.choices),
    Field("start_at", "datetime"),
    Field("finish_at", "datetime"),
    Field("due", "date"),
    Field("promised", "date"),
    Field("duration_minutes", "integer"),
    Field("work_minutes", "integer"),
    Field("percent_complete", "integer", required=True),
    Field("actual_start_at", "datetime"),
    Field("actual_finish_at", "datetime"),
    Field("constraint_type", required=True, choices=Task.Constraint.choices),
    Field("constraint_at", "datetime"),
    Field("deadline_at", "datetime"),
    Field("total_slack_minutes", "integer"),
    Field("critical", "boolean", required=True),
    Field("priority", "integer", required=True),
    Field("contractual", "boolean", required=True),
    Field("is_buffer", "boolean", required=True),
    Field("buffer_minutes", "integer"),
    Field("owner_id", "uuid"),
    Field("stream_id", "uuid"),
    Field("visibility", required=True, choices=Visibility.choices),
    Field("source", required=True),
    Field("external_id", required=True),
    Field("version", "integer", required=True),
)

NAMED = (Field("id", "uuid", required=True), Field("name", required=True))
ABOVE = (*NAMED, Field("number", "integer", required=True), Field("wbs", required=True))
EXPAND = {
    "owner": Expansion(people, NAMED, source="owner_id"),
    "parent": Expansion(selectors.tasks, ABOVE, source="parent_id"),
    "custom": Expansion(custom_values, (Field("values", "object"),), source="id", key="entry_id"),
}
STATE_STEPS = sorted({*states.TASK.all_verbs(), *states.MILESTONE.all_verbs()})


class TaskChanges(serializers.Serializer):
    """What may be changed of a row. Two of start, finish and duration decide the third."""

    name = serializers.CharField(max_length=512)
    notes = serializers.CharField(required=False, allow_blank=True)
    owner_id = serializers.UUIDField(required=False, allow_null=True)
    stream_id = serializers.UUIDField(required=False, allow_null=True)
    begin = ApiDayField(required=False, help_text="First working day.")
    due = ApiDayField(required=False, help_text="Last working day; the day of a milestone.")
    start = serializers.DateTimeField(required=False)
    finish = serializers.DateTimeField(required=False)
    duration_minutes = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    priority = serializers.IntegerField(required=False, min_value=0, max_value=1000)
    contractual = serializers.BooleanField(required=False)
    is_buffer = serializers.BooleanField(required=False)
    constraint_type = serializers.ChoiceField(choices=Task.Constraint.choices, required=False)
    constraint_on = ApiDayField(required=False, help_text="The day that the constraint is about.")


class TaskInput(TaskChanges):
    """A new row."""

    kind = serializers.ChoiceField(choices=["task", "milestone"], default="task")
    parent_id = serializers.UUIDField(required=False, allow_null=True)
    before_id = serializers.UUIDField(required=False, allow_null=True)


class MilestoneInput(TaskChanges):
    """A new milestone."""

    parent_id = serializers.UUIDField(required=False, allow_null=True)


class Reason(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=500)


class MoveInput(serializers.Serializer):
    """One step, or another place."""

    step = serializers.ChoiceField(choices=[step for step, _label in STEPS], default="place")
    parent_id = serializers.UUIDField(required=False, allow_null=True)
    index = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class ProgressInput(serializers.Serializer):
    """How far it is."""

    percent_complete = serializers.IntegerField(required=False, min_value=0, max_value=100)
    actual_start = serializers.DateTimeField(required=False)
    actual_finish = serializers.DateTimeField(required=False)


class TaskStepInput(serializers.Serializer):
    """A step of the task's or milestone's state table; some need a reason."""

    step = serializers.ChoiceField(choices=STATE_STEPS)
    reason = serializers.CharField(max_length=500, required=False)


class ReachInput(serializers.Serializer):
    """When it was reached; today without a day."""

    reached_on = ApiDayField(required=False)


class TasksEndpoint(OfProject, ListEndpoint):
    """Rows of a plan in document order."""

    policies = {"get": "planning.view_task", "post": "planning.add_task"}
    selector = selectors.tasks
    filterset = TaskFilters
    row, expand = TASK, EXPAND
    orders = {"position": ("position",), "due": ("due",), "number": ("number",)}
    forms, services = {"post": TaskInput}, {"post": verbs.add_task}
    location = Link("api_planning_task", number="number")


class MilestonesEndpoint(OfProject, ListEndpoint):
    """Milestones of a plan."""

    policies = {"get": "planning.view_milestones", "post": "planning.add_task"}
    selector = selectors.milestones
    filterset = MilestoneFilters
    row, expand = TASK, EXPAND
    orders = {"due": ("due",), "position": ("position",)}
    forms, services = {"post": MilestoneInput}, {"post": verbs.add_task}
    location = Link("api_planning_task", number="number")

    def perform(self, method: str, values: dict[str, Any]) -> Task:
        return verbs.add_task(actor=self.actor, project=self.subject, kind="milestone", **values)


class TaskEndpoint(OfTask, RecordEndpoint):
    """One row."""

    policies = {
        "get": "planning.view_task",
        "patch": "planning.edit_task",
        "delete": "planning.withdraw_task",
    }
    row, expand = TASK, EXPAND
    forms = {"patch": TaskChanges, "delete": Reason}
    services = {"patch": verbs.edit_task, "delete": verbs.withdraw_task}


class MoveEndpoint(OfTask, ActionEndpoint):
    """Another place in the plan."""

    policies, row = {"post": "planning.move_task"}, TASK
    forms, services = {"post": MoveInput}, {"post": verbs.move_task}


class ProgressEndpoint(OfTask, ActionEndpoint):
    """Say how far it is."""

    policies, row = {"post": "planning.record_progress"}, TASK
    forms, services = {"post": ProgressInput}, {"post": verbs.record_progress}


class StateEndpoint(OfTask, ActionEndpoint):
    """Take a step of the state table."""

    policies, row = {"post": "planning.change_state"}, TASK
    forms, services = {"post": TaskStepInput}, {"post": verbs.change_state}


class ReachEndpoint(OfTask, ActionEndpoint):
    """Report a milestone reached."""

    policies, row = {"post": "planning.reach_milestone"}, TASK
    forms, services = {"post": ReachInput}, {"post": verbs.reach_milestone}


class ShareEndpoint(OfTask, ActionEndpoint):
    """Let the client see it."""

    policies, row = {"post": "planning.share_task"}, TASK
    services = {"post": verbs.share_task}


class UnshareEndpoint(OfTask, ActionEndpoint):
    """Take it out of the client's sight."""

    policies, row = {"post": "planning.share_task"}, TASK
    services = {"post": verbs.unshare_task}


class GanttEndpoint(OfProject, Endpoint):
    """The whole plan for drawing: rows with their bars, links, days off; texts in the reader's language."""

    policies = {"get": "planning.view_plan"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        self.check_parameters(())
        return self.answer(gantt(actor=self.actor, project=self.subject, reader=self.reader))
