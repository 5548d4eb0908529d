"""Endpoints of inbox, escalations and the ledger of letters."""

from rest_framework import serializers

from notifications import selectors
from notifications import services as verbs
from notifications.filters import EscalationFilters, InboxFilters, LetterFilters
from notifications.models import Delivery
from notifications.services.snoozing import CHOICES
from notifications.views.inbox import OfEscalation, OfLine
from notifications.views.letters import OfLetter
from toolkit.api import ActionEndpoint, Field, ListEndpoint
from toolkit.days import ApiDayField

ABOUT = (
    Field("id", "uuid", required=True),
    Field("rule", required=True),
    Field("subject_kind", required=True),
    Field("subject_id", "uuid", required=True),
    Field("link", required=True, help="Path of the record in the workspace."),
    Field("project_id", "uuid", source="project"),
    Field("project_name"),
    Field("created_at", "datetime", required=True),
)
LINE = (
    *ABOUT,
    Field("read_at", "datetime"),
    Field("snoozed_until", "datetime"),
    Field("escalation_id", "uuid"),
)
LADDER = (
    *ABOUT,
    Field("position", "integer", required=True, help="The rung that was told last, from 1."),
    Field("next_at", "datetime"),
    Field("acknowledged_at", "datetime"),
    Field("acknowledged_by", source="acknowledged_by__name"),
    Field("ended_at", "datetime"),
)
LETTER = (
    *ABOUT,
    Field("person_id", "uuid"),
    Field("address"),
    Field("language", required=True),
    Field("message_id", required=True),
    Field("state", required=True, choices=Delivery.State.choices),
    Field("attempts", "integer", required=True),
    Field("next_at", "datetime", required=True),
    Field("sent_at", "datetime"),
    Field("error"),
    Field("digest_id", "uuid"),
)


class SnoozeInput(serializers.Serializer):
    """Until when; `day` for `when: day`."""

    when = serializers.ChoiceField(choices=CHOICES)
    day = ApiDayField(required=False, allow_null=True)


class InboxEndpoint(ListEndpoint):
    """The caller's own lines."""

    policies = {"get": "notifications.view_inbox"}
    selector = selectors.inbox
    filterset = InboxFilters
    row = LINE
    orders = {"-created_at": ("-created_at",)}


class OfOwnLine(OfLine):
    """A verb on one of the caller's own lines; lines have no version, so no If-Match."""

    versioned = False


class ReadEndpoint(OfOwnLine, ActionEndpoint):
    """Mark it read."""

    policies = {"post": "notifications.mark_read"}
    services = {"post": verbs.mark_read}


class SnoozeEndpoint(OfOwnLine, ActionEndpoint):
    """Put it off."""

    policies, row = {"post": "notifications.snooze_line"}, LINE
    forms, services = {"post": SnoozeInput}, {"post": verbs.snooze_line}


class WakeEndpoint(OfOwnLine, ActionEndpoint):
    """Bring it back now."""

    policies = {"post": "notifications.snooze_line"}
    services = {"post": verbs.wake_line}


class MuteEndpoint(OfOwnLine, ActionEndpoint):
    """Hear nothing more of its record."""

    policies = {"post": "notifications.mute_record"}
    services = {"post": verbs.mute_record}


class UnmuteEndpoint(OfOwnLine, ActionEndpoint):
    """Hear of its record again."""

    policies = {"post": "notifications.mute_record"}
    services = {"post": verbs.unmute_record}


class EscalationsEndpoint(ListEndpoint):
    """The ladders the caller may know of."""

    policies = {"get": "notifications.view_escalations"}
    selector = selectors.escalations
    filterset = EscalationFilters
    row = LADDER
    orders = {"-created_at": ("-created_at",)}


class AcknowledgeEndpoint(OfEscalation, ActionEndpoint):
    """Take care of it: the ladder stops."""

    policies, row = {"post": "notifications.acknowledge"}, LADDER
    services = {"post": verbs.acknowledge}
    versioned = False


class LettersEndpoint(ListEndpoint):
    """The ledger."""

    policies = {"get": "notifications.view_letters"}
    selector = selectors.letters
    filterset = LetterFilters
    row = LETTER
    orders = {"-created_at": ("-created_at",)}


class ReplayLetterEndpoint(OfLetter, ActionEndpoint):
    """Give one given-up letter to the sender again."""

    policies = {"post": "notifications.send_again"}
    services = {"post": verbs.send_one_again}
    versioned = False


class ReplayLettersEndpoint(ActionEndpoint):
    """Give every given-up letter to the sender again."""

    policies = {"post": "notifications.send_again"}
    services = {"post": verbs.send_again}
    versioned = False
