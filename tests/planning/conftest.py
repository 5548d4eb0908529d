"""A plan of Skyharp's project that Ada manages, Tim leads the team of, and Ben works on."""

from collections.abc import Iterator
from typing import Any

import pytest

from planning import services
from planning.models import Task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import Cast, add_member
from tests.factories.projects import MemberFactory, ProjectFactory


@pytest.fixture
def inside(cast: Cast) -> Iterator[None]:
    """Acme's transaction around the whole test."""
    with tenant_tx(cast.acme.pk):
        yield


@pytest.fixture
def sky(cast: Cast) -> Project:
    with tenant_tx(cast.acme.pk):
        cast.people["tim"] = add_member(cast.acme, "Tim", "TL")
        project = ProjectFactory(client=cast.skyharp, key="SKY", name="Customer care")
        for name, role in (("ada", "PM"), ("tim", "TL"), ("ben", "AG")):
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
    return project


class Plan:
    """A plan under test: rows by name, and how it looks."""

    def __init__(self, cast: Cast, project: Project) -> None:
        self.cast, self.project = cast, project

    def __getitem__(self, name: str) -> Task:
        return Task.objects.select_related("project").get(project=self.project, name=name)

    def add(self, name: str, parent: str = "", **fields: Any) -> Task:
        parent_id = self[parent].pk if parent else None
        return services.add_task(
            actor=self.cast.ada.actor(), project=self.project, name=name, parent_id=parent_id, **fields
        )

    def shown(self) -> str:
        """Rows in document order, a dot for each level."""
        rows = Task.objects.live().filter(project=self.project).order_by("position")
        return " ".join("." * (row.level - 1) + row.name for row in rows)

    def link(self, before: str, after: str, **fields: Any) -> Any:
        return services.add_dependency(
            actor=self.cast.ada.actor(), predecessor=self[before], successor=self[after], **fields
        )

    def check(self) -> None:
        """Dense positions, levels and codes that fit the parents, summaries exactly where rows are below."""
        rows = list(Task.objects.live().filter(project=self.project).order_by("position"))
        by_id = {row.pk: row for row in rows}
        above = {row.parent_id for row in rows}
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        for row in rows:
            parent = by_id[row.parent_id] if row.parent_id else None
            assert row.level == (parent.level + 1 if parent else 1)
            assert row.wbs.rpartition(".")[0] == (parent.wbs if parent else "")
            assert row.is_summary is (row.pk in above)
        last = {}
        for row in rows:
            number = int(row.wbs.rpartition(".")[2])
            assert number == last.get(row.parent_id, 0) + 1
            last[row.parent_id] = number


@pytest.fixture
def plan(cast: Cast, sky: Project) -> Plan:
    """An empty plan."""
    return Plan(cast, sky)


@pytest.fixture
def waves(plan: Plan) -> Plan:
    """`A .B .C ..D E`: two summaries, two tasks, and E."""
    with tenant_tx(plan.cast.acme.pk):
        for name, parent in (("A", ""), ("B", "A"), ("C", "A"), ("D", "C"), ("E", "")):
            plan.add(name, parent)
    return plan
