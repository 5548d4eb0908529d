"""Endpoints of stage gates: setting them up, evidence, decisions."""

from typing import Any

from rest_framework import serializers

from projects.gate_registers import GATES
from projects.models import StageGate
from projects.registers.selectors import record_of
from projects.selectors import gates as ask
from projects.services.gates import give_evidence, set_up_gates
from projects.views.base import OfProject
from projects.views.gates import OfCriterion
from tenancy.actors import Actor
from toolkit.api import ActionEndpoint, Field, ListEndpoint

EVIDENCE_ROW = (
    Field("id", "uuid", required=True),
    Field("text", required=True),
    Field("met", "boolean", required=True),
    Field("given_by_id", "uuid"),
    Field("created_at", "datetime", required=True),
)
DECISION_ROW = (
    Field("id", "uuid", required=True),
    Field("outcome", required=True, choices=StageGate.State.choices),
    Field("text", required=True),
    Field("decided_by_id", "uuid"),
    Field("criteria", "object", required=True, help="The criteria as they stood."),
    Field("fingerprint", required=True, help="SHA-256 of the decision with its criteria."),
    Field("created_at", "datetime", required=True),
)


class EvidenceInput(serializers.Serializer[Any]):
    """What shows it."""

    text = serializers.CharField(max_length=5000)
    met = serializers.BooleanField()


class SetUpGatesEndpoint(OfProject, ActionEndpoint):
    """Make the gates that the project lacks."""

    policies = {"post": "projects.set_up_gates"}
    services = {"post": set_up_gates}
    versioned = False


class EvidenceEndpoint(OfCriterion, ListEndpoint):
    """What was shown for a criterion."""

    policies = {"get": "projects.view_gate_criteria"}
    selector, row = ask.evidence_for, EVIDENCE_ROW
    orders = {"-created_at": ("created_at",)}


class GiveEvidenceEndpoint(OfCriterion, ActionEndpoint):
    """Show for a criterion that it is met, or say why not."""

    policies = {"post": "projects.give_evidence"}
    forms, services = {"post": EvidenceInput}, {"post": give_evidence}


class DecisionsEndpoint(ListEndpoint):
    """How a gate was decided on."""

    policies = {"get": "projects.view_gates"}
    subject_as = "gate"
    selector, row = ask.decisions_on, DECISION_ROW
    orders = {"-created_at": ("created_at",)}

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        return record_of(actor=actor, register=GATES, **kwargs)
