"""The database restarts, dies, or refuses: F-08 to F-10, F-21, F-22."""

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import psycopg
import pytest
from django.db import Error, connection

from planning.tasks import raise_overdue_milestones
from tenancy import scope
from tenancy.scope import tenant_tx
from tests.faults.house import House
from tests.faults.stream import Log, Writer, at_work
from tests.faults.world import acme, add_late_milestone, late_by_name, told

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["f08_restart", "f10_kill"])
def test_postgres_goes_down_under_web_load(house: House, number: int) -> None:
    """Every write answered 201 is there, nothing wrong is answered, and the pool recovers by itself."""
    web = house.web()
    with at_work(house) as log:
        house.eventually(lambda: len(log.kept) >= 10)
        house.ground.restart(number)
        before = len(log.kept)
        house.eventually(lambda: len(log.kept) >= before + 20)
    found = late_by_name()
    assert (log.lost(found), log.doubled(found), log.wrong) == ([], [], []), house.logs()
    assert log.read >= 30 - log.busy
    assert web.poll() is None


def test_f08_postgres_is_away_for_a_while(house: House) -> None:
    """It is said which part is missing, writes are refused with 503, and nobody has to restart the web."""
    web = house.web()
    with at_work(house) as log:
        house.eventually(lambda: len(log.kept) >= 3)
        house.ground.end(signal.SIGINT)
        assert (house.status("/healthz"), house.status("/readyz")) == (200, 503), house.logs()
        house.eventually(lambda: log.busy >= 4)
        house.ground.start()
        before = len(log.kept)
        house.eventually(lambda: len(log.kept) >= before + 3)
    found = late_by_name()
    assert (log.lost(found), log.doubled(found), log.wrong) == ([], [], []), house.logs()
    assert house.status("/readyz") == 200
    assert web.poll() is None


def test_f09_postgres_restarts_mid_task(house: House) -> None:
    """Without any beat: the task itself is tried again."""
    milestone = add_late_milestone()
    house.worker()
    with pytest.raises(psycopg.OperationalError):
        restart_mid_task(house)
    house.eventually(lambda: told(milestone).ledger == 1)
    assert (told(milestone).alerts, told(milestone).facts) == (1, 1), house.logs()
    assert "Retry in" in house.log("worker-0")


def restart_mid_task(house: House) -> None:
    """The lock that keeps the task waiting goes down with the server, too."""
    with house.ground.locked(house.database, "planning_milestonealert") as waiting:
        house.send(raise_overdue_milestones)
        house.eventually(lambda: waiting() == 1)
        house.ground.restart(signal.SIGINT)


def crossing(house: House, first: str, second: str, begin: Callable[[], object]) -> None:
    """Lock `first`, let the other begin and wait for it, then want what the other has."""
    with house.ground.connect(house.database) as rival:
        rival.execute(f"LOCK TABLE {first} IN EXCLUSIVE MODE")
        with house.ground.connect(house.database, autocommit=True) as observer:
            begin()
            waits = "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted"
            house.eventually(lambda: observer.execute(waits, [first]).fetchone()[0] == 1)
        rival.execute(f"LOCK TABLE {second} IN EXCLUSIVE MODE")
    house.eventually(lambda: house.ground.deadlocks(house.database) == 1)


def test_f21_crossed_request_is_done_once_more(house: House) -> None:
    house.web()
    log = Log()
    with ThreadPoolExecutor(1) as pool:
        writer = Writer(house, log, "crossed")
        crossing(house, "tenancy_auditline", "planning_task", lambda: pool.submit(writer.once))
    assert list(log.kept) == ["crossed-1"], (log, house.logs())
    assert len(late_by_name()["crossed-1"]) == 1
    assert (log.busy, log.wrong) == (0, [])


def test_f21_crossed_task_is_tried_again(house: House) -> None:
    milestone = add_late_milestone()
    house.worker()
    begin = partial(house.send, raise_overdue_milestones)
    crossing(house, "tenancy_event", "planning_milestonealert", begin)
    house.eventually(lambda: told(milestone).ledger == 1)
    assert (told(milestone).alerts, told(milestone).facts) == (1, 1), house.logs()


def test_f22_idle_transaction_is_ended(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scope.IDLE == {"5s": "30s", "10min": "10min"}
    milestone, organization = add_late_milestone(), acme().pk
    monkeypatch.setitem(scope.IDLE, "5s", "50ms")
    with pytest.raises(Error):
        idle_until_ended(house, organization, milestone)
    monkeypatch.undo()
    connection.close()
    assert "never" not in late_by_name()


def idle_until_ended(house: House, organization: UUID, milestone: UUID) -> None:
    """Write something, then keep the transaction open and do nothing."""
    lives = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
    with (
        house.ground.connect(house.database, autocommit=True) as observer,
        tenant_tx(organization),
        connection.cursor() as idle,
    ):
        idle.execute("UPDATE planning_task SET name = 'never' WHERE id = %s", [milestone])
        idle.execute("SELECT pg_backend_pid()")
        pid = idle.fetchone()[0]
        house.eventually(lambda: observer.execute(lives, [pid]).fetchone()[0] == 0)
        idle.execute("SELECT 1")
