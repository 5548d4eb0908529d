"""A shared project with a shared and an internal task, and people around it."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from records.selectors import carrier
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.planning import TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory


@dataclass
class Scene:
    """What is talked about, by Ada (manages the project) and Ben (works on it)."""

    cast: Cast
    project: Any
    task: Any
    shared: Any

    def on(self, who: str, record: Any = None, *, need: Any = "view") -> Any:
        """The record as one of the cast reaches it."""
        with self.inside():
            return carrier(actor=self.actor(who), entry_id=(record or self.task).pk, need=need)

    def actor(self, who: str) -> Any:
        return getattr(self.cast, who).actor()

    def url(self, name: str, record: Any = None, **more: Any) -> str:
        return reverse(name, kwargs={"org": "acme", "entry": (record or self.task).pk, **more})

    def inside(self) -> Any:
        return tenant_tx(self.cast.acme.pk)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="SKY", client=cast.skyharp, name="Care", visibility="shared")
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ida.person)
        MemberFactory(project=project, person=cast.ben.person, role="AG")
        task = TaskFactory(project=project, number=1, name="Pilot")
        shared = TaskFactory(project=project, number=2, name="Go-live", visibility="shared")
    return Scene(cast, project, task, shared)
