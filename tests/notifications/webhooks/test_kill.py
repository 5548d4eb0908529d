"""A sender of its own process, killed while the receiver has the fact and nobody has marked it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.db import connections

from notifications.models import Webhook
from tests.cast import NOW
from tests.notifications.webhooks.conftest import Scene

pytestmark = [pytest.mark.faults, pytest.mark.threat("T-135"), pytest.mark.django_db(transaction=True)]
PATIENCE = 60
SENDER = """
import sys
from datetime import datetime
from uuid import UUID
import django
django.setup()
from notifications.services import send_delivery
send_delivery(organization_id=UUID(sys.argv[1]), now=datetime.fromisoformat(sys.argv[2]))
"""


@pytest.fixture
def sender(scene: Scene, file: Path) -> Iterator[Any]:
    """Starts senders in processes of their own, and leaves none behind."""
    its = connections["default"].settings_dict
    where = (
        f"postgresql://{its['USER']}:{its['PASSWORD']}@/{its['NAME']}?host={its['HOST']}&port={its['PORT']}"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": where,
        "SECRET_KEY": house.SECRET_KEY,
        "MILEPOST_PROCESS": "worker",
        "MILEPOST_MODE": "development",
        "MILEPOST_EGRESS_ALLOW": f"127.0.0.1:{scene.receiver.port}",
        "MILEPOST_EGRESS_ROOTS": str(file),
        "MILEPOST_EGRESS_SECONDS": str(PATIENCE),
    }
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        words = [sys.executable, "-c", SENDER, str(scene.cast.acme.pk), NOW.isoformat()]
        started.append(subprocess.Popen(words, env=environment, cwd=house.ROOT, start_new_session=True))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def test_t135_killed_with_the_fact_on_the_wire_it_goes_out_again_under_the_same_id(
    scene: Scene, sender: Any
) -> None:
    scene.add()
    scene.task()
    scene.receiver.thanks.clear()
    process = sender()
    end = time.monotonic() + PATIENCE
    while not scene.receiver.seen:
        assert time.monotonic() < end
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
    scene.receiver.thanks.set()
    assert (scene.row().state, scene.row().attempts) == ("sending", 1)
    assert scene.send(NOW) is None
    lease = NOW + timedelta(seconds=house.MILEPOST_LEASE_SECONDS)
    assert scene.send(lease) is not None
    assert scene.receiver.ids == [scene.row().message_id] * 2
    assert (scene.row().state, scene.row().attempts, scene.row(Webhook).failures) == ("sent", 2, 0)
