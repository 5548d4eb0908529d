"""Endpoints of hand-offs."""

from typing import Any

from rest_framework import serializers

from schedule import filters
from schedule.models import HandOff
from schedule.models.handoffs import NOTE_LENGTH
from schedule.selectors import handoffs as selectors
from schedule.services import handoffs as verbs
from schedule.states import HANDOFF
from schedule.views.handoffs import OfHandOff
from schedule.views.subjects import OfProject, OfTask
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint

ROW = (
    Field("id", "uuid", required=True),
    Field("task_id", "uuid", required=True),
    Field("task", "integer", source="task__number", required=True),
    Field("giver_id", "uuid", required=True),
    Field("giver", source="giver__name", required=True),
    Field("taker_id", "uuid", required=True),
    Field("taker", source="taker__name", required=True),
    Field("done", required=True),
    Field("left", required=True),
    Field("state", required=True, choices=HandOff.State.choices),
    Field("created_at", "datetime", required=True),
    Field("answered_at", "datetime"),
    Field("answer", required=True),
    Field("version", "integer", required=True),
)


class HandOffInput(serializers.Serializer[Any]):
    """To whom, what is done, what is open."""

    taker_id = serializers.UUIDField()
    done = serializers.CharField(max_length=NOTE_LENGTH)
    left = serializers.CharField(max_length=NOTE_LENGTH)


class HandOffStepInput(serializers.Serializer[Any]):
    """A step of the hand-off's state table; declining needs a reason."""

    step = serializers.ChoiceField(choices=HANDOFF.all_verbs())
    reason = serializers.CharField(max_length=500, required=False)


class HandOffsEndpoint(OfProject, ListEndpoint):
    """The hand-offs of a project."""

    policies = {"get": "schedule.view_handoffs"}
    selector = selectors.handoffs
    filterset = filters.HandOffFilters
    row = ROW
    orders = {"-created_at": ("-created_at",)}


class TaskHandOffsEndpoint(OfTask, ListEndpoint):
    """The hand-offs of a task; POST offers it to another member."""

    policies = {"get": "schedule.view_handoffs", "post": "schedule.offer_handoff"}
    selector = selectors.handoffs_of_task
    row = ROW
    orders = {"-created_at": ("-created_at",)}
    forms, services = {"post": HandOffInput}, {"post": verbs.offer_handoff}


class HandOffEndpoint(OfHandOff, RecordEndpoint):
    """One hand-off."""

    policies = {"get": "schedule.view_handoffs"}
    row = ROW


class HandOffStateEndpoint(OfHandOff, ActionEndpoint):
    """Accept, decline or withdraw an offer."""

    policies, row = {"post": "schedule.change_handoff_state"}, ROW
    forms, services = {"post": HandOffStepInput}, {"post": verbs.step_handoff}
