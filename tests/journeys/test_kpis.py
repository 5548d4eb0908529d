"""A day ends, its indicators are computed, and the board says where they stand."""

from datetime import date

import pytest

from kpis.models import KPIReading
from kpis.services import roll_up_day
from kpis.tasks import roll_up_due
from tenancy.models import JobRun
from tenancy.scope import tenant_tx
from tenancy.tasks import HEADER
from tests.cast import NOW

BOARD = "/o/acme/projects/SKY/kpis/"
THURSDAY = date(2026, 11, 19)


def readings(cast):
    with tenant_tx(cast.acme.pk):
        rows = KPIReading.objects.current().filter(day=THURSDAY).order_by("definition__code")
        return {row.definition.code: (row.numerator, row.denominator) for row in rows}


@pytest.fixture
def progress(ada, sky):
    """Two milestones due by Thursday, one reached in time; one task done, one not."""
    for name, due in (("Forecast agreed", "2026-11-17"), ("Hiring done", "2026-11-18")):
        ada.open("/o/acme/projects/SKY/milestones/add/").send(name=name, due=due)
    ada.open("/o/acme/projects/SKY/tasks/1/reach/").send(reached_on="2026-11-17")
    return ada


def test_a_project_without_a_day_behind_it_says_so(ada, sky):
    assert "No readings yet" in ada.open(f"{BOARD}readings/").text


def test_the_daily_job_rolls_up_yesterday(cast, progress):
    days = roll_up_due.apply(headers={HEADER: str(cast.acme.pk)}, throw=True).get()
    assert days >= 1
    with tenant_tx(cast.acme.pk):
        assert KPIReading.objects.filter(day=THURSDAY).count() == 2
        assert set(JobRun.objects.values_list("state", flat=True)) == {"done"}


def test_a_past_day_again_gives_the_same(cast, progress):
    first = roll_up_day(actor=cast.system(), day=THURSDAY, now=NOW)
    again = roll_up_day(actor=cast.system(), day=THURSDAY, now=NOW)
    assert (first.written, again.written, again.unchanged) == (2, 0, 2)


def test_the_board_says_the_answer_first(cast, progress):
    roll_up_day(actor=cast.system(), day=THURSDAY, now=NOW)
    board = progress.open(BOARD)
    rows = {row["Indicator"]: row for row in board.rows()}
    on_time = rows["Milestones on time"]
    assert on_time["Target"] == "≥ 95%"
    listed = progress.open(f"{BOARD}readings/").rows()
    assert {row["Indicator"] for row in listed} == {"Milestones on time", "Task completion"}
    answer = progress.browser.get(f"{BOARD}readings/?format=csv")
    assert len(answer.content.decode("utf-8-sig").splitlines()) == 3
