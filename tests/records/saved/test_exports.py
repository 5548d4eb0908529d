"""Long lists as files: a job beyond the bound, one moment of the data, memory that does not grow."""

import csv
import io

import pytest
from django.core.files.storage import default_storage

from planning.models import Task
from records.services import exports
from tenancy.jobs_runner import run_next_job
from tenancy.models import JobRun
from tenancy.scope import tenant_tx
from tests.factories.planning import TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory

PLAN = "/o/acme/projects/SKY/plan/"


@pytest.fixture
def staged(cast, settings, tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.pages.files.EXPORT_LIMIT", 2)
    with tenant_tx(cast.acme.pk):
        cast.project = ProjectFactory(client=cast.skyharp, key="SKY")
        MemberFactory(project=cast.project, person=cast.ada.person)
        for n in (1, 2, 3):
            TaskFactory(project=cast.project, number=n, position=n, wbs=str(n), name=f"=Task {n}")
    return cast


def done(cast):
    run_next_job(organization_id=cast.acme.pk)
    with tenant_tx(cast.acme.pk):
        return JobRun.objects.get(kind=exports.KIND)


@pytest.mark.threat("T-087", "T-116")
def test_what_is_too_long_for_one_answer_becomes_a_job_with_a_file(staged):
    browser = staged.ada.browser()
    answer = browser.get(f"{PLAN}?format=csv&order=-number&columns=number,name")
    with tenant_tx(staged.acme.pk):
        run = JobRun.objects.get()
    assert answer["Location"] == f"/o/acme/jobs/{run.pk}/"
    run = done(staged)
    assert (run.state, run.done, run.total, run.result_name) == ("done", 3, 3, "plan.csv")
    with default_storage.open(run.result_key) as file:
        rows = list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))
    assert rows == [["Key", "Task"], ["T3", "'=Task 3"], ["T2", "'=Task 2"], ["T1", "'=Task 1"]]


def test_whoever_may_no_longer_see_the_list_gets_no_file(staged):
    staged.ada.browser().get(f"{PLAN}?format=xlsx")
    with tenant_tx(staged.acme.pk):
        staged.project.members.all().delete()
    run = done(staged)
    assert run.state == "failed"
    assert not run.result_key


@pytest.mark.threat("T-116")
def test_rows_that_change_meanwhile_do_not_show(staged):
    """The statement reads one moment, although its rows come a portion at a time."""
    actor = staged.ada.actor()
    with tenant_tx(staged.acme.pk):
        page = exports.page_of(actor, f"{PLAN}?format=csv&order=number")
        rows = exports.rows_of(page)
        first = next(rows)
        Task.objects.update(name="changed meanwhile")
        names = [row["name"] for row in (first, *rows)]
    assert names == ["=Task 1", "=Task 2", "=Task 3"]
