"""The worker's door with two more listeners: one that kills its worker, one that waits to be let go."""

import os
import signal
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django

from config.celery import app as app

django.setup()

from tenancy.actors import system  # noqa: E402 - needs the registry of models
from tenancy.listeners import Event, fact, listen  # noqa: E402
from tenancy.runs import begin_run  # noqa: E402

LONGEST = 60


@fact
@dataclass(frozen=True)
class Poisoned(Event):
    """Whoever handles it dies at once, as by the kernel's out-of-memory killer."""


@fact
@dataclass(frozen=True)
class Held(Event):
    """Whoever handles it has half done it, and waits for the file `gate`."""

    gate: str


@fact
@dataclass(frozen=True)
class Plain(Event):
    """Handled at once."""


def die(event: Poisoned) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hold(event: Held) -> None:
    begin_run(actor=system("held"), job="held", slot="half")
    Path(f"{event.gate}.begun-{os.getpid()}-{time.monotonic_ns()}").touch()
    end = time.monotonic() + LONGEST
    while not Path(event.gate).exists() and time.monotonic() < end:
        time.sleep(0.05)
    begin_run(actor=system("held"), job="held", slot="whole")


def note(event: Plain) -> None:
    begin_run(actor=system("plain", now=datetime.now(UTC)), job="plain", slot="once")


listen(Poisoned, "plant.die", die)
listen(Held, "plant.hold", hold)
listen(Plain, "plant.note", note)
