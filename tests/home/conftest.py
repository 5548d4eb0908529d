"""Ada's project at the door of Friday 20 November 2026, 10:00 in Warsaw."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest

from planning.models import Task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.planning import MilestoneFactory, TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NUMBERS = count(1000)  # out of the way of the numbers that the plan gives


@pytest.fixture(autouse=True)
def friday(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def milestone(project: Project, name: str, due: date | None, on: date | None = None, **more: Any) -> Task:
    more.setdefault("number", next(NUMBERS))
    at = datetime(on.year, on.month, on.day, 16, tzinfo=UTC) if on else None
    state = Task.State.ACHIEVED if on else Task.State.PLANNED
    return MilestoneFactory(
        project=project, name=name, due=due, state=state, actual_finish_at=at, created_at=LONG_AGO, **more
    )


def task(project: Project, name: str, due: date, **more: Any) -> Task:
    more.setdefault("number", next(NUMBERS))
    return TaskFactory(project=project, name=name, due=due, created_at=LONG_AGO, **more)


@pytest.fixture
def bfm(cast: Cast) -> Project:
    """One milestone reached, one overdue, two ahead; Ben owns one of two tasks."""
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(
            key="BFM", client=cast.skyharp, name="Brightfjord F&A", name_zh="明湾财务", stage="L5"
        )
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ben.person, role="AG")
        milestone(project, "Wave 1 live", date(2026, 10, 5), date(2026, 10, 5))
        milestone(project, "Evidence <G3>", date(2026, 11, 16))
        milestone(project, "Wave 3 live", date(2026, 12, 1))
        milestone(project, "Acceptance", date(2027, 1, 5))
        task(project, "Clean-up", date(2026, 11, 20), owner=cast.ben.person)
        task(project, "Retest", date(2026, 11, 24), state=Task.State.IN_PROGRESS)
    return project
