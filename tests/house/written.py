"""What is sent to add one record to each register: enough for the first step of its life."""

from typing import Any

from planning.models import Deliverable, Stakeholder
from projects.models import GateCriterion, ProjectMember, StageGate
from schedule.models import RecoveryPlan
from tenancy.models import Person


def somebody(project: Any) -> str:
    """A person who works on the project."""
    return str(ProjectMember.objects.filter(project=project).order_by("pk").values_list("person_id")[0][0])


def acceptor(project: Any) -> str:
    """One of the client's people who can be asked by mail."""
    theirs = Person.objects.filter(client_id=project.client_id, user__isnull=False).exclude(email="")
    return str(theirs.order_by("pk").values_list("pk")[0][0])


def stakeholder(project: Any) -> str:
    """Somebody with a stake in the project."""
    found = Stakeholder.objects.live().filter(project=project, state="active").order_by("number").first()
    if found is None:
        about = {"client_id": project.client_id, "number": 1, "created_at": project.created_at}
        found = Stakeholder.objects.create(project=project, title="The sponsor", **about)
    return str(found.pk)


def a_gate(project: Any) -> str:
    """A gate of the project that is neither reviewed nor passed."""
    found = StageGate.objects.live().filter(project=project).undecided().order_by("number").first()
    about = {"code": "G4", "title": "Wave", "number": 901, "created_at": project.created_at}
    return str((found or _made(StageGate, project, about)).pk)


def a_criterion(project: Any) -> str:
    """A mandatory criterion of such a gate."""
    found = GateCriterion.objects.live().filter(project=project, gate_id=a_gate(project)).first()
    about = {
        "gate_id": a_gate(project),
        "title": "Certified",
        "number": 901,
        "created_at": project.created_at,
    }
    return str((found or _made(GateCriterion, project, about)).pk)


def _made(model: Any, project: Any, about: dict[str, Any]) -> Any:
    return model.objects.create(project=project, client_id=project.client_id, **about)


def delivered(project: Any) -> str:
    """A deliverable that the client has accepted, so that what it delivers can be accepted."""
    rows, held = Deliverable.objects.filter(project=project), {"number": 900, "title": "Handbook"}
    about = {"client_id": project.client_id, "created_at": project.created_at, "state": "accepted"}
    return str(rows.get_or_create(project=project, number=900, defaults={**held, **about})[0].pk)


def a_recovery_plan(project: Any) -> str:
    """A recovery plan that is still written."""
    found = RecoveryPlan.objects.live().filter(project=project, state="draft").order_by("number").first()
    about = {"title": "Back on time", "number": 901, "created_at": project.created_at}
    return str((found or _made(RecoveryPlan, project, about)).pk)


WRITTEN: dict[str, dict[str, Any]] = {
    "planning.Objective": {
        "level": "primary",
        "metric": "Invoices right at the first pass",
        "baseline": "91.5",
        "target": "98",
        "unit": "%",
        "due_on": "2028-02-29",
        "owner_id": somebody,
    },
    "projects.StageGate": {"code": "G4", "scheduled_on": "2028-02-29", "owner_id": somebody},
    "projects.GateCriterion": {
        "gate_id": a_gate,
        "evidence_wanted": "Roster",
        "threshold": "≥ 95 %",
        "weight": "2",
        "mandatory": "on",
    },
    "projects.GateWaiver": {
        "criterion_id": a_criterion,
        "reason": "Two of forty certificates come a week later.",
        "expires_on": "2028-02-29",
    },
    "projects.GateCondition": {"gate_id": a_gate, "due_on": "2028-02-29", "owner_id": somebody},
    "planning.ReadinessItem": {
        "kind": "facility",
        "need_by": "2028-02-29",
        "forecast_on": "2028-02-20",
        "owner_id": somebody,
    },
    "planning.WorkStream": {"channel": "voice", "lob": "Customer care", "rank": "1", "owner_id": somebody},
    "planning.DemandLine": {"headcount": "12", "from_on": "2028-02-01", "to_on": "2028-02-29"},
    "planning.Deliverable": {
        "criteria": "Every step of the process is described and signed.",
        "due_on": "2028-02-29",
        "owner_id": somebody,
        "acceptor_id": acceptor,
        "window_days": "10",
    },
    "planning.Requirement": {
        "statement": "Every shift reads the same handbook.",
        "source": "Operations",
        "stakeholder_id": acceptor,
        "priority": "must",
        "criterion": "Every step is described.",
        "owner_id": somebody,
        "deliverable_id": delivered,
    },
    "planning.Assumption": {
        "kind": "dependency",
        "party": "client",
        "impact": "The wave moves by two weeks.",
        "validate_on": "2028-02-29",
        "owner_id": somebody,
    },
    "planning.ScopeItem": {
        "kind": "extra",
        "description": "Invoices on paper.",
        "department": "Accounts payable",
        "clause": "SOW-2 § 3.1",
        "owner_id": somebody,
    },
    "planning.Charter": {
        "objectives": "Invoices are right at the first pass.",
        "scope": "Accounts payable and general ledger.",
        "starts_on": "2026-12-01",
        "finishes_on": "2028-02-29",
        "budget_from": "100000.00",
        "budget_to": "120000.00",
        "currency": "EUR",
        "success_factors": "Access to the ledger in week one\nOne process owner",
        "owner_id": somebody,
    },
    "planning.Stakeholder": {
        "side": "client",
        "power": "5",
        "interest": "4",
        "engagement": "neutral",
        "desired": "supportive",
    },
    "planning.Expectation": {
        "stakeholder_id": stakeholder,
        "kind": "need",
        "weight": "high",
        "measure": "No invoice waits longer than two days.",
    },
    "planning.ManagementPlan": {
        "area": "quality",
        "text": "Ten invoices a day are checked by a second person.",
        "owner_id": somebody,
    },
    "schedule.Baseline": {"kind": "schedule", "reason": "The plan stands"},
    "schedule.Variance": {
        "metric": "days",
        "threshold": "5",
        "value": "9",
        "cause": "Access came late.",
        "waited_for": "client",
        "corrective": "Weekend shifts.",
        "due_on": "2028-02-29",
        "owner_id": somebody,
    },
    "schedule.RecoveryPlan": {
        "reason": "Shadowing began late.",
        "before_on": "2028-03-20",
        "after_on": "2028-02-29",
        "cost": "1200.50",
        "currency": "USD",
        "owner_id": somebody,
    },
    "schedule.RecoveryAction": {
        "plan_id": a_recovery_plan,
        "lever": "re_staff",
        "resources": "Two process leads",
        "owner_id": somebody,
        "due_on": "2028-02-29",
    },
    "schedule.Issue": {
        "kind": "blocker",
        "severity": "2",
        "owner_id": somebody,
        "root_cause": "The order was placed late.",
        "resolution": "Bought some in town.",
    },
    "schedule.ChangeRequest": {
        "type": "schedule",
        "priority": "high",
        "emergency": True,
        "reason": "The client moves its relaunch.",
        "options": "Keep the day, or move it.",
        "do_nothing": "The desk opens without a website.",
        "scope_impact": "none",
        "days": "2",
        "cost_once": "1200.00",
        "currency": "USD",
        "quality_impact": "none",
        "risk_impact": "none",
        "sla_impact": "none",
        "headcount": "0",
        "contract_impact": "none",
        "implementation": "Move the milestone.",
    },
    "schedule.Decision": {
        "evidence": "The retrospective of week 46.",
        "choice": "The desk opens two days later.",
        "reason": "Two trainers are ill.",
        "owner_id": somebody,
    },
}
# What a PATCH changes beside the title.
PATCHED: dict[str, dict[str, Any]] = {}
