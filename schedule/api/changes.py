"""Endpoints of change requests beside those of their register."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from projects.registers.pages import OfRecord
from projects.registers.shapes import member_of, row_of
from schedule.forms.changes import EFFECTS
from schedule.models import ChangeEffect
from schedule.registers.changes import CHANGES, AssessmentForm
from schedule.selectors.changes import effect_of, effects_of
from schedule.services import changes as services
from tenancy.actors import Actor
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField

EDIT, VIEW = CHANGES.policy("edit"), CHANGES.policy("view")
EFFECT = (
    Field("id", "uuid", required=True),
    Field("position", "integer", required=True),
    Field("effect", required=True),
    Field("values", "object", required=True),
    Field("version", "integer", required=True),
)


class EffectInput(serializers.Serializer[Any]):
    """What it does to the plan; which members count depends on the effect."""

    effect = serializers.ChoiceField(choices=EFFECTS)
    task_id = serializers.UUIDField(required=False)
    name = serializers.CharField(max_length=512, required=False)
    day = ApiDayField(required=False)
    days = serializers.DecimalField(
        max_digits=6, decimal_places=1, min_value=0, max_value=3650, required=False
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What the effect does not take is refused: nobody should believe that it was kept."""
        taken = {"effect", *services.NEEDED[attrs["effect"]]}
        idle = sorted(attrs.keys() - taken)
        if idle:
            raise serializers.ValidationError({name: [_("This effect takes none.")] for name in idle})
        return attrs


class SignatureInput(serializers.Serializer[Any]):
    """Who signs for the client, and until when."""

    person_id = serializers.UUIDField()
    expires_on = ApiDayField(required=False, allow_null=True)


AssessmentInput = type(
    "AssessmentInput",
    (serializers.Serializer,),
    {name: member_of(field) for name, field in AssessmentForm.base_fields.items()},
)


class OfChange(OfRecord):
    """About one change request."""

    register = CHANGES
    subject_as = "change"


class EffectsEndpoint(OfChange, ListEndpoint):
    """What a change does to the plan; POST plans an effect."""

    policies = {"get": VIEW, "post": EDIT}
    selector = effects_of
    row = EFFECT
    orders = {"position": ("position",)}
    forms = {"post": EffectInput}
    services = {"post": services.plan_effect}


class EffectEndpoint(RecordEndpoint):
    """One effect; DELETE takes it out."""

    policies = {"get": VIEW, "delete": EDIT}
    subject_as = "effect"
    row = EFFECT
    services = {"delete": services.drop_effect}

    def get_subject(self, actor: Actor, **kwargs: Any) -> ChangeEffect:
        return effect_of(actor=actor, **kwargs)


class SignatureEndpoint(OfChange, ActionEndpoint):
    """Ask the client to sign."""

    policies = {"post": services.SIGNATURE}
    versioned = False
    forms = {"post": SignatureInput}
    services = {"post": services.ask_signature}
    row = row_of(CHANGES)


class AssessmentEndpoint(OfChange, ActionEndpoint):
    """Write the impact of an emergency after its approval."""

    policies = {"post": EDIT}
    forms = {"post": AssessmentInput}
    services = {"post": services.assess_change}
    row = row_of(CHANGES)
