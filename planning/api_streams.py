"""Endpoints of where priorities collide, and of what was decided."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from planning import services
from planning.streams import Conflict, conflicts, decisions
from planning.views.subjects import OfProject
from projects.selectors import Project
from tenancy.actors import Actor
from toolkit.api import ActionEndpoint, Endpoint, Field, ListEndpoint
from toolkit.days import ApiDayField

SEE = "planning.view_priority_conflicts"
DECISION = (
    Field("id", "uuid", required=True),
    Field("conflict", required=True),
    Field("first_id", "uuid", required=True),
    Field("then_id", "uuid", required=True),
    Field("reason", required=True),
    Field("decided_on", "date", required=True),
    Field("decided_by_id", "uuid"),
    Field("superseded_at", "datetime"),
    Field("created_at", "datetime", required=True),
)


class DecisionInput(serializers.Serializer[Any]):
    """Which task goes first, why, and who said so."""

    first = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="The number of the task.")
    reason = serializers.CharField(max_length=5000)
    decided_by_id = serializers.UUIDField(required=False, allow_null=True)
    decided_on = ApiDayField(required=False)


def told(one: Conflict) -> dict[str, Any]:
    """A conflict as a system reads it; `decision_id` is null while it is open."""
    sides = {
        name: {**asdict(side), "people": sorted(side.people)}
        for name, side in vars(one.clash).items()
        if name in SIDES
    }
    clash = {"key": one.clash.key, "kind": one.clash.kind, "people": one.clash.people}
    decision = one.decision.pk if one.decision else None
    return {**clash, "minutes": one.clash.minutes, **sides, "decision_id": decision}


SIDES = ("one", "other")


class ConflictsEndpoint(OfProject, Endpoint):
    """Where two streams want the same; open ones first. `minutes`: working minutes that both want."""

    policies = {"get": SEE}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        self.check_parameters(())
        found = conflicts(actor=self.actor, project=self.subject)
        return self.answer({"results": [told(one) for one in found]})


class DecisionsEndpoint(OfProject, ListEndpoint):
    """Everything that was decided, superseded decisions too."""

    policies = {"get": SEE}
    selector = decisions
    row = DECISION
    orders = {"-decided_on": ("-decided_on", "-created_at")}


class DecideEndpoint(OfProject, ActionEndpoint):
    """Say which of the two tasks of a conflict goes first."""

    policies, row = {"post": "planning.decide_priority"}, DECISION
    forms, services = {"post": DecisionInput}, {"post": services.decide_priority}
    versioned = False

    def get_subject(self, actor: Actor, **kwargs: Any) -> Project:
        self.conflict = kwargs.pop("conflict")
        return super().get_subject(actor, **kwargs)

    def get_arguments(self) -> dict[str, Any]:
        return {"project": self.subject, "conflict": self.conflict}
