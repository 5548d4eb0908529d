"""A project of Ada's with milestones, as of Friday 20 November 2026, 10:00 in Warsaw."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from planning.models import Task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.planning import MilestoneFactory, TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
THURSDAY = date(2026, 11, 19)


def reached(project: Project, due: date, on: date | None, **more: Any) -> Task:
    """A milestone due on a day, reached on another (17:00 UTC) or not at all."""
    at = datetime(on.year, on.month, on.day, 17, tzinfo=UTC) if on else None
    state = Task.State.ACHIEVED if on else Task.State.PLANNED
    facts = {"due": due, "state": state, "actual_finish_at": at, "created_at": LONG_AGO, **more}
    return MilestoneFactory(project=project, **facts)


def finished(project: Project, due: date, on: date | None) -> Task:
    """A task due on a day, finished on another or not at all."""
    at = datetime(on.year, on.month, on.day, 17, tzinfo=UTC) if on else None
    state = Task.State.DONE if on else Task.State.IN_PROGRESS
    return TaskFactory(project=project, due=due, state=state, actual_finish_at=at, created_at=LONG_AGO)


@pytest.fixture
def sky(cast: Cast) -> Project:
    """Two of three milestones due were on time; one of two tasks due is done."""
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="SKY", client=cast.skyharp, name="Skyharp Care", created_at=LONG_AGO)
        MemberFactory(project=project, person=cast.ada.person)
        reached(project, date(2026, 10, 1), date(2026, 9, 30))
        reached(project, date(2026, 11, 2), date(2026, 11, 2))
        reached(project, date(2026, 11, 10), None)
        reached(project, date(2026, 12, 1), None)
        finished(project, date(2026, 11, 5), date(2026, 11, 6))
        finished(project, date(2026, 11, 12), None)
    return project
