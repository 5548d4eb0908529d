"""The doors: every organization is rung, every letter has its own lease, a dead broker is survived."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from kombu.exceptions import OperationalError

from config.celery import app
from notifications import tasks
from notifications.models import Delivery
from tenancy.scope import NoTenant, tenant_tx
from tests.cast import NOW, Cast
from tests.factories.notifications import DeliveryFactory


@pytest.fixture
def eager() -> Iterator[None]:
    """Tasks run where they are sent."""
    app.conf.task_always_eager = app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager = app.conf.task_eager_propagates = False


def test_the_sweep_sends_for_every_organization(cast: Cast, eager: None) -> None:
    for organization, member in ((cast.acme, cast.ada), (cast.zenith, cast.zoe)):
        with tenant_tx(organization.pk):
            DeliveryFactory(person=member.person)
    assert tasks.sweep_letters() == 2
    assert sorted(message.to[0] for message in mail.outbox) == ["ada@acme.test", "zoe@zenith.test"]


def test_sending_needs_an_organization(cast: Cast) -> None:
    with pytest.raises(NoTenant):
        tasks.send_letters.apply_async()


class SlowServer(EmailBackend):
    """Takes half a minute for each mail, and notes the lease under which it was sent."""

    clock: Any
    leases: list[datetime]

    def send_messages(self, messages: Any) -> int:
        self.leases += Delivery.objects.filter(state="sending").values_list("next_at", flat=True)
        self.clock.shift(30)
        return super().send_messages(messages)


def test_each_letter_has_a_lease_of_its_own(cast: Cast, eager: None, settings: Any) -> None:
    """Claimed all at once, the last letters of a batch would outlive their lease behind a slow server."""
    settings.EMAIL_BACKEND, settings.MILEPOST_LEASE_SECONDS = f"{__name__}.SlowServer", 60
    with tenant_tx(cast.acme.pk):
        DeliveryFactory.create_batch(3, person=cast.ada.person)
        with time_machine.travel(NOW, tick=False) as clock:
            SlowServer.clock, SlowServer.leases = clock, []
            tasks.send_letters.apply_async(organization_id=cast.acme.pk)
    assert [(lease - NOW).seconds for lease in SlowServer.leases] == [60, 90, 120]


def test_a_full_run_rings_again(cast: Cast, eager: None, settings: Any) -> None:
    settings.MILEPOST_CLAIM_SIZE = 2
    with tenant_tx(cast.acme.pk):
        DeliveryFactory.create_batch(5, person=cast.ada.person)
    tasks.send_letters.apply_async(organization_id=cast.acme.pk)
    assert len(mail.outbox) == 5


def test_a_dead_broker_is_survived(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(**_: Any) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.send_letters, "apply_async", dead)
    tasks.ring(cast.acme.pk)
