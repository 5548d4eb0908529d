"""Addresses of change requests beside those of their register."""

from typing import Any

from django.urls import path

from schedule.api import changes as changes_api
from schedule.views import changes

CHANGE = "projects/<str:key>/change-requests/<int:number>/"
EFFECT = f"{CHANGE}effects/<uuid:effect>/"
# Pages that take the place of those of every register, by the plural of the register.
OWN: dict[str, dict[str, type]] = {"change_requests": {"": changes.ChangePage}}

workspace: list[Any] = [
    path(f"{CHANGE}effects/add/", changes.PlanEffect.as_view(), name="schedule_plan_effect"),
    path(f"{EFFECT}remove/", changes.DropEffect.as_view(), name="schedule_drop_effect"),
    path(f"{CHANGE}signature/", changes.AskSignature.as_view(), name="schedule_ask_signature"),
    path(f"{CHANGE}assessment/", changes.AssessChange.as_view(), name="schedule_assess_change_request"),
]
api: list[Any] = [
    path(f"{CHANGE}effects/", changes_api.EffectsEndpoint.as_view(), name="api_schedule_effects"),
    path(EFFECT, changes_api.EffectEndpoint.as_view(), name="api_schedule_effect"),
    path(f"{CHANGE}signature/", changes_api.SignatureEndpoint.as_view(), name="api_schedule_signature"),
    path(f"{CHANGE}assessment/", changes_api.AssessmentEndpoint.as_view(), name="api_schedule_assessment"),
]
