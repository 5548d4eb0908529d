"""Endpoints of rights: the table of rights, what is switched off, break-glass readings."""

from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from tenancy import selectors
from tenancy import services as verbs
from tenancy.actors import Actor
from tenancy.api.people import ReasonInput
from tenancy.filters.rights import SwitchFilters
from tenancy.models import ActionSwitch, Role
from toolkit.api import Endpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link

SWITCH = (
    Field("id", "uuid", required=True),
    Field("role", required=True, choices=Role.choices),
    Field("action", required=True),
    Field("reason", required=True),
    Field("made_by_id", "uuid", required=True),
    Field("made_by", source="made_by__name", required=True),
    Field("made_at", "datetime", required=True),
    Field("lifted_by_id", "uuid"),
    Field("lifted_by", source="lifted_by__name"),
    Field("lifted_at", "datetime"),
    Field("lifted_reason"),
    Field("version", "integer", required=True),
)
GLASS = (
    Field("id", "uuid", required=True),
    Field("person_id", "uuid", required=True),
    Field("person", source="person__name", required=True),
    Field("reason", required=True),
    Field("opened_at", "datetime", required=True),
    Field("until", "datetime", required=True),
    Field("closed_at", "datetime"),
)


class SwitchInput(serializers.Serializer):
    """Which action is taken from which role, and why."""

    role = serializers.ChoiceField(choices=Role.choices)
    action = serializers.CharField(max_length=80)
    reason = serializers.CharField(max_length=500)


class RightsEndpoint(Endpoint):
    """What each role may do here: may, own (its own records), off, fixed, or empty (not)."""

    policies = {"get": "tenancy.view_rights"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Every action, room by room."""
        self.check_parameters(())
        rows = [row for room in selectors.rights(actor=self.actor) for row in room.actions]
        told = [
            {"action": row.action, "label": row.label, "roles": {one.role: one.state for one in row.rights}}
            for row in rows
        ]
        return self.answer({"results": told})


class SwitchesEndpoint(ListEndpoint):
    """What was ever switched off, lifted ones included."""

    policies = {"get": "tenancy.view_rights", "post": "tenancy.switch_action"}
    selector = selectors.switches
    filterset = SwitchFilters
    row = SWITCH
    orders = {"-made_at": ("-made_at", "pk"), "role": ("role", "pk")}
    forms, services = {"post": SwitchInput}, {"post": verbs.switch_off}
    location = Link("api_tenancy_switch", pk="id")


class SwitchEndpoint(RecordEndpoint):
    """One switch. DELETE gives the action back."""

    policies = {"get": "tenancy.view_rights", "delete": "tenancy.switch_action"}
    row = SWITCH
    subject_as = "switch"
    forms, services = {"delete": ReasonInput}, {"delete": verbs.switch_on}

    def get_subject(self, actor: Actor, **kwargs: Any) -> ActionSwitch:
        return selectors.switches(actor=actor).get(pk=kwargs["pk"])


class GlassesEndpoint(ListEndpoint):
    """Who opened reading of client content, when and why."""

    policies = {"get": "tenancy.view_glass", "post": "tenancy.break_glass"}
    selector = selectors.glasses
    row = GLASS
    orders = {"-opened_at": ("-opened_at", "pk")}
    forms, services = {"post": ReasonInput}, {"post": verbs.break_glass}
