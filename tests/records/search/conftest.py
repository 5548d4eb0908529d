"""Acme with two projects of two clients: Ada is a member of one of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from projects.models import Project
from records.selectors import Among, search
from records.services import index_entries
from tenancy.actors import Actor
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.planning import MilestoneFactory, TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory


@dataclass
class Plans:
    """What there is to find."""

    cast: Cast
    sky: Project
    tide: Project

    def add(self, name: str, number: int, *, project: Project | None = None, **more: object) -> object:
        with tenant_tx(self.cast.acme.pk):
            return TaskFactory(project=project or self.sky, name=name, number=number, **more)

    def read(self) -> int:
        """Let search read everything."""
        return index_entries(actor=self.cast.system())

    def titles(self, text: str, who: Actor | None = None, **among: object) -> list[str]:
        with tenant_tx(self.cast.acme.pk):
            hits = search(actor=who or self.cast.ada.actor(), text=text, among=Among(**among))
            return [hit.title for hit in hits]


@pytest.fixture
def plans(cast: Cast) -> Plans:
    with tenant_tx(cast.acme.pk):
        sky = ProjectFactory(key="SKY", client=cast.skyharp, name="Care line", name_zh="客服热线")
        tide = ProjectFactory(key="TID", client=cast.tidewell, name="Other shore")
        MemberFactory(project=sky, person=cast.ada.person)
        MemberFactory(project=sky, person=cast.ben.person, role="AG")
        MilestoneFactory(project=sky, name="Pilot live", number=7)
    return Plans(cast, sky, tide)


Find = Callable[..., list[str]]
