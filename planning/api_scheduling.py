"""Endpoints of the plan's schedule."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from planning import selectors
from planning import services as verbs
from planning.api import TASK
from planning.checks import findings
from planning.expectation import expectation
from planning.reckoning import Reckoning, preview
from planning.views.calendars import OfCalendar, OfException
from planning.views.subjects import OfProject, OfTask
from toolkit.api import ActionEndpoint, Endpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link


class RescheduleInput(serializers.Serializer):
    """`preview`: only say what would move. `seen`: the digest of that answer, to write just this."""

    preview = serializers.BooleanField(default=False)
    as_of = ApiDayField(required=False, help_text="The project's day; today without one.")
    keep_dates = serializers.BooleanField(default=False, help_text="Only slack and the critical path.")
    seen = serializers.CharField(max_length=20, required=False, allow_blank=True)


RECKONED = (
    Field("as_of", "date", required=True),
    Field("moved", "integer", required=True),
    Field("changed", "integer", required=True),
    Field("finish_before", "date"),
    Field("finish_after", "date"),
    Field("later_by", "integer", required=True),
    Field("seen", required=True),
    Field("moves", "object", required=True),
)


def told(found: Reckoning) -> dict[str, Any]:
    """What moves, in document order, and what it comes to."""
    return {
        "as_of": found.as_of,
        "moved": found.moved,
        "changed": found.changed,
        "finish_before": found.finish_before,
        "finish_after": found.finish_after,
        "later_by": found.later_by,
        "seen": found.digest,
        "moves": [asdict(move) for move in found.moves],
    }


class RescheduleEndpoint(OfProject, ActionEndpoint):
    """Compute the plan anew: rows that move, days in working days of the plan's calendar."""

    policies = {"post": "planning.reschedule"}
    forms, services = {"post": RescheduleInput}, {"post": verbs.reschedule}
    row, versioned = RECKONED, False

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Say what would move, or move it."""
        self.check_parameters(())
        values = self.validated(request)
        only_look = values.pop("preview")
        if only_look:
            values = {name: value for name, value in values.items() if name == "as_of"}
            return self.answer(told(preview(actor=self.actor, project=self.subject, **values)))
        return self.answer(told(self.perform("post", values)))


CALENDAR = (
    Field("id", "uuid", required=True),
    Field("name", required=True),
    Field("project_id", "uuid"),
    Field("base_id", "uuid"),
    Field("week", "object", required=True),
    Field("version", "integer", required=True),
)
EXCEPTION = (
    Field("id", "uuid", required=True),
    Field("name", required=True),
    Field("first_on", "date", required=True),
    Field("last_on", "date", required=True),
    Field("spans", "object", required=True),
)
SPANS = "Spans of a day: [[from, to], …] in minutes since midnight; none on a day off."


class SpanField(serializers.ListField):
    """From and to, in minutes since midnight."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            child=serializers.IntegerField(min_value=0, max_value=1440), min_length=2, max_length=2, **more
        )


class DayHours(serializers.ListField):
    """The spans of one day."""

    def __init__(self, **more: Any) -> None:
        super().__init__(child=SpanField(), max_length=12, help_text=SPANS, **more)


class CalendarChanges(serializers.Serializer):
    """What may be changed of a calendar. `week`: seven days from Monday."""

    name = serializers.CharField(max_length=255)
    week = serializers.ListField(child=DayHours(), min_length=7, max_length=7)


class ExceptionInput(serializers.Serializer):
    """Days that differ from the week."""

    name = serializers.CharField(max_length=255)
    first_on = ApiDayField()
    last_on = ApiDayField(required=False)
    spans = DayHours(required=False)


class HolidaysInput(serializers.Serializer):
    """A country by its ISO 3166 code, a part of it by its own, and a year."""

    country = serializers.CharField(max_length=2)
    subdivision = serializers.CharField(max_length=12, required=False, allow_blank=True)
    year = serializers.IntegerField(min_value=2000, max_value=2100)
    preview = serializers.BooleanField(default=False)


class CalendarsEndpoint(OfProject, ListEndpoint):
    """The calendars that count in a project: its own and the organization's."""

    policies = {"get": "planning.view_calendars", "post": "planning.edit_calendars"}
    selector, row = selectors.calendars, CALENDAR
    orders = {"name": ("name",)}
    forms, services = {"post": CalendarChanges}, {"post": verbs.add_calendar}
    location = Link("api_planning_calendar", calendar="id")


class CalendarEndpoint(OfCalendar, RecordEndpoint):
    """One calendar."""

    policies = {"get": "planning.view_calendars", "patch": "planning.edit_calendars"}
    row = CALENDAR
    forms, services = {"patch": CalendarChanges}, {"patch": verbs.edit_calendar}


class ExceptionsEndpoint(OfCalendar, ListEndpoint):
    """The exceptional days of a calendar."""

    policies = {"get": "planning.view_calendars", "post": "planning.edit_calendars"}
    selector, row = selectors.exceptions, EXCEPTION
    orders = {"first_on": ("first_on",)}
    forms, services = {"post": ExceptionInput}, {"post": verbs.add_exception}


class ExceptionEndpoint(OfException, RecordEndpoint):
    """One entry."""

    policies = {"get": "planning.view_calendars", "delete": "planning.edit_calendars"}
    row = EXCEPTION
    services = {"delete": verbs.remove_exception}

    def delete(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Take it out."""
        self.check_parameters(())
        self.perform("delete", {})
        return self.answer(status=204)


class HolidaysEndpoint(OfCalendar, ActionEndpoint):
    """A country's holidays of a year, and the weekend days worked in exchange."""

    policies = {"post": "planning.edit_calendars"}
    forms, services = {"post": HolidaysInput}, {"post": verbs.add_holidays}
    versioned = False

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Say which days they are, or add those that the calendar does not know."""
        self.check_parameters(())
        values = self.validated(request)
        if values.pop("preview"):
            days: list[Any] = verbs.holidays(**values)
            told = [{"name": one.name, "first_on": one.day, "spans": one.spans} for one in days]
        else:
            names = ("name", "first_on", "spans")
            told = [{name: getattr(one, name) for name in names} for one in self.perform("post", values)]
        return self.answer({"days": told})


class UseEndpoint(OfCalendar, ActionEndpoint):
    """Let the plan count by it."""

    policies = {"post": "planning.edit_calendars"}
    services = {"post": verbs.use_calendar}
    versioned = False

    def get_arguments(self) -> dict[str, Any]:
        return {"project": self.project, "calendar_id": self.subject.pk}


class CheckEndpoint(OfProject, Endpoint):
    """What is wrong with the plan, row by row."""

    policies = {"get": "planning.view_plan"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        self.check_parameters(())
        found = findings(actor=self.actor, project=self.subject)
        return self.answer({"findings": [asdict(one) for one in found]})


class EstimatesEndpoint(OfProject, Endpoint):
    """When the plan is expected to end by its three-point estimates; null where nothing is left."""

    policies = {"get": "planning.view_plan"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        self.check_parameters(())
        found = expectation(actor=self.actor, project=self.subject)
        return self.answer(asdict(found) if found else None)


class EstimateInput(serializers.Serializer):
    """Working minutes at best, most likely and at worst; all three or none."""

    optimistic_minutes = serializers.IntegerField(min_value=0, max_value=2**31 - 1, allow_null=True)
    likely_minutes = serializers.IntegerField(min_value=0, max_value=2**31 - 1, allow_null=True)
    pessimistic_minutes = serializers.IntegerField(min_value=0, max_value=2**31 - 1, allow_null=True)


class EstimateEndpoint(OfTask, ActionEndpoint):
    """Say how long a task takes."""

    policies, row = {"post": "planning.estimate_task"}, TASK
    forms, services = {"post": EstimateInput}, {"post": verbs.estimate_task}
