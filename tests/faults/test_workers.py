"""Workers that are killed, hang or are stopped: F-01 to F-04, F-11, F-29."""

from pathlib import Path

import pytest

from planning.tasks import raise_overdue_milestones
from tenancy.dispatch import KILLER
from tenancy.models import Event, JobRun
from tenancy.scope import tenant_tx
from tenancy.tasks import dispatch_events
from tests.faults.conftest import Build
from tests.faults.house import House
from tests.faults.mailserver import MailServer
from tests.faults.world import ADA, ONCE, acme, add_late_milestone, announce, fact_of, letter_of, told

pytestmark = pytest.mark.faults
PLANT = "tests.faults.plant"


def runs(slot: str) -> int:
    """How often the planted listeners' writing of this is in the database."""
    with tenant_tx(acme().pk):
        return JobRun.objects.filter(slot=slot).count()


def begun(gate: Path) -> int:
    """How often somebody began to handle the held fact."""
    return len(list(gate.parent.glob(f"{gate.name}.begun-*")))


def test_f01_child_killed_mid_task(house: House) -> None:
    """Without any beat: the broker's message itself is handed to the next child."""
    milestone = add_late_milestone()
    worker = house.worker()
    with house.ground.locked(house.database, "planning_milestonealert") as waiting:
        house.send(raise_overdue_milestones)
        house.eventually(lambda: waiting() == 1)
        house.kill_children(worker)
        house.eventually(lambda: waiting() == 2)
    house.eventually(lambda: told(milestone).ledger == 1)
    assert (told(milestone).alerts, told(milestone).facts) == (1, 1), house.logs()
    assert worker.poll() is None


@pytest.mark.parametrize("victim", ["f01_child", "f02_whole_worker"])
def test_sender_killed_with_the_letter_on_the_wire(posting: House, mails: MailServer, victim: str) -> None:
    """Nobody knows whether the first attempt arrived: the second one carries the same Message-ID."""
    milestone = add_late_milestone()
    mails.keep_waiting()
    first = posting.worker()
    posting.beat()
    posting.eventually(lambda: len(mails.seen) == 1)
    assert told(milestone).sent == 0
    if victim == "f01_child":
        posting.kill_children(first)
    else:
        posting.kill(first)
        posting.worker()
    mails.let_go()
    posting.eventually(lambda: told(milestone).sent == 1)
    assert posting.settled(lambda: told(milestone)) == ONCE, posting.logs()
    letter = letter_of(milestone)
    assert letter.attempts == len(mails.seen) == 2
    assert set(mails.seen) == {(letter.message_id, ADA)}


def test_f02_worker_killed_mid_listener(house: House, tmp_path: Path) -> None:
    """What the killed one had half written is taken back; the second one does it whole, once."""
    gate = tmp_path / "gate"
    fact = announce("tests.Held", gate=str(gate))
    first, _beat = house.worker(PLANT), house.beat()
    house.eventually(lambda: begun(gate) == 1)
    house.kill(first)
    gate.touch()
    house.worker(PLANT)
    house.eventually(lambda: fact_of(fact).done_at is not None)
    assert (runs("half"), runs("whole"), begun(gate), fact_of(fact).attempts) == (1, 1, 2, 2), house.logs()


def test_f03_task_outlives_visibility_timeout_and_lease(build: Build, tmp_path: Path) -> None:
    """The broker hands the same message out again while the first worker is still at it."""
    house = build(MILEPOST_VISIBILITY="2", MILEPOST_LEASE_SECONDS="1")
    gate = tmp_path / "gate"
    fact = announce("tests.Held", gate=str(gate))
    house.worker(PLANT), house.worker(PLANT)
    house.send(dispatch_events)
    house.eventually(lambda: begun(gate) == 1)
    [sent] = set(house.received("tenancy.tasks.dispatch_events"))
    house.eventually(lambda: house.received("tenancy.tasks.dispatch_events").count(sent) == 2)
    gate.touch()
    house.eventually(lambda: fact_of(fact).done_at is not None)
    assert (runs("whole"), begun(gate), fact_of(fact).attempts) == (1, 1, 1), house.logs()


def test_f04_warm_stop_finishes_the_running_task_and_takes_no_other(house: House, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    fact = announce("tests.Held", gate=str(gate))
    first = house.worker(PLANT)
    house.send(dispatch_events)
    house.eventually(lambda: begun(gate) == 1)
    house.dismiss(first)
    house.eventually(lambda: "Warm shutdown" in house.log("worker-0"))
    milestone = add_late_milestone()
    house.send(raise_overdue_milestones)
    gate.touch()
    house.eventually(lambda: house.session.finished(first))
    assert (runs("whole"), fact_of(fact).attempts, told(milestone).alerts) == (1, 1, 0), house.logs()
    house.worker()
    house.eventually(lambda: told(milestone).alerts == 1)


def test_f11_same_task_five_times_at_once(posting: House, mails: MailServer) -> None:
    milestone = add_late_milestone()
    posting.worker(), posting.worker()
    for task in (raise_overdue_milestones, dispatch_events):
        posting.send(task, times=5)
    posting.eventually(lambda: told(milestone).ledger == 1)
    posting.send(dispatch_events, times=5)
    posting.eventually(lambda: told(milestone).sent == 1)
    posting.eventually(lambda: len(posting.received("tenancy.tasks.dispatch_events")) >= 10)
    assert told(milestone) == ONCE, posting.logs()
    assert mails.seen == [(letter_of(milestone).message_id, ADA)]


def test_f29_poison_is_parked_and_holds_up_nobody(build: Build) -> None:
    """A listener that kills its worker never says why: the claims are counted."""
    quick = {"MILEPOST_ATTEMPTS": "3", "MILEPOST_LEASE_SECONDS": "1"}
    house = build(**quick)
    poison, others = announce("tests.Poisoned"), [announce("tests.Plain") for _number in range(5)]
    worker, _beat = house.worker(PLANT), house.beat()
    house.eventually(lambda: fact_of(poison).parked_at is not None)
    parked = fact_of(poison)
    assert (parked.error, parked.attempts) == (KILLER, 3)
    assert runs("once") == len(others)
    assert {fact_of(other).attempts for other in others} == {1}
    assert worker.poll() is None
    with tenant_tx(acme().pk):
        assert Event.objects.filter(done_at=None).get().pk == poison
