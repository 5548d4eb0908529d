"""Endpoints of approvals."""

from typing import Any

from rest_framework import serializers

from records import selectors
from records import services as verbs
from records.matrix import Band
from records.models import Approval, ApprovalMatrix, Manner
from records.selectors.approvals_matrix import matrices
from records.services.approvals_matrix import DECIDING
from records.views.approvals import OfApproval
from records.views.base import OfRecord
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

ROW = (
    Field("id", "uuid", required=True),
    Field("entry_id", "uuid", required=True, help="The record it is about."),
    Field("project_id", "uuid"),
    Field("decision", required=True, help="Kind of decision."),
    Field("about", required=True, help="What is approved, word for word."),
    Field("amount", "decimal"),
    Field("currency", required=True, help="ISO 4217 code; empty without money."),
    Field("days", "integer"),
    Field("due", "date"),
    Field("manner", required=True, choices=Manner.choices),
    Field("state", required=True, choices=Approval.State.choices),
    Field("reason", required=True),
    Field("fingerprint", required=True, help="SHA-256 of what is approved."),
    Field("asked_by_id", "uuid"),
    Field("created_at", "datetime", required=True),
    Field("decided_at", "datetime"),
    Field("version", "integer", required=True),
)
MATRIX = (
    Field("id", "uuid", required=True),
    Field("decision", required=True),
    Field("currency", required=True),
    Field("starts_on", "date", required=True),
    Field("created_at", "datetime", required=True),
    Field("version", "integer", required=True),
)


class ApprovalInput(serializers.Serializer):
    """What is to be approved. Without money and days the record's own figures count."""

    about = serializers.CharField(max_length=20_000)
    decision = serializers.CharField(max_length=60, required=False)
    amount = serializers.DecimalField(max_digits=16, decimal_places=2, required=False, allow_null=True)
    currency = serializers.RegexField(r"^[A-Z]{3}$", required=False, help_text="ISO 4217 code.")
    days = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=3650)
    due = ApiDayField(required=False, allow_null=True)
    authors = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=50)
    sponsor_id = serializers.UUIDField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("amount") is not None and not attrs.get("currency"):
            raise serializers.ValidationError({"currency": ["Name the currency of the money."]})
        return attrs


class DecisionInput(serializers.Serializer):
    """The decision; refusing and putting off need a reason."""

    outcome = serializers.ChoiceField(choices=["approve", "refuse", "defer"])
    reason = serializers.CharField(max_length=500, required=False)


class HandInput(serializers.Serializer):
    """Who decides instead, and why."""

    person_id = serializers.UUIDField()
    reason = serializers.CharField(max_length=500)


class ReasonInput(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=500)


class BandInput(serializers.Serializer):
    """One row of a matrix: without a limit it holds everything."""

    amount_up_to = serializers.DecimalField(
        max_digits=16, decimal_places=2, min_value=0, required=False, allow_null=True, default=None
    )
    days_up_to = serializers.IntegerField(
        min_value=0, max_value=3650, required=False, allow_null=True, default=None
    )
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=DECIDING), required=False, default=list, max_length=4
    )
    person_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    manner = serializers.ChoiceField(choices=Manner.choices, required=False, default=Manner.IN_ORDER)


class MatrixInput(serializers.Serializer):
    """Who decides on a kind of decision from a day on: the rows, smallest first."""

    decision = serializers.CharField(max_length=60)
    currency = serializers.RegexField(r"^[A-Z]{3}$", help_text="ISO 4217 code.")
    starts_on = ApiDayField()
    bands = serializers.ListField(child=BandInput(), max_length=6)


class ApprovalsEndpoint(OfRecord, ListEndpoint):
    """What was asked for about a record."""

    policies = {"get": "records.view_approvals", "post": "records.request_approval"}
    selector = selectors.approvals_of
    row = ROW
    orders = {"-created_at": ("-created_at",), "state": ("state",)}
    forms, services = {"post": ApprovalInput}, {"post": verbs.request_approval}
    location = Link("api_records_approval", approval="id")


class ApprovalEndpoint(OfApproval, RecordEndpoint):
    """One request with its state."""

    policies, row = {"get": "records.view_approvals"}, ROW


class DecideEndpoint(OfApproval, ActionEndpoint):
    """Approve, refuse or put off what waits for the caller."""

    policies, row = {"post": "records.decide_approval"}, ROW
    forms, services = {"post": DecisionInput}, {"post": verbs.decide}


class HandEndpoint(OfApproval, ActionEndpoint):
    """Let somebody else decide."""

    policies, row = {"post": "records.hand_approval"}, ROW
    forms, services = {"post": HandInput}, {"post": verbs.hand_approval}


class WithdrawEndpoint(OfApproval, ActionEndpoint):
    """Take the request back."""

    policies, row = {"post": "records.withdraw_approval"}, ROW
    forms, services = {"post": ReasonInput}, {"post": verbs.withdraw_approval}


class MyApprovalsEndpoint(ListEndpoint):
    """What the caller decides, asked for or decided on."""

    policies = {"get": "records.view_approvals"}
    selector = selectors.approvals_concerning
    row = ROW
    orders = {"-created_at": ("-created_at",)}


class MatricesEndpoint(ListEndpoint):
    """The organization's own matrices, past and future ones included."""

    policies = {"get": "records.view_matrix", "post": "records.change_matrix"}
    selector = matrices
    row = MATRIX
    orders = {"-starts_on": ("-starts_on",), "decision": ("decision", "starts_on")}
    forms = {"post": MatrixInput}

    def perform(self, method: str, values: dict[str, Any]) -> ApprovalMatrix:
        rows = [Band(**{**row, "roles": tuple(row["roles"])}) for row in values.pop("bands")]
        return verbs.change_matrix(actor=self.actor, bands=rows, **values)
