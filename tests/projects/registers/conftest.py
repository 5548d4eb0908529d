"""Every register in turn, in a project of Skyharp's that Ada manages and Ben works on."""

from dataclasses import dataclass
from typing import Any

import pytest

from projects.models import Project
from projects.registers.declared import Register, registers
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.cast import Cast, add_member
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.house.registered import make

EVERY = [pytest.param(one, id=one.label) for one in registers()]
SHARED = [pytest.param(one, id=one.label) for one in registers() if not one.unshared]
MOVING = [pytest.param(one, id=one.label) for one in registers() if one.states]


@dataclass
class Kept:
    """A project whose registers are tried."""

    cast: Cast
    project: Project

    def __post_init__(self) -> None:
        self.ada = self.cast.ada.actor()

    def inside(self) -> Any:
        """Acme's transaction."""
        return tenant_tx(self.cast.acme.pk)

    def add(self, register: Register, count: int = 1, title: str = "Row") -> list[Any]:
        with self.inside():
            return [make(self.ada, register, self.project, f"{title} {n}") for n in range(1, count + 1)]

    def one(self, register: Register) -> Any:
        """The first record as it is stored now."""
        with self.inside():
            rows = register.rows().select_related("project", "owner").order_by("number")
            return rows.filter(project=self.project)[0]

    def address(self, register: Register, rest: str = "") -> str:
        return f"/o/acme/projects/SKY/{register.plural.replace('_', '-')}/{rest}"

    def lines(self, subject: Any) -> list[str]:
        """What the audit trail says of a record, oldest first."""
        with self.inside():
            found = AuditLine.objects.filter(subject_id=subject.pk).order_by("pk")
            return [action.partition(".")[2] for action in found.values_list("action", flat=True)]

    def facts(self) -> list[str]:
        """The names of what was announced, oldest first."""
        with self.inside():
            found = Event.objects.filter(project=self.project.pk).order_by("pk")
            return [name.rpartition(".")[2] for name in found.values_list("name", flat=True)]


@pytest.fixture
def kept(cast: Cast) -> Kept:
    """The project."""
    with tenant_tx(cast.acme.pk):
        add_member(cast.acme, "Dora", "DH")
        project = ProjectFactory(client=cast.skyharp, key="SKY", name="Customer care")
        for name, role in (("ada", "PM"), ("ben", "AG")):
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
    return Kept(cast, project)
