"""A project with a task of each, and an hour in which everything happens now."""

from datetime import UTC, datetime

import pytest

from tenancy.scope import tenant_tx
from tests.cast import add_member
from tests.factories.planning import TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory


@pytest.fixture
def sky(cast):
    """SKY with Ada (PM), Tim (TL) and Ben (AG); T1 is Ben's, T2 nobody's."""
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        cast.people["tim"] = add_member(cast.acme, "Tim", "TL")
        for name, role in (("ada", "PM"), ("ida", "PM"), ("tim", "TL"), ("ben", "AG")):
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
        project.own = TaskFactory(project=project, number=1, owner=cast.ben.person)
        project.other = TaskFactory(project=project, number=2)
    return project


@pytest.fixture
def now() -> datetime:
    """The doors read the real clock; what they must find has to be true now."""
    return datetime.now(UTC)


def may(actor, action: str, record=None) -> bool:
    """The policy's answer, asked where project roles can be read."""
    with tenant_tx(actor.organization.id):
        return actor.may(action, record)
