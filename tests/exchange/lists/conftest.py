"""A project of Acme's that lists go into."""

import pytest

from planning.models import Plan
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory, ProjectFactory


@pytest.fixture
def project(cast):
    with tenant_tx(cast.acme.pk):
        made = ProjectFactory(client=cast.skyharp, key="SKY")
        MemberFactory(project=made, person=cast.ada.person)
        MemberFactory(project=made, person=cast.ida.person)
        MemberFactory(project=made, person=cast.ben.person, role="AG")
        Plan.objects.create(project=made, client=made.client, created_at=NOW)
    return made
