"""Endpoints of hours."""

from typing import Any

from rest_framework import serializers

from schedule import filters
from schedule.models.timesheets import COMMENT_LENGTH, DAY_MINUTES, TimesheetWeek
from schedule.selectors import timesheets as selectors
from schedule.services import locks, timesheets
from schedule.states import TIMESHEET
from schedule.views.subjects import OfProject
from schedule.views.timesheets import OfWeek
from tenancy.actors import Actor
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

WEEK = (
    Field("id", "uuid", required=True),
    Field("project_id", "uuid", required=True),
    Field("owner_id", "uuid", required=True),
    Field("owner", source="owner__name", required=True),
    Field("starts_on", "date", required=True),
    Field("state", required=True, choices=TimesheetWeek.State.choices),
    Field("submitted_at", "datetime"),
    Field("decided_at", "datetime"),
    Field("decided_by_id", "uuid"),
    Field("reason", required=True),
    Field("version", "integer", required=True),
)
LOCK = (
    Field("id", "uuid", required=True),
    Field("through", "date", required=True),
    Field("reason", required=True),
    Field("locked_by_id", "uuid"),
    Field("created_at", "datetime", required=True),
    Field("unlocked_at", "datetime"),
    Field("unlock_reason", required=True),
    Field("version", "integer", required=True),
)


class LineInput(serializers.Serializer):
    """Minutes on a task on a day; 0 clears the line."""

    task_id = serializers.UUIDField()
    day = ApiDayField()
    minutes = serializers.IntegerField(min_value=0, max_value=DAY_MINUTES)
    comment = serializers.CharField(required=False, allow_blank=True, max_length=COMMENT_LENGTH)


class WeekInput(serializers.Serializer):
    """Lines of one's own week."""

    starts_on = ApiDayField(help_text="The Monday.")
    lines = LineInput(many=True)


class WeekStepInput(serializers.Serializer):
    """A step of the timesheet's state table; some need a reason."""

    step = serializers.ChoiceField(choices=TIMESHEET.all_verbs())
    reason = serializers.CharField(max_length=500, required=False)


class LockInput(serializers.Serializer):
    """Through which day, and why."""

    through = ApiDayField()
    reason = serializers.CharField(max_length=500)


class UnlockInput(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=500)


class TimesheetsEndpoint(OfProject, ListEndpoint):
    """Weeks of a project; POST writes lines of one's own week."""

    policies = {"get": "schedule.view_timesheets", "post": "schedule.write_timesheet"}
    selector = selectors.team_timesheets
    filterset = filters.TimesheetFilters
    row = WEEK
    orders = {"-starts_on": ("-starts_on",), "starts_on": ("starts_on",)}
    forms, services = {"post": WeekInput}, {"post": timesheets.write_timesheet}
    location = Link("api_schedule_timesheet", week="id")

    def perform(self, method: str, values: dict[str, Any]) -> TimesheetWeek:
        cells = {
            (line["task_id"], line["day"]): (line["minutes"], line.get("comment", ""))
            for line in values["lines"]
        }
        return timesheets.write_timesheet(
            actor=self.actor, project=self.subject, starts_on=values["starts_on"], cells=cells
        )


class TimesheetEndpoint(OfWeek, RecordEndpoint):
    """One week."""

    policies = {"get": "schedule.view_timesheet"}
    row = WEEK


class TimesheetStateEndpoint(OfWeek, ActionEndpoint):
    """Submit, take back, approve, return or reopen a week."""

    policies, row = {"post": "schedule.change_timesheet_state"}, WEEK
    forms, services = {"post": WeekStepInput}, {"post": timesheets.step_timesheet}


class LocksEndpoint(OfProject, ListEndpoint):
    """Locked periods of a project."""

    policies = {"get": "schedule.view_locks", "post": "schedule.lock_period"}
    selector = selectors.locks
    row = LOCK
    orders = {"-created_at": ("-created_at",)}
    forms, services = {"post": LockInput}, {"post": locks.lock_period}


class UnlockEndpoint(OfProject, ActionEndpoint):
    """Open a locked period again."""

    subject_as = "lock"
    policies, row = {"post": "schedule.unlock_period"}, LOCK
    forms, services = {"post": UnlockInput}, {"post": locks.unlock_period}

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        project = super().get_subject(actor, **kwargs)
        return selectors.lock_by_id(actor=actor, project=project, lock_id=kwargs["lock"])
