"""Questions about charters, plans and what stakeholders say; the pages and the gate ask them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from planning.models import Charter, ManagementPlan, Objective, ObjectiveAgreement
from planning.policies import visible
from projects.selectors import Project
from tenancy.actors import Actor

APPROVED, SUPERSEDED = "approved", "superseded"


@dataclass(frozen=True)
class Slot:
    """One of the ten plans: the version in force, and the one that is being written."""

    area: str
    label: str
    in_force: ManagementPlan | None = None
    written: ManagementPlan | None = None

    @property
    def shown(self) -> ManagementPlan | None:
        """What stands for the slot: the version in force, else the one that is being written."""
        return self.in_force or self.written


def charter_in_force(*, actor: Actor, project: Project) -> Charter | None:
    """The approved charter of a project; None while there is none."""
    rows = Charter.objects.live().filter(visible(actor), project=project, state=APPROVED)
    found: Charter | None = rows.order_by("-edition", "-number").first()
    return found


def plan_slots(*, actor: Actor, project: Project) -> list[Slot]:
    """The ten plans in their usual order, begun or not; one query."""
    rows = ManagementPlan.objects.live().filter(visible(actor), project=project)
    rows = rows.exclude(state=SUPERSEDED).select_related("owner").order_by("number")
    in_force: dict[str, ManagementPlan] = {}
    written: dict[str, ManagementPlan] = {}
    for row in rows:
        (in_force if row.state == APPROVED else written)[row.area] = row
    return [
        Slot(area, str(label), in_force.get(area), written.get(area))
        for area, label in ManagementPlan.Area.choices
    ]


def agreements_of(*, actor: Actor, objective: Objective) -> QuerySet[ObjectiveAgreement]:
    """All that stakeholders have said to an objective, the last word first."""
    rows = ObjectiveAgreement.objects.filter(visible(actor), objective=objective)
    return rows.select_related("stakeholder").order_by("-said_on", "-created_at", "-pk")


def agreed_objectives(*, actor: Actor, project: Project) -> QuerySet[Any]:
    """The objectives of a project that have left the draft."""
    rows = Objective.objects.live().filter(visible(actor), project=project)
    return rows.exclude(state=Objective.State.DRAFT).order_by("level", "number")
