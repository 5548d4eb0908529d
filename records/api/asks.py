"""Endpoints of asks. Answering is for the person herself, by page or link: no token speaks for her."""

from rest_framework import serializers

from records import selectors
from records import services as verbs
from records.models import Ask
from records.models.asks import LANGUAGES
from records.views.asks import OfAsk
from records.views.base import OfRecord
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

ROW = (
    Field("id", "uuid", required=True),
    Field("entry_id", "uuid", required=True, help="The record it is about."),
    Field("project_id", "uuid"),
    Field("person_id", "uuid", required=True, help="Who was asked."),
    Field("asked_by_id", "uuid"),
    Field("answers", required=True, help="Kind of question."),
    Field("title", required=True),
    Field("text", required=True),
    Field("text_beside", required=True),
    Field("language", required=True, choices=LANGUAGES),
    Field("state", required=True, choices=Ask.State.choices),
    Field("sent_at", "datetime", required=True),
    Field("expires_on", "date", required=True),
    Field("answer", required=True),
    Field("remark", required=True),
    Field("answered_at", "datetime"),
    Field("fingerprint", required=True, help="SHA-256 of the texts as they were sent."),
    Field("receipt", required=True, help="SHA-256 of the question with its answer."),
    Field("version", "integer", required=True),
)


class AskInput(serializers.Serializer):
    """Whom, what, and until when."""

    person_id = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=20_000)
    text_beside = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=LANGUAGES, required=False)
    answers = serializers.CharField(max_length=60, required=False)
    expires_on = ApiDayField(required=False, allow_null=True)


class ResendInput(serializers.Serializer):
    """Until when the new link opens; without it, fourteen days."""

    expires_on = ApiDayField(required=False, allow_null=True)


class ReasonInput(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=500)


class Stated(OfAsk):
    """Answers an ask as the lists do: with its state."""

    actor: object

    def perform(self, method: str, values: dict[str, object]) -> Ask:
        found: Ask = super().perform(method, values)  # type: ignore[misc]
        return selectors.ask_by_id(actor=self.actor, entry_id=found.entry_id, ask_id=found.pk)  # type: ignore[arg-type]


class RecordAsksEndpoint(OfRecord, ListEndpoint):
    """What named people were asked about a record."""

    policies = {"get": "records.view_asks", "post": "records.send_ask"}
    selector = selectors.asks_of
    row = ROW
    orders = {"-sent_at": ("-sent_at",), "expires_on": ("expires_on",)}
    forms, services = {"post": AskInput}, {"post": verbs.send_ask}
    location = Link("api_records_ask", ask="id")

    def perform(self, method: str, values: dict[str, object]) -> Ask:
        found: Ask = super().perform(method, values)
        return selectors.ask_by_id(actor=self.actor, entry_id=found.entry_id, ask_id=found.pk)


class MyAsksEndpoint(ListEndpoint):
    """What the caller asked, and what was asked of her."""

    policies = {"get": "records.view_asks"}
    selector = selectors.asks_concerning
    row = ROW
    orders = {"-sent_at": ("-sent_at",), "expires_on": ("expires_on",)}


class AskEndpoint(OfAsk, RecordEndpoint):
    """One ask with its answer."""

    policies, row = {"get": "records.view_asks"}, ROW


class ResendEndpoint(Stated, ActionEndpoint):
    """Send another link; the one before is dead."""

    policies, row = {"post": "records.resend_ask"}, ROW
    forms, services = {"post": ResendInput}, {"post": verbs.resend_ask}


class WithdrawEndpoint(Stated, ActionEndpoint):
    """Take it back."""

    policies, row = {"post": "records.withdraw_ask"}, ROW
    forms, services = {"post": ReasonInput}, {"post": verbs.withdraw_ask}
