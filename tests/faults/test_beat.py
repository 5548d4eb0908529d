"""The clock of the house fires twice, or not at all: F-12, F-13."""

import shelve
import signal
from datetime import timedelta

import pytest
from django.db.models import F

from notifications.models import Delivery
from tenancy.models import Event
from tenancy.scope import tenant_tx
from tests.faults.conftest import Build
from tests.faults.house import House
from tests.faults.world import ONCE, acme, add_late_milestone, told

pytestmark = pytest.mark.faults
TWO_HOURS = timedelta(hours=2)
LONG = {
    "MILEPOST_SWEEP_SECONDS": "600",
    "MILEPOST_OVERDUE_SECONDS": "600",
    "MILEPOST_ROLLUP_SECONDS": "1",
}


def test_f12_two_beats(house: House) -> None:
    milestones = [add_late_milestone(f"late {number}") for number in range(3)]
    house.worker(), house.worker()
    beats = [house.beat("one"), house.beat("two")]
    house.eventually(lambda: all(told(milestone).sent for milestone in milestones))
    assert house.settled(lambda: {told(milestone) for milestone in milestones}) == {ONCE}, house.logs()
    assert [beat.poll() for beat in beats] == [None, None]


def test_f13_beat_down_for_two_hours(build: Build) -> None:
    """Twelve slots were missed; each job looks once, and each alert is raised once."""
    house = build(**LONG)
    worker, beat = house.worker(), house.beat()
    house.eventually(lambda: house.fired("KPI rollup") >= 1)
    house.kill(beat, signal.SIGTERM)
    two_hours_pass(house)
    milestones = [add_late_milestone(f"late {number}") for number in range(3)]
    house.beat()
    house.eventually(lambda: all(told(milestone).sent for milestone in milestones))
    assert {told(milestone) for milestone in milestones} == {ONCE}, house.logs()
    assert house.fired("overdue milestones") == 1, house.logs()
    assert worker.poll() is None


def two_hours_pass(house: House) -> None:
    """What beat and the rows remember lies two hours further back."""
    with shelve.open(str(house.folder / "beat"), writeback=True) as memory:
        for entry in memory["entries"].values():
            entry.last_run_at -= TWO_HOURS
    with tenant_tx(acme().pk):
        for rows in (Event, Delivery):
            rows.objects.update(next_at=F("next_at") - TWO_HOURS)
