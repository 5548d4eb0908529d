"""What the house's world has of changes beside drafts: an effect, an approved emergency, a late issue."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from projects.registers.declared import register_of
from schedule.models import ChangeRequest, Issue, IssueAlert
from schedule.services.changes import plan_effect
from tenancy.actors import Actor
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.house.registered import REGISTER_STAGED, make

CHANGE, ISSUE = "schedule.ChangeRequest", "schedule.Issue"
ADDED = {"effect": "planning.add_task", "name": "Tell the trainers", "day": "2026-12-08", "days": "1.0"}
# Nothing is left unanswered.
ASSESSMENT = {
    **{f"{part}_impact": "none" for part in ("scope", "quality", "risk", "sla", "contract")},
    "days": "0",
    "cost_once": "0",
    "currency": "CNY",
    "headcount": "0",
}


def add_changing(cast: Any, registered: dict[str, Any], project: Any, marks: Any) -> None:
    """One effect of a draft, one emergency that was approved before it was assessed, one alert."""
    ada = cast.ada.actor()
    register = register_of(CHANGE)
    assert register is not None
    with tenant_tx(cast.acme.pk):
        own = registered[CHANGE]["own"]
        own.refresh_from_db()
        told = {**ADDED, "name": marks.internal, "day": date(2026, 12, 8), "days": 1}
        registered[CHANGE]["effect"] = plan_effect(actor=ada, change=own, **told)
        approved = make(ada, register, project, marks.internal)
        ChangeRequest.objects.filter(pk=approved.pk).update(state="approved", assess_by=NOW.date())
        registered[CHANGE]["approved"] = approved
        issue = registered[ISSUE]["own"]
        IssueAlert.objects.create(
            client_id=project.client_id,
            project=project,
            issue=issue,
            rule="resolve",
            due_at=issue.resolve_by,
            created_at=NOW,
        )


def change(which: str) -> Callable[[Any], int]:
    return lambda world: int(world.registered[CHANGE][which].number)


def effect(world: Any) -> Any:
    return world.registered[CHANGE]["effect"].pk


def signer(world: Any) -> dict[str, Any]:
    """Somebody of the client who can be asked by mail."""
    return {"person_id": str(world.cast.cleo.person.pk)}


CHANGING_SAMPLES: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("schedule_plan_effect", "number"): change("own"),
    ("schedule_drop_effect", "number"): change("own"),
    ("schedule_ask_signature", "number"): change("approved"),
    ("schedule_assess_change_request", "number"): change("approved"),
    ("api_schedule_effects", "number"): change("own"),
    ("api_schedule_effect", "number"): change("own"),
    ("api_schedule_signature", "number"): change("approved"),
    ("api_schedule_assessment", "number"): change("approved"),
    ("", "effect"): effect,
}
CHANGING_INPUTS: dict[Any, Callable[[Any], dict[str, Any]]] = {
    "schedule_plan_effect": lambda world: ADDED,
    "api_schedule_effects": lambda world: ADDED,
    "schedule_drop_effect": lambda world: {},
    ("api_schedule_effect", "delete"): lambda world: {},
    "schedule_ask_signature": signer,
    "api_schedule_signature": signer,
    "schedule_assess_change_request": lambda world: ASSESSMENT,
    "api_schedule_assessment": lambda world: ASSESSMENT,
}


def make_issue(project: Any, owner: Any) -> Issue:
    """With the deadlines that its clock would set."""
    last = Issue.objects.filter(project=project).count()
    at = project.created_at
    made = Issue.objects.create(
        project=project,
        client_id=project.client_id,
        number=last + 1,
        owner=owner,
        title="No headsets",
        resolution="Bought some.",
        respond_by=at,
        resolve_by=at,
        created_at=at,
    )
    return Issue.objects.get(pk=made.pk)


def step_of_issue(actor: Actor, record: Any, verb: str) -> Any:
    """Somebody else has resolved it: who did it herself is tried in tests/schedule/changes."""
    record.resolved_by_id = None
    return REGISTER_STAGED["schedule.ISSUE"].take(actor, record, verb)


def step_of_change(actor: Actor, record: Any, verb: str) -> Any:
    """Somebody else has carried it out: who did it herself is tried in tests/schedule/changes."""
    record.implemented_by_id = None
    return REGISTER_STAGED["schedule.CHANGE_REQUEST"].take(actor, record, verb)


CHANGING_STAGED = {
    "schedule.ISSUE": replace(REGISTER_STAGED["schedule.ISSUE"], make=make_issue, take=step_of_issue),
    "schedule.CHANGE_REQUEST": replace(REGISTER_STAGED["schedule.CHANGE_REQUEST"], take=step_of_change),
}
