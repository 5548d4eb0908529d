"""Runs of jobs stay, whatever becomes of the work."""

from datetime import timedelta

import pytest
from django.conf import settings

from tenancy.models import JobRun
from tenancy.runs import INTERRUPTED, begin_run, close_interrupted_jobs, job_run
from tenancy.scope import tenant_tx
from tests.cast import NOW
from toolkit.errors import Denied

LATER = NOW + timedelta(minutes=3)


def runs(cast) -> list[dict]:
    with tenant_tx(cast.acme.pk):
        rows = JobRun.objects.order_by("started_at", "id")
        return list(rows.values("kind", "slot", "state", "started_at", "finished_at", "counts", "error"))


def run(cast, slot="2026-11-19", now=NOW):
    return job_run(actor=cast.system(now), job="roll_up", slot=slot, clock=lambda: LATER)


def test_a_run_that_goes_well_keeps_its_counts(cast):
    with run(cast) as counts:
        counts["readings"] = 6
    assert runs(cast) == [
        {
            "kind": "roll_up",
            "slot": "2026-11-19",
            "state": "done",
            "started_at": NOW,
            "finished_at": LATER,
            "counts": {"readings": 6},
            "error": "",
        }
    ]


def test_a_run_that_fails_keeps_its_error_and_raises_it(cast):
    def broken():
        with run(cast) as counts:
            counts["readings"] = 2
            raise ZeroDivisionError("no tasks")

    with pytest.raises(ZeroDivisionError):
        broken()
    [row] = runs(cast)
    assert (row["state"], row["counts"], row["error"]) == (
        "failed",
        {"readings": 2},
        "ZeroDivisionError('no tasks')",
    )


def test_it_stands_while_the_work_runs(cast):
    with run(cast):
        assert [row["state"] for row in runs(cast)] == ["running"]


def test_what_a_killed_worker_left_open_is_closed_when_no_worker_can_be_at_it(cast):
    begin_run(actor=cast.system(), job="roll_up", slot="2026-11-19")
    limit = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    begin_run(actor=cast.system(NOW + limit), job="roll_up", slot="2026-11-19")
    assert [row["state"] for row in runs(cast)] == ["running", "running"]
    again = NOW + limit + timedelta(seconds=1)
    begin_run(actor=cast.system(again), job="roll_up", slot="2026-11-19")
    assert [(row["state"], row["error"]) for row in runs(cast)] == [
        ("failed", INTERRUPTED),
        ("running", ""),
        ("running", ""),
    ]


def test_a_sweep_closes_what_a_killed_worker_left_open(cast):
    limit = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    begin_run(actor=cast.system(), job="roll_up", slot="2026-11-19")
    begin_run(actor=cast.system(NOW + limit), job="roll_up", slot="2026-11-20")
    with run(cast, slot="2026-11-18"):
        pass
    assert close_interrupted_jobs(actor=cast.system(NOW + limit)) == 0
    again = NOW + limit + timedelta(seconds=1)
    assert close_interrupted_jobs(actor=cast.system(again)) == 1
    assert {(row["slot"], row["state"], row["error"]) for row in runs(cast)} == {
        ("2026-11-18", "done", ""),
        ("2026-11-19", "failed", INTERRUPTED),
        ("2026-11-20", "running", ""),
    }


def test_only_the_house_itself_closes_jobs(cast):
    with pytest.raises(Denied):
        close_interrupted_jobs(actor=cast.ada.actor())


def test_only_the_house_itself_starts_jobs(cast):
    with pytest.raises(Denied):
        begin_run(actor=cast.ada.actor(), job="roll_up", slot="x")
