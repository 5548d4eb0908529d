"""Stage gates and demand in the walks: the addresses beside their registers, and what is sent there."""

from dataclasses import replace
from typing import Any

from projects.models import GateCondition, StageGate
from tests.house.registered import REGISTER_STAGED

CRITERION, GATE = "projects.GateCriterion", "projects.StageGate"
SHOWN = {"text": "38 of 40 certified on 20 November", "met": "yes"}


def of(label: str) -> Any:
    """The number of the record of a register that only the provider reads."""
    return lambda world: row_of(world, label).number


def row_of(world: Any, label: str) -> Any:
    return world.registered[label]["own"]


GATE_SAMPLES = {
    ("projects_gate_evidence", "number"): of(CRITERION),
    ("api_projects_gate_evidence", "number"): of(CRITERION),
    ("api_projects_give_evidence", "number"): of(CRITERION),
    ("api_projects_gate_decisions", "number"): of(GATE),
}
GATE_INPUTS = {
    "projects_set_up_gates": lambda world: {},
    "api_projects_set_up_gates": lambda world: {},
    "planning_derive_demand": lambda world: {},
    "api_planning_derive_demand": lambda world: {},
    "projects_gate_evidence": lambda world: SHOWN,
    "api_projects_give_evidence": lambda world: {**SHOWN, "met": True},
}
_staged = REGISTER_STAGED["projects.GATE"]


def make_gate(project: Any, owner: Any) -> StageGate:
    """The gate of the stage in which the project stands."""
    made = _staged.make(project, owner)
    StageGate.objects.filter(pk=made.pk).update(code="G0")
    return StageGate.objects.get(pk=made.pk)


def step_of_gate(actor: Any, gate: StageGate, verb: str) -> Any:
    """A go has no open condition, a conditional one has."""
    GateCondition.objects.filter(gate=gate).delete()
    if verb == "go_with_conditions":
        about = {"number": gate.number, "title": "One seat", "due_on": "2028-02-29"}
        kept = {"project": gate.project, "client_id": gate.client_id, "created_at": gate.created_at}
        GateCondition.objects.create(gate=gate, **about, **kept)
    return _staged.take(actor, gate, verb)


GATE_STAGED = {"projects.GATE": replace(_staged, make=make_gate, take=step_of_gate)}
