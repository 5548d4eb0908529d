"""Endpoint that begins a plan."""

from rest_framework import serializers

from planning.services.starting import start_from_template
from planning.starting.usual import USUAL
from planning.views.subjects import OfProject
from toolkit.api import ActionEndpoint, Field
from toolkit.days import ApiDayField


class StartInput(serializers.Serializer):
    """What an empty plan begins with."""

    template = serializers.CharField(
        max_length=40, help_text=f"One of {', '.join(USUAL)}, or the key of a project whose plan is copied."
    )
    start_on = ApiDayField(help_text="A day on which nobody works moves to the next working day.")
    calendar_id = serializers.UUIDField(required=False, help_text="The plan's calendar; as it is, without.")


class StartEndpoint(OfProject, ActionEndpoint):
    """Fill an empty plan from a template; answers how many rows, from the first to the last day."""

    policies = {"post": "planning.start_plan"}
    forms, services = {"post": StartInput}, {"post": start_from_template}
    row = (Field("rows", "integer", required=True), Field("starts_on", "date"), Field("ends_on", "date"))
    versioned, status = False, 201
