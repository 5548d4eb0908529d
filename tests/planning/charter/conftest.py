"""Ada's project with a delivery head, and short words for its records."""

from typing import Any

import pytest

from projects.registers.declared import register_of
from projects.registers.services import add_record, edit_record, step_record
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, Member, add_member
from tests.factories.projects import MemberFactory
from tests.house.written import WRITTEN

LABELS = {
    name.lower(): f"planning.{name}"
    for name in ("Charter", "ManagementPlan", "Objective", "Stakeholder", "Expectation")
}


class Desk:
    """Who writes and approves on project SKY."""

    def __init__(self, cast: Cast, project: Any, dana: Member) -> None:
        self.cast, self.project, self.dana = cast, project, dana

    def add(self, kind: str, member: Member | None = None, **values: Any) -> Any:
        """A record as the form would give it, with everything the first step needs."""
        label = LABELS[kind]
        register = register_of(label)
        assert register is not None
        given = {**WRITTEN[label], "title": f"A {kind}", **values}
        data = {name: value(self.project) if callable(value) else value for name, value in given.items()}
        actor = (member or self.cast.ada).actor()
        form: Any = register.form(data=data, actor=actor, project=self.project)  # type: ignore[call-arg]
        assert form.is_valid(), form.errors
        return add_record(actor=actor, register=register, project=self.project, **form.cleaned_data)

    def step(self, record: Any, step: str, member: Member | None = None, **more: Any) -> Any:
        register = register_of(record._meta.label)
        assert register is not None
        actor = (member or self.cast.ada).actor()
        return step_record(actor=actor, register=register, subject=record, step=step, **more)

    def edit(self, record: Any, **values: Any) -> Any:
        register = register_of(record._meta.label)
        assert register is not None
        return edit_record(actor=self.cast.ada.actor(), register=register, subject=record, **values)

    def approved(self, kind: str = "charter", **values: Any) -> Any:
        record = self.add(kind, **values)
        self.step(record, "submit")
        return self.step(record, "approve", self.dana)

    def join(self, member: Member) -> None:
        """Let somebody manage the project, too."""
        MemberFactory(project=self.project, person=member.person)

    def fresh(self, record: Any) -> Any:
        return type(record).objects.select_related("project").get(pk=record.pk)


@pytest.fixture
def desk(cast: Cast, sky: Any) -> Desk:
    with tenant_tx(cast.acme.pk):
        return Desk(cast, sky, add_member(cast.acme, "Dana", "DH"))


@pytest.fixture
def today() -> Any:
    return NOW.date()
