"""A plan of Skyharp's project that Ada manages, with a delivery head who approves."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest

from planning import services as planning
from planning.models import Task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import Cast, Member, add_member
from tests.factories.projects import MemberFactory, ProjectFactory


@pytest.fixture
def inside(cast: Cast) -> Iterator[None]:
    """Acme's transaction around the whole test."""
    with tenant_tx(cast.acme.pk):
        yield


@pytest.fixture
def head(cast: Cast) -> Member:
    """A delivery head of Acme."""
    with tenant_tx(cast.acme.pk):
        return add_member(cast.acme, "Dora", "DH")


@pytest.fixture
def sky(cast: Cast) -> Project:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", name="Customer care", zone="UTC")
        for name, role in (("ada", "PM"), ("ben", "AG")):
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
    return project


class Plan:
    """A plan under test: rows by name."""

    def __init__(self, cast: Cast, project: Project) -> None:
        self.actor, self.project = cast.ada.actor(), project

    def __getitem__(self, name: str) -> Task:
        return Task.objects.select_related("project").get(project=self.project, name=name)

    def task(self, name: str, first: date, last: date, **more: Any) -> Task:
        """A task from one day to another."""
        days = {"start": at(first, 8), "finish": at(last, 17)}
        return planning.add_task(actor=self.actor, project=self.project, name=name, **days, **more)

    def milestone(self, name: str, day: date, **more: Any) -> Task:
        told = {"kind": Task.Kind.MILESTONE, "finish": at(day, 17), **more}
        return planning.add_task(actor=self.actor, project=self.project, name=name, **told)

    def move(self, name: str, day: date) -> Task:
        return planning.edit_task(actor=self.actor, task=self[name], finish=at(day, 17))


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))


@pytest.fixture
def plan(cast: Cast, sky: Project) -> Plan:
    """An empty plan."""
    return Plan(cast, sky)


@pytest.fixture
def waves(plan: Plan) -> Plan:
    """Two tasks and a milestone in November 2026."""
    with tenant_tx(plan.project.organization_id):
        plan.task("Hire", date(2026, 11, 2), date(2026, 11, 6))
        plan.task("Train", date(2026, 11, 9), date(2026, 11, 20))
        plan.milestone("Go live", date(2026, 11, 30))
    return plan
