"""A kettle: jobs that tests boil."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from tenancy.jobs import JOBS, Job, JobFile
from tenancy.models import JobRun
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast

KIND = "tests.boil"


class Clock:
    """Stands still unless somebody turns it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


class Kettle:
    """What the work does: `steps` are called in turn, between signs of life."""

    def __init__(self) -> None:
        self.steps: list[Any] = []
        self.begun: list[dict[str, Any]] = []

    def work(self, *, actor: Any, run: JobRun, progress: Any, cups: int = 2) -> JobFile:
        self.begun.append({"actor": actor, "attempts": run.attempts, "counts": dict(run.counts)})
        for number in range(1, cups + 1):
            progress(number, cups, "boils", kept={"cup": number})
            for step in self.steps:
                step(number, run)
        return JobFile("tea.csv", "text/csv", b"cup\n" * cups)


@pytest.fixture
def kettle() -> Iterator[Kettle]:
    made = Kettle()
    JOBS[KIND] = Job(KIND, "projects.create_project", "Tea", made.work)
    yield made
    del JOBS[KIND]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    """Files of this test only."""
    settings.MILEPOST_FILES = tmp_path
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = storages


def stored(cast: Cast, run: JobRun) -> JobRun:
    with tenant_tx(cast.acme.pk):
        return JobRun.objects.select_related("asked_by").get(pk=run.pk)
