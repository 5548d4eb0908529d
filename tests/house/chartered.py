"""What the house's world has beside drafts: an approved charter and plan, and what a stakeholder says."""

from collections.abc import Callable
from typing import Any

from planning.services.agreements import record_agreement
from projects.registers.declared import register_of
from projects.registers.services import step_record
from tenancy.scope import tenant_tx
from tests.house.registered import make

DOCUMENTS = {"charter": "planning.Charter", "management_plan": "planning.ManagementPlan"}


def add_chartered(cast: Any, registered: dict[str, Any], projects: tuple[Any, Any], marks: Any) -> None:
    """Of charters and plans one that is in force, under "approved"; and one answer to an objective.

    The same in the second project, where no next version is begun, under "alone".
    """
    ada, house = cast.ada.actor(), cast.system()
    with tenant_tx(cast.acme.pk):
        for label in DOCUMENTS.values():
            register = register_of(label)
            assert register is not None
            for name, project in zip(("approved", "alone"), projects, strict=True):
                subject = make(ada, register, project, marks.internal)
                for step in ("submit", "approve"):
                    step_record(actor=house, register=register, subject=subject, step=step)
                registered[label][name] = subject
        record_agreement(
            actor=ada,
            objective=registered["planning.Objective"]["own"],
            stakeholder_id=registered["planning.Stakeholder"]["own"].pk,
            verdict="agree_with_comment",
            comment=marks.internal,
        )


def number_of(label: str, which: str) -> Callable[[Any], int]:
    return lambda world: int(world.registered[label][which].number)


def signer(world: Any) -> dict[str, Any]:
    """Somebody of the client who can be asked by mail."""
    return {"person_id": str(world.cast.cleo.person.pk)}


def answer(world: Any) -> dict[str, Any]:
    """What a stakeholder says."""
    return {
        "stakeholder_id": str(world.registered["planning.Stakeholder"]["own"].pk),
        "verdict": "disagree",
        "comment": "Too late for the audit.",
    }


CHARTER_SAMPLES: dict[tuple[str, str], Callable[[Any], Any]] = {
    **{
        (f"{api}planning_{verb}_{noun}", "number"): number_of(label, "approved")
        for noun, label in DOCUMENTS.items()
        for verb in ("sign", "signature")
        for api in ("", "api_")
    },
    **{
        (f"{api}planning_renew_{noun}", "number"): number_of(label, "alone")
        for noun, label in DOCUMENTS.items()
        for api in ("", "api_")
    },
    **{
        (f"{api}planning_renew_{noun}", "key"): lambda world: world.draft.key
        for noun in DOCUMENTS
        for api in ("", "api_")
    },
    ("planning_answer_objective", "number"): number_of("planning.Objective", "own"),
    ("api_planning_agreements", "number"): number_of("planning.Objective", "own"),
    ("planning_begin_management_plan", "area"): lambda world: "risk",
}
CHARTER_INPUTS: dict[Any, Callable[[Any], dict[str, Any]]] = {
    **{f"{api}planning_sign_{noun}": signer for noun in DOCUMENTS for api in ("", "api_")},
    **{f"{api}planning_renew_{noun}": lambda world: {} for noun in DOCUMENTS for api in ("", "api_")},
    "planning_begin_management_plan": lambda world: {
        **world.registered["planning.ManagementPlan"]["written"],
        "area": "risk",
    },
    "planning_answer_objective": answer,
    "api_planning_agreements": answer,
}
