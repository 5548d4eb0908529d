"""A project in its first stage, its gates set up by Ada, and Dana who decides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from projects import services
from projects.gate_registers import CONDITIONS, GATES, WAIVERS
from projects.models import GateCriterion, Project, StageGate
from projects.registers.services import add_record, step_record
from tenancy.scope import tenant_tx
from tests.cast import Cast, Member, add_member
from tests.factories.projects import MemberFactory, ProjectFactory


@dataclass
class Stage:
    """What the tests of gates act on. Everything is read anew, as a page would."""

    cast: Cast
    project: Project
    dana: Member

    def gate(self, code: str = "G0") -> StageGate:
        return StageGate.objects.select_related("project").get(project=self.project, code=code)

    def criteria(self, code: str = "G0") -> list[GateCriterion]:
        rows = GateCriterion.objects.filter(gate__code=code, project=self.project)
        return list(rows.select_related("gate", "project").order_by("number"))

    def step(self, member: Member, verb: str, code: str = "G0", reason: str = "because") -> StageGate:
        acting = {"actor": member.actor(), "register": GATES, "subject": self.gate(code)}
        return step_record(**acting, step=verb, reason=reason)

    def show(self, criterion: GateCriterion, *, met: bool = True, by: Member | None = None) -> None:
        actor = (by or self.cast.ada).actor()
        services.give_evidence(actor=actor, criterion=criterion, text="Signed on 3 June", met=met)

    def reviewed(self, code: str = "G0", *, without: int = 0) -> None:
        """Up to the review, with evidence for all but so many criteria."""
        self.step(self.cast.ada, "collect", code)
        asked = [one for one in self.criteria(code) if not one.source]
        for criterion in asked[without:]:
            self.show(criterion)
        self.step(self.cast.ada, "submit", code)

    def waive(self, criterion: GateCriterion, until: date = date(2026, 12, 31)) -> Any:
        values = {"criterion_id": criterion.pk, "title": "Late", "reason": "One week", "expires_on": until}
        return add_record(actor=self.cast.ada.actor(), register=WAIVERS, project=self.project, **values)

    def condition(self, due: date, code: str = "G0") -> Any:
        values = {"gate_id": self.gate(code).pk, "title": "Duplicate-payment control", "due_on": due}
        return add_record(actor=self.dana.actor(), register=CONDITIONS, project=self.project, **values)


@pytest.fixture
def stage(cast: Cast) -> Stage:
    with tenant_tx(cast.acme.pk):
        dana = add_member(cast.acme, "Dana", "DH")
        project = ProjectFactory(client=cast.skyharp, key="SKY", currency="USD")
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ben.person, role="AG")
    services.set_up_gates(actor=cast.ada.actor(), project=project)
    return Stage(cast, project, dana)
