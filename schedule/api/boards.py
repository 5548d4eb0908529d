"""Endpoints of the board and of checklists."""

from rest_framework import serializers

from schedule.api.progress import REPORTED
from schedule.models.boards import TEXT_LENGTH
from schedule.selectors import boards as selectors
from schedule.services import boards
from schedule.views.subjects import OfProject, OfTask
from toolkit.api import ActionEndpoint, Field, ListEndpoint

ITEM = (
    Field("id", "uuid", required=True),
    Field("text", required=True),
    Field("position", "integer", required=True),
    Field("done_at", "datetime"),
    Field("done_by", source="done_by__name"),
)
LIMIT = (
    Field("id", "uuid", required=True),
    Field("state", required=True),
    Field("at_most", "integer", required=True),
    Field("hard", "boolean", required=True),
)


class ColumnInput(serializers.Serializer):
    """Where the card goes; some steps need a reason."""

    column = serializers.ChoiceField(choices=[(one, one) for one in selectors.COLUMNS])
    reason = serializers.CharField(max_length=500, required=False)


class ChecklistInput(serializers.Serializer):
    """The steps that are done, one more, and those that are taken off."""

    done = serializers.ListField(child=serializers.UUIDField(), max_length=boards.MANY)
    text = serializers.CharField(required=False, allow_blank=True, max_length=TEXT_LENGTH)
    removed = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=boards.MANY)


class ColumnEndpoint(OfTask, ActionEndpoint):
    """Move a task to another column of the board."""

    policies, row = {"post": "schedule.report_progress"}, REPORTED
    forms, services = {"post": ColumnInput}, {"post": boards.move_card}


class ChecklistEndpoint(OfTask, ListEndpoint):
    """The small steps of a task."""

    policies = {"get": "schedule.view_checklist"}
    selector = selectors.checklist
    row = ITEM
    orders = {"position": ("position",)}


class WriteChecklistEndpoint(OfTask, ActionEndpoint):
    """Say which steps are done, add one, take some off."""

    policies, row = {"post": "schedule.check_item"}, REPORTED
    forms, services = {"post": ChecklistInput}, {"post": boards.write_checklist}
    versioned = False


class LimitsEndpoint(OfProject, ListEndpoint):
    """The limits of a board."""

    policies = {"get": "schedule.view_board"}
    selector = selectors.board_limits
    row = LIMIT
    orders = {"state": ("state",)}
