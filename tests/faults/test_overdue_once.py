"""A milestone set overdue while workers are killed and beat runs twice is told once."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.launcher.errors import LauncherError
from notifications.models import Delivery, DemoMail, InboxLine
from planning.models import MilestoneAlert
from planning.services import add_task
from projects.services import add_member, change_state, create_project
from tenancy.models import Event
from tenancy.scope import tenant_tx
from tests.cast import Cast, make_cast
from tests.faults.house import House, eventually
from tests.faults.mailserver import MailServer

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
PATIENCE = 90
QUIET_SECONDS = 4


@pytest.fixture
def mails() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server
        server.shutdown()


@pytest.fixture
def world(transactional_db: None) -> Cast:
    """Acme, with a project of Ada's whose milestone was due two days ago."""
    cast = make_cast()
    now = datetime.now(UTC)
    actor = cast.system(now=now)
    with tenant_tx(cast.acme.pk):
        project = create_project(
            actor=actor, client_id=cast.skyharp.pk, key="SKY", name="Sky", zone="Asia/Manila", currency="USD"
        )
        for step in ("begin_planning", "activate"):
            project = change_state(actor=actor, project=project, step=step)
        add_member(actor=actor, project=project, person_id=cast.ada.person.pk, role="PM")
        due = (now - timedelta(days=2)).date()
        add_task(actor=actor, project=project, name="Peak staffing in place", kind="milestone", due=due)
    return cast


@pytest.fixture
def houses(world: Cast, tmp_path: Path, need: Callable[[str], None]) -> Iterator[Callable[..., House]]:
    """Builds a house, and leaves none of its processes behind."""
    built: list[House] = []

    def build(**environment: str) -> House:
        try:
            built.append(House(tmp_path, **environment))
        except LauncherError:
            need("Valkey or Redis")
        return built[-1]

    yield build
    for house in built:
        house.stop()


def counts(cast: Cast) -> dict[str, int]:
    with tenant_tx(cast.acme.pk):
        letters = Delivery.objects.filter(rule="milestone_overdue")
        return {
            "alerts": MilestoneAlert.objects.count(),
            "facts": Event.objects.filter(name="planning.MilestoneOverdue").count(),
            "ledger": letters.count(),
            "sent": letters.filter(sent_at__isnull=False).count(),
            "inbox": InboxLine.objects.filter(rule="milestone_overdue").count(),
        }


def one_each(cast: Cast, house: House) -> None:
    """It is told, and stays told once while the beats go on."""
    eventually(lambda: counts(cast)["sent"] >= 1, within=PATIENCE, house=house)
    time.sleep(QUIET_SECONDS)
    assert counts(cast) == dict.fromkeys(counts(cast), 1), house.logs()


def test_a_worker_killed_between_the_fact_and_the_letter(world: Cast, houses: Callable[..., House]) -> None:
    house = houses()
    first, beats = house.worker(), [house.beat("one"), house.beat("two")]
    eventually(lambda: counts(world)["alerts"] == 1, within=PATIENCE, house=house)
    house.kill(first)
    house.worker()
    one_each(world, house)
    assert DemoMail.objects.count() == 1
    assert all(beat.poll() is None for beat in beats)


@pytest.mark.parametrize("victim", ["whole worker", "its child"])
def test_a_sender_killed_with_the_letter_on_the_wire(
    world: Cast, houses: Callable[..., House], mails: MailServer, victim: str
) -> None:
    """Nobody knows whether the first attempt arrived: the second one carries the same Message-ID."""
    host, port = mails.server_address
    house = houses(MILEPOST_MODE="development", EMAIL_HOST=str(host), EMAIL_PORT=str(port))
    first = house.worker()
    house.beat("one"), house.beat("two")
    eventually(lambda: len(mails.seen) == 1, within=PATIENCE, house=house)
    assert counts(world)["sent"] == 0
    if victim == "whole worker":
        house.kill(first)
        house.worker()
    else:
        house.kill_children(first)
    mails.thanks.set()
    one_each(world, house)
    with tenant_tx(world.acme.pk):
        letter = Delivery.objects.get()
    assert letter.attempts == len(mails.seen) == 2
    assert set(mails.seen) == {(letter.message_id, "ada@acme.test")}
