"""What a round does to the house. Each leaves it whole again: whoever died is replaced."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.faults.house import House, children
from tests.faults.mailserver import MailServer

DOWN_SECONDS = 2
MINUTES = 240


@dataclass
class Stage:
    """The house in service: web, two workers and beat, all sending to one mail server."""

    house: House
    mails: MailServer
    chance: Random
    web: subprocess.Popen[bytes] = field(init=False)

    def open(self) -> None:
        self.web = self.house.web()
        self.house.worker(), self.house.worker(), self.house.beat()

    def victim(self) -> subprocess.Popen[bytes]:
        """A worker in service; one that ended with the broker has been replaced before."""
        self.house.revive()
        self.house.eventually(lambda: all(children(worker) for worker in self.house.workers()))
        return self.chance.choice(self.house.workers())


def child_killed(stage: Stage) -> None:
    stage.house.kill_children(stage.victim())


def worker_killed(stage: Stage) -> None:
    stage.house.kill(stage.victim())
    stage.house.worker()


def sender_killed_on_the_wire(stage: Stage) -> None:
    """The mail server has the letter and says nothing; both workers die; nobody knows what arrived."""
    stage.mails.keep_waiting()
    before = len(stage.mails.seen)
    stage.house.eventually(lambda: len(stage.mails.seen) > before, within=MINUTES)
    for worker in filter(children, stage.house.workers()):
        stage.house.kill_children(worker)
    stage.mails.let_go()


def broker_killed(stage: Stage) -> None:
    stage.house.kill_broker()
    time.sleep(DOWN_SECONDS)
    stage.house.broker.start()


def database_restarted(stage: Stage) -> None:
    stage.house.ground.restart(signal.SIGINT)


def database_killed(stage: Stage) -> None:
    stage.house.ground.restart(signal.SIGKILL)


def web_killed(stage: Stage) -> None:
    stage.house.kill(stage.web)
    stage.web = stage.house.web()


def second_beat(stage: Stage) -> None:
    """From now on two of them ring everything."""
    stage.house.beat(f"beat-{len(stage.house.running)}")


KINDS: dict[str, Callable[[Stage], None]] = {
    "worker's child killed": child_killed,
    "whole worker killed": worker_killed,
    "sender killed with a letter on the wire": sender_killed_on_the_wire,
    "broker killed, nothing on its disk": broker_killed,
    "database restarted": database_restarted,
    "database killed": database_killed,
    "web server killed": web_killed,
    "one more beat": second_beat,
}


def drawn(rounds: int, chance: Random) -> list[str]:
    """Kinds for the rounds: every kind once in a random order, then again."""
    found: list[str] = []
    while len(found) < rounds:
        found += chance.sample(list(KINDS), len(KINDS))
    return found[:rounds]
