"""Endpoint of repeating work."""

from rest_framework import serializers

from planning.engine.series import WEEKS
from planning.forms_repeating import LONGEST_PERIOD, UNITS
from planning.services.repeating import repeat_task
from planning.views.subjects import OfTask
from toolkit.api import ActionEndpoint, Field
from toolkit.days import ApiDayField


class RepeatInput(serializers.Serializer):
    """A pattern of days, and its last one."""

    unit = serializers.ChoiceField(choices=UNITS, default=WEEKS)
    period = serializers.IntegerField(
        min_value=1, max_value=LONGEST_PERIOD, default=1, help_text="Every so many days, weeks or months."
    )
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6),
        max_length=7,
        default=list,
        help_text="For weeks: 0 is Monday. None: the weekday on which the task begins.",
    )
    until = ApiDayField(help_text="A day on which nobody works moves to the next working day.")


class RepeatEndpoint(OfTask, ActionEndpoint):
    """Add rows like a task on the days of a pattern; answers how many, and below which row of the plan."""

    policies = {"post": "planning.add_task"}
    forms, services = {"post": RepeatInput}, {"post": repeat_task}
    row = (
        Field("rows", "integer", required=True),
        Field("first_on", "date", required=True),
        Field("last_on", "date", required=True),
        Field("number", "integer", required=True),
    )
    versioned, status = False, 201
