"""A plan of Skyharp's project that Ada manages, with work for Ben and Tim."""

import pytest

from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import Cast, add_member
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.planning.conftest import Plan


@pytest.fixture
def sky(cast: Cast) -> Project:
    with tenant_tx(cast.acme.pk):
        cast.people["tim"] = add_member(cast.acme, "Tim", "TL")
        project = ProjectFactory(client=cast.skyharp, key="SKY", name="Customer care", zone="UTC")
        for name, role in (("ada", "PM"), ("tim", "TL"), ("ben", "AG")):
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
    return project


@pytest.fixture
def plan(cast: Cast, sky: Project) -> Plan:
    """An empty plan."""
    return Plan(cast, sky)
