"""A project of Skyharp's that Ada manages and Ben works on, and one of Tidewell's that nobody is in."""

from collections.abc import Iterator

import pytest

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
        project = ProjectFactory(client=cast.skyharp, key="SKY", name="Customer care")
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ben.person, role="AG")
    return project


@pytest.fixture
def tdw(cast: Cast) -> Project:
    with tenant_tx(cast.acme.pk):
        return ProjectFactory(client=cast.tidewell, key="TDW", name="Annotation")


@pytest.fixture
def head(cast: Cast):
    """Acme's delivery head: sees everything, is in nothing."""
    with tenant_tx(cast.acme.pk):
        return add_member(cast.acme, "Dora", "DH")
