"""Skyharp's project with a plan: Ada manages it, Tim leads, Ben works on it, Dana is delivery head."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from planning.models import Task
from planning.services import add_dependency, add_task
from projects.registers.services import add_record, step_record
from records.models import Approval
from records.needing import needs
from records.services import decide
from schedule.models import ChangeRequest, Issue
from schedule.registers import CHANGES, DECISIONS, ISSUES
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, Member, add_member
from tests.factories.projects import MemberFactory, ProjectFactory

ASSESSED: dict[str, Any] = {
    "reason": "The client moves its relaunch.",
    "options": "Keep the day; move it; move it and add people.",
    "do_nothing": "The desk opens without a website to talk about.",
    "scope_impact": "none",
    "days": 2,
    "cost_once": "1200.00",
    "currency": "USD",
    "quality_impact": "none",
    "risk_impact": "Recruiting has two more days.",
    "sla_impact": "none",
    "headcount": "0",
    "contract_impact": "none",
    "implementation": "Move the milestone, tell the trainers.",
}


@dataclass
class Stage:
    """The people and the plan."""

    cast: Cast
    project: Any
    dana: Member
    tim: Member
    training: Any = None
    opening: Any = None

    def change(self, title: str = "Open two days later", **given: Any) -> ChangeRequest:
        fields = {"type": "schedule", "priority": "normal", **ASSESSED, **given}
        made = add_record(
            actor=self.cast.ben.actor(), register=CHANGES, project=self.project, title=title, **fields
        )
        return self.fresh(made)

    def issue(self, title: str = "No headsets", member: Any = None, now: Any = NOW, **given: Any) -> Issue:
        actor = (member or self.cast.ada).actor(now)
        made = add_record(actor=actor, register=ISSUES, project=self.project, title=title, **given)
        return self.fresh(made)

    def decision(self, title: str = "When do we open?", **given: Any) -> Any:
        ada = self.cast.ada.actor()
        return self.fresh(
            add_record(actor=ada, register=DECISIONS, project=self.project, title=title, **given)
        )

    def step(self, record: Any, *steps: str, member: Any = None, now: Any = NOW, reason: str = "x") -> Any:
        """Take steps one after the other; answers the record as it is read again."""
        for step in steps:
            register = {"ChangeRequest": CHANGES, "Issue": ISSUES, "Decision": DECISIONS}[
                type(record).__name__
            ]
            actor = (member or self.cast.ada).actor(now)
            step_record(actor=actor, register=register, subject=record, step=step, reason=reason)
            record = self.fresh(record)
        return record

    def to_the_board(self, change: ChangeRequest) -> ChangeRequest:
        return self.step(change, "submit", "triage", "assess", "present")

    def decide(self, change: ChangeRequest, outcome: str = "approve", member: Any = None) -> ChangeRequest:
        with tenant_tx(self.cast.acme.pk):
            approval = Approval.objects.get(entry_id=change.pk, state="pending")
        decide(actor=(member or self.dana).actor(), approval=approval, outcome=outcome, reason="Because.")
        return self.fresh(change)

    def fresh(self, row: Any) -> Any:
        with tenant_tx(self.cast.acme.pk):
            return type(row).objects.select_related("project").get(pk=row.pk)

    def needs(self, member: Member, now: Any) -> Any:
        """What waits for somebody on that day."""
        with tenant_tx(self.cast.acme.pk):
            found = needs(actor=member.actor(now), as_of=now.date())
        return [one for one in found if one.icon in (ISSUES.icon, CHANGES.icon)]

    def effect(self, row: Any) -> Any:
        with tenant_tx(self.cast.acme.pk):
            return type(row).objects.select_related("change__project").get(pk=row.pk)

    def row(self, name: str) -> Any:
        with tenant_tx(self.cast.acme.pk):
            return Task.objects.select_related("project").get(project=self.project, name=name)


def make_stage(cast: Cast) -> Stage:
    with tenant_tx(cast.acme.pk):
        dana, tim = add_member(cast.acme, "Dana", "DH"), add_member(cast.acme, "Tim", "TL")
        cast.people |= {"dana": dana, "tim": tim}
        project = ProjectFactory(client=cast.skyharp, key="SKY", currency="USD", zone="Europe/Warsaw")
        for member, role in ((cast.ada, "PM"), (tim, "TL"), (cast.ben, "AG")):
            MemberFactory(project=project, person=member.person, role=role)
    stage = Stage(cast, project, dana, tim)
    ada = cast.ada.actor()
    told = {"begin": date(2026, 12, 7), "duration_minutes": 5 * 480}
    stage.training = add_task(actor=ada, project=project, name="Train the team", **told)
    stage.opening = add_task(
        actor=ada, project=project, name="Open the desk", kind="milestone", due=date(2026, 12, 11)
    )
    add_dependency(actor=ada, predecessor=stage.training, successor=stage.opening)
    return stage


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return make_stage(cast)
