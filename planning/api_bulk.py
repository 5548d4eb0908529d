"""Endpoints that take many rows of a plan at once: all of them or none."""

from typing import Any

from rest_framework import serializers

from planning import selectors
from planning import services as verbs
from planning.api import TASK, MilestoneInput, Reason, TaskChanges
from planning.models import Task
from planning.views.subjects import OfProject
from toolkit.api import BulkEndpoint, Field
from toolkit.errors import Missing
from toolkit.many import Changed, Picked


class RowOfPlan(serializers.Serializer):
    """Which row, and which version of it was seen."""

    id = serializers.UUIDField()
    version = serializers.IntegerField(min_value=1)


class TaskRowInput(MilestoneInput):
    """A new row, last below its parent or last of all."""

    kind = serializers.ChoiceField(choices=["task", "milestone"], default="task")


class TaskRowChanges(RowOfPlan, TaskChanges):
    """What may be changed of one row."""

    name = serializers.CharField(max_length=512, required=False)


class AddTasksEndpoint(OfProject, BulkEndpoint):
    """Up to 500 new rows."""

    policies, row, status = {"post": "planning.add_task"}, TASK, 201
    forms, services = {"post": TaskRowInput}, {"post": verbs.add_tasks}


class EditTasksEndpoint(OfProject, BulkEndpoint):
    """Change up to 500 rows, whose versions must still be those that were seen."""

    policies, forms = {"post": "planning.edit_task"}, {"post": TaskRowChanges}
    row = TASK

    def prepare(self, rows: list[dict[str, Any]]) -> None:
        live = selectors.tasks(actor=self.actor, project=self.subject).select_related("project")
        self.found: dict[Any, Task] = live.in_bulk([row["id"] for row in rows])

    def perform_row(self, values: dict[str, Any]) -> Task:
        task = self.found.get(values.pop("id"))
        if task is None:
            raise Missing()
        return verbs.edit_task(actor=self.actor, task=task, **values)


class WithdrawTasksEndpoint(OfProject, BulkEndpoint):
    """Take up to 500 rows out, with what stands below them; `reason` holds for all."""

    policies, forms, common = {"post": "planning.withdraw_task"}, {"post": RowOfPlan}, Reason
    services = {"post": verbs.withdraw_tasks}
    row = (Field("id", "uuid", required=True), Field("version", "integer", required=True))

    def perform(self, method: str, values: dict[str, Any]) -> tuple[Picked, ...]:
        rows = [Picked(row["id"], row["version"]) for row in values["rows"]]
        done: Changed = super().perform(method, {**values, "rows": rows})
        return done.picked
