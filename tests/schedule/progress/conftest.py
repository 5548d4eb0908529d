"""A project that Ada manages, whose team Tim leads, with two tasks of Ben's."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from planning import services
from planning.models import Task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, add_member
from tests.factories.projects import MemberFactory, ProjectFactory

MONDAY = date(2026, 11, 16)


@dataclass
class Team:
    """The project, its people and their tasks."""

    cast: Cast
    project: Project

    def task(self, name: str) -> Task:
        with tenant_tx(self.cast.acme.pk):
            return Task.objects.select_related("project").get(project=self.project, name=name)

    def add(self, name: str, owner: Any = None, **fields: Any) -> Task:
        with tenant_tx(self.cast.acme.pk):
            return services.add_task(
                actor=self.cast.ada.actor(),
                project=self.project,
                name=name,
                owner_id=owner.person.pk if owner else None,
                **fields,
            )


@pytest.fixture
def team(cast: Cast) -> Team:
    with tenant_tx(cast.acme.pk):
        cast.people["tim"] = add_member(cast.acme, "Tim", "TL")
        cast.people["dora"] = add_member(cast.acme, "Dora", "DH")
        project = ProjectFactory(client=cast.skyharp, key="SKY", name="Customer care")
        for name, role in (("ada", "PM"), ("tim", "TL"), ("ben", "AG")):
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
    team = Team(cast, project)
    today = NOW.date()
    team.add("Write the SOP", cast.ben, begin=today - timedelta(days=4), due=today - timedelta(days=1))
    team.add("Train wave 1", cast.ben, begin=today, due=today)
    return team


@pytest.fixture
def inside(cast: Cast) -> Any:
    """Acme's transaction around the whole test."""
    with tenant_tx(cast.acme.pk):
        yield
