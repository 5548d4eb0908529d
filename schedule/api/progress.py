"""Endpoints of progress."""

from rest_framework import serializers

from planning.selectors import Task
from schedule import filters
from schedule.models.progress import COMMENT_LENGTH
from schedule.selectors import progress as selectors
from schedule.services import progress as verbs
from schedule.views.subjects import OfProject, OfTask
from toolkit.api import ActionEndpoint, Field, ListEndpoint

MINE = (
    Field("id", "uuid", required=True),
    Field("project", source="project__key", required=True),
    Field("number", "integer", required=True),
    Field("name", required=True),
    Field("state", required=True, choices=Task.State.choices),
    Field("due", "date"),
    Field("percent_complete", "integer", required=True),
    Field("remaining_minutes", "integer"),
    Field("last_on", "date"),
    Field("version", "integer", required=True),
)
REPORTED = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("state", required=True, choices=Task.State.choices),
    Field("percent_complete", "integer", required=True),
    Field("remaining_minutes", "integer"),
    Field("version", "integer", required=True),
)
ENTRY = (
    Field("id", "uuid", required=True),
    Field("created_at", "datetime", required=True),
    Field("reported_on", "date", required=True),
    Field("task_id", "uuid", required=True),
    Field("task", "integer", source="task__number", required=True),
    Field("person_id", "uuid"),
    Field("person", source="person__name"),
    Field("percent_before", "integer", required=True),
    Field("percent_after", "integer", required=True),
    Field("remaining_minutes", "integer"),
    Field("comment", required=True),
)


class ReportInput(serializers.Serializer):
    """How far a task is, what is left in working minutes, and a word about it."""

    percent_complete = serializers.IntegerField(min_value=0, max_value=100)
    remaining_minutes = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    comment = serializers.CharField(required=False, allow_blank=True, max_length=COMMENT_LENGTH)


class MyTasksEndpoint(ListEndpoint):
    """The open tasks of whoever asks, across projects."""

    policies = {"get": "schedule.view_my_tasks"}
    selector = selectors.my_tasks
    row = MINE
    orders = {"due": ("due",), "number": ("number",)}


class ReportEndpoint(OfTask, ActionEndpoint):
    """Report on a task."""

    policies, row = {"post": "schedule.report_progress"}, REPORTED
    forms, services = {"post": ReportInput}, {"post": verbs.report_progress}


class EntriesEndpoint(OfProject, ListEndpoint):
    """What was reported on the tasks of a project."""

    policies = {"get": "schedule.view_progress"}
    selector = selectors.progress_entries
    filterset = filters.EntryFilters
    row = ENTRY
    orders = {"-created_at": ("-created_at",)}
