"""The broker dies: what it knew was only a hint. F-05 to F-07."""

import httpx
import pytest
from redis import Redis

from planning.tasks import raise_overdue_milestones
from tests.faults.conftest import Build
from tests.faults.house import House
from tests.faults.stream import at_work
from tests.faults.world import NOT_YET, ONCE, add_late_milestone, late_by_name, told

pytestmark = pytest.mark.faults
QUEUE = "celery"


def queued(house: House) -> int:
    """Messages that wait in the broker."""
    with Redis.from_url(house.broker.url()) as broker:
        return broker.llen(QUEUE)


def test_f05_broker_killed_without_persistence(house: House) -> None:
    """All messages are lost; the rows are found by the sweeps."""
    milestone = add_late_milestone()
    house.send(raise_overdue_milestones, times=5)
    assert queued(house) == 5
    house.kill_broker()
    house.broker.start()
    assert (queued(house), told(milestone)) == (0, NOT_YET)
    house.worker(), house.beat()
    house.eventually(lambda: told(milestone).sent == 1)
    assert house.settled(lambda: told(milestone)) == ONCE, house.logs()


def test_f06_broker_killed_with_its_log_on_disk(build: Build) -> None:
    """Without any beat: the messages themselves are still there."""
    house = build(durable_broker=True)
    milestone = add_late_milestone()
    house.send(raise_overdue_milestones, times=5)
    with Redis.from_url(house.broker.url()) as broker:
        assert broker.execute_command("WAITAOF", 1, 0, 10_000)[0] == 1
    house.kill_broker()
    house.broker.start()
    assert queued(house) == 5
    house.worker()
    house.eventually(lambda: told(milestone).sent == 1)
    house.eventually(lambda: queued(house) == 0)
    assert told(milestone) == ONCE, house.logs()


def test_f07_broker_down_while_people_work(house: House) -> None:
    """They notice nothing: reads and writes go on, and what the house tells them follows later."""
    house.web(), house.worker(), house.beat()
    house.kill_broker()
    with at_work(house) as log:
        house.eventually(lambda: len(log.kept) >= 20)
        ready = httpx.get(f"http://127.0.0.1:{house.port}/readyz", trust_env=False)
        assert (ready.status_code, ready.json()) == (
            200,
            {"status": "delayed", "database": True, "broker": False},
        )
    assert (log.busy, log.unknown, log.wrong) == (0, [], []), house.logs()
    found = late_by_name()
    assert (log.lost(found), log.doubled(found)) == ([], [])
    milestones = [found[name][0] for name in log.kept]
    assert {told(milestone) for milestone in milestones} == {NOT_YET}
    house.broker.start()
    house.eventually(lambda: all(told(milestone).sent for milestone in milestones))
    assert house.settled(lambda: {told(milestone) for milestone in milestones}) == {ONCE}, house.logs()
