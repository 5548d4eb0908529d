"""The stage of the stories: Friday 20 November 2026, ten in the morning in Kraków."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.journeys.visitor import Visitor, named, signed_in

RESIDENCE = "mspdi/converted/Residential_Construction.mpp.xml"


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """The clock of the whole process."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def own_counters(settings: Any) -> None:
    """How often somebody tried to sign in is counted in Redis: each test counts for itself."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}}


@pytest.fixture
def ada(cast: Cast) -> Visitor:
    """Ada, signed in."""
    return signed_in(cast.ada)


@pytest.fixture
def sky(cast: Cast) -> Project:
    """Skyharp's project, in Manila's time: Ada manages it, Ida may write by machine, Ben is on the team."""
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", name="Customer care", zone="Asia/Manila")
        for name, role in (("ada", "PM"), ("ida", "PM"), ("ben", "AG")):
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
    return project


@pytest.fixture
def residence(data_dir: Path) -> Any:
    """A plan of 108 tasks and 118 links, written by Microsoft Project. Each call is a fresh upload."""
    content = (data_dir / RESIDENCE).read_bytes()
    return lambda: named("Residential_Construction.mpp.xml", content)
