"""Deliverables and requirements of the project that Ada manages, Tim leads, Ben works on; Cleo accepts."""

from typing import Any

import pytest

from planning.models import Deliverable, Requirement, ScopeItem
from planning.registers import DELIVERABLES, REQUIREMENTS, SCOPE_ITEMS
from projects.registers.services import add_record, step_record
from tenancy.scope import tenant_tx


class Scope:
    """The verbs that tests begin with, by people's names."""

    def __init__(self, cast: Any, project: Any) -> None:
        self.cast, self.project = cast, project

    def deliverable(self, title: str = "Handbook", **more: Any) -> Deliverable:
        about = {"criteria": "Every step is described.", "acceptor_id": self.cast.cleo.person.pk}
        return self.add(DELIVERABLES, title=title, **{**about, "window_days": 10, **more})

    def requirement(self, title: str = "One handbook", **more: Any) -> Requirement:
        return self.add(REQUIREMENTS, title=title, **{"criterion": "Every shift reads it.", **more})

    def extra(self, title: str = "Paper invoices", **more: Any) -> ScopeItem:
        return self.add(SCOPE_ITEMS, title=title, **{"kind": "extra", **more})

    def add(self, register: Any, **fields: Any) -> Any:
        with tenant_tx(self.cast.acme.pk):
            return add_record(actor=self.cast.ada.actor(), register=register, project=self.project, **fields)

    def step(self, subject: Any, *steps: str, by: str = "ada") -> Any:
        """Take steps on the record as it is stored now."""
        registers = {one.model: one for one in (DELIVERABLES, REQUIREMENTS, SCOPE_ITEMS)}
        for step in steps:
            with tenant_tx(self.cast.acme.pk):
                step_record(
                    actor=getattr(self.cast, by).actor(),
                    register=registers[type(subject)],
                    subject=self.fresh(subject),
                    step=step,
                    reason="because",
                )
        return self.fresh(subject)

    def fresh(self, subject: Any) -> Any:
        with tenant_tx(self.cast.acme.pk):
            return type(subject).objects.select_related("project").get(pk=subject.pk)

    def asked(self, **more: Any) -> Deliverable:
        """A deliverable that waits for Cleo's answer."""
        made = self.deliverable(owner_id=self.cast.ben.person.pk, **more)
        self.step(made, "start", "check", by="ben")
        return self.step(made, "submit", "ask")


@pytest.fixture
def scope(cast, sky) -> Scope:
    return Scope(cast, sky)
