"""Endpoints beside those of the registers: signatures, versions, what stakeholders say."""

from typing import Any

from rest_framework import serializers

from planning.chartered import agreements_of
from planning.models import ObjectiveAgreement
from planning.services.agreements import POLICY as ANSWER
from planning.services.agreements import record_agreement
from planning.services.signatures import POLICY as SIGN
from planning.services.signatures import ask_signature
from planning.services.versions import begin_version
from planning.views.stakeholders import OfObjective
from projects.registers.declared import Register
from projects.registers.pages import OfRecord
from projects.registers.shapes import row_of
from toolkit.api import ActionEndpoint, Endpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField

AGREEMENT = (
    Field("id", "uuid", required=True),
    Field("stakeholder_id", "uuid", required=True),
    Field("verdict", required=True, choices=ObjectiveAgreement.Verdict.choices),
    Field("comment", required=True),
    Field("said_on", "date", required=True),
    Field("superseded_at", "datetime"),
    Field("made_by_id", "uuid"),
    Field("created_at", "datetime", required=True),
)
SIGNATURE = (
    Field("id", "uuid", required=True),
    Field("edition", "integer"),
    Field("approved_by_id", "uuid"),
    Field("approved_at", "datetime"),
    Field("ask_id", "uuid"),
    Field("client_answer", required=True),
    Field("client_remark", required=True),
    Field("signed_by_id", "uuid"),
    Field("signed_at", "datetime"),
    Field("text_hash", required=True),
    Field("receipt", required=True),
    Field("version", "integer", required=True),
)


class AgreementInput(serializers.Serializer[Any]):
    """What a stakeholder says."""

    stakeholder_id = serializers.UUIDField()
    verdict = serializers.ChoiceField(choices=ObjectiveAgreement.Verdict.choices)
    comment = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    said_on = ApiDayField(required=False)


class SignatureInput(serializers.Serializer[Any]):
    """Who signs for the client, and until when."""

    person_id = serializers.UUIDField()
    expires_on = ApiDayField(required=False)


class AgreementsEndpoint(OfObjective, ListEndpoint):
    """What stakeholders said to an objective; POST records an answer."""

    policies = {"get": "planning.view_objectives", "post": ANSWER}
    selector = agreements_of
    row = AGREEMENT
    orders = {"-said_on": ("-said_on", "-created_at")}
    forms = {"post": AgreementInput}
    services = {"post": record_agreement}


class SignatureEndpoint(OfRecord, RecordEndpoint):
    """Who approved a document, whom it was sent to, and what the client answered."""

    abstract = True

    row = SIGNATURE


class SignEndpoint(OfRecord, ActionEndpoint):
    """Send an approved document to one of the client's people to be signed."""

    abstract = True

    policies = {"post": SIGN}
    forms = {"post": SignatureInput}
    services = {"post": ask_signature}


class RenewEndpoint(OfRecord, ActionEndpoint):
    """Begin the next version of an approved document; what is in force stays."""

    abstract = True

    services = {"post": begin_version}
    versioned = False


def signature_endpoint(register: Register) -> type[Endpoint]:
    """The endpoint that tells of the signature below one of a register's documents."""
    told = {"register": register, "policies": {"get": register.policy("view")}}
    return type(f"{register.model.__name__}SignatureEndpoint", (SignatureEndpoint,), told)


def signing_endpoint(register: Register) -> type[Endpoint]:
    """The endpoint that asks the client of a register's documents."""
    told = {"register": register, "row": (*row_of(register), *SIGNATURE[1:-1])}
    return type(f"{register.model.__name__}SignEndpoint", (SignEndpoint,), told)


def renewing_endpoint(register: Register) -> type[Endpoint]:
    """The endpoint that begins the next version of one of them."""
    policies = {"post": register.policy("add")}
    told = {"register": register, "row": row_of(register), "policies": policies}
    return type(f"{register.model.__name__}RenewEndpoint", (RenewEndpoint,), told)
