"""The task, the sweep, the command and the job runs of the roll-up."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from kpis.models import KPIReading
from kpis.services import roll_up_day
from kpis.tasks import roll_up_due, sweep_kpi_rollup
from projects.models import Project
from tenancy.models import JobRun
from tenancy.runs import begin_run, finish_run, job_run
from tenancy.scope import NoTenant, tenant_tx
from tenancy.tasks import HEADER
from tests.cast import NOW, Cast
from tests.kpis.conftest import THURSDAY
from toolkit.errors import Denied

pytestmark = pytest.mark.django_db


def test_a_run_is_noted_with_its_counts(cast: Cast, sky: Project) -> None:
    roll_up_day(actor=cast.system(), day=THURSDAY, now=NOW)
    with tenant_tx(cast.acme.pk):
        run = JobRun.objects.get()
        assert (run.kind, run.slot, run.state) == ("kpis.roll_up", "2026-11-19", "done")
        assert run.counts == {
            "day": "2026-11-19",
            "projects": 1,
            "written": 2,
            "superseded": 0,
            "unchanged": 0,
            "not_ended": 0,
        }


def test_a_failed_run_stays_and_the_error_goes_on(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), job_run(actor=cast.system(), job="tea.boil", slot="1") as counts:
        counts["cups"] = 1 // 0
    with tenant_tx(cast.acme.pk):
        run = JobRun.objects.get()
        assert (run.state, run.error) == ("failed", "ZeroDivisionError('integer division or modulo by zero')")


def test_a_run_left_open_by_a_killed_worker_is_closed_by_the_next(cast: Cast) -> None:
    killed = begin_run(actor=cast.system(NOW - timedelta(hours=1)), job="tea.boil", slot="1")
    busy = begin_run(actor=cast.system(NOW - timedelta(minutes=1)), job="tea.boil", slot="2")
    begin_run(actor=cast.system(), job="tea.boil", slot="1")
    begin_run(actor=cast.system(), job="tea.boil", slot="2")
    finish_run(actor=cast.system(), run=killed, at=NOW, counts={"late": 1})
    with tenant_tx(cast.acme.pk):
        killed.refresh_from_db()
        busy.refresh_from_db()
    assert (killed.state, killed.error, killed.counts) == ("failed", "interrupted", {})
    assert busy.state == "running"


def test_people_do_not_start_jobs(cast: Cast) -> None:
    with pytest.raises(Denied):
        begin_run(actor=cast.olga.actor(), job="tea.boil", slot="1")


def test_the_task_works_for_the_organization_of_its_header(cast: Cast, sky: Project) -> None:
    roll_up_due.apply(headers={HEADER: str(cast.acme.pk)}, throw=True)
    with tenant_tx(cast.acme.pk):
        assert JobRun.objects.filter(kind="kpis.roll_up", state="done").count() == 7
        assert KPIReading.objects.count() == 14
    with tenant_tx(cast.zenith.pk):
        assert not KPIReading.objects.exists()


def test_the_task_refuses_without_an_organization(cast: Cast) -> None:
    with pytest.raises(NoTenant):
        roll_up_due.apply(throw=True)


def test_the_sweep_rings_each_organization_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rung = []
    monkeypatch.setattr(roll_up_due, "apply_async", lambda **options: rung.append(options["organization_id"]))
    assert sweep_kpi_rollup.apply(throw=True).result == 2
    assert sorted(rung) == sorted([cast.acme.pk, cast.zenith.pk])


def test_the_command_prints_one_document(
    cast: Cast, sky: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("roll_up", "--org", "acme", "--day", "2026-11-18", "--to", "2026-11-19")
    call_command(*words)
    first = json.loads(capsys.readouterr().out)
    assert [day["written"] for day in first["days"]] == [2, 2]
    call_command(*words)
    second = json.loads(capsys.readouterr().out)
    assert [(day["written"], day["unchanged"]) for day in second["days"]] == [(0, 2), (0, 2)]


@pytest.mark.parametrize(
    "words",
    [
        ["--org", "nowhere", "--day", "2026-11-18"],
        ["--org", "acme", "--day", "2026-02-30"],
        ["--org", "acme", "--day", "2026-11-18", "--to", "2026-11-17"],
        ["--org", "acme", "--day", "2026-11-18", "--to", "2029-11-17"],
    ],
)
def test_the_command_refuses_in_one_line(cast: Cast, words: list[str]) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("roll_up", *words)
    assert "\n" not in str(refusal.value)


def test_a_day_in_the_future_is_left_out(cast: Cast, sky: Project) -> None:
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    result = roll_up_day(actor=cast.system(now), day=date(2026, 11, 20), now=now)
    assert (result.projects, result.not_ended, result.written) == (0, 1, 0)
