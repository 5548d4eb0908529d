"""Addresses of signatures, versions and of what stakeholders say."""

from typing import Any

from django.urls import URLPattern, path

from planning import api_charter as endpoints
from planning.registers.charters import CHARTERS, MANAGEMENT_PLANS
from planning.views import charters, stakeholders

PROJECT = "projects/<str:key>/"
OBJECTIVE = f"{PROJECT}objectives/<int:number>/"
DOCUMENTS = (CHARTERS, MANAGEMENT_PLANS)


def _place(register: Any, verb: str) -> str:
    return f"{PROJECT}{register.plural.replace('_', '-')}/<int:number>/{verb}/"


def _at(register: Any, verb: str, view: Any, *, api: str = "") -> URLPattern:
    return path(_place(register, verb), view.as_view(), name=f"{api}{register.route(verb)}")


workspace = [
    *(_at(register, "sign", charters.signing_page(register)) for register in DOCUMENTS),
    *(_at(register, "renew", charters.renewing_page(register)) for register in DOCUMENTS),
    path(
        f"{PROJECT}management-plans/begin/<str:area>/",
        charters.BeginPlan.as_view(),
        name="planning_begin_management_plan",
    ),
    path(f"{OBJECTIVE}answer/", stakeholders.RecordAgreement.as_view(), name="planning_answer_objective"),
]
api = [
    *(_at(one, "signature", endpoints.signature_endpoint(one), api="api_") for one in DOCUMENTS),
    *(_at(one, "sign", endpoints.signing_endpoint(one), api="api_") for one in DOCUMENTS),
    *(_at(one, "renew", endpoints.renewing_endpoint(one), api="api_") for one in DOCUMENTS),
    path(f"{OBJECTIVE}agreements/", endpoints.AgreementsEndpoint.as_view(), name="api_planning_agreements"),
]
