"""Acme with a project of Ada's, one she does not know, a receiver that answers, and Olga's webhook to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from notifications import services
from notifications.models import Change, Webhook, WebhookDelivery
from notifications.services.webhooks_sending import Sent
from planning.services import add_task
from tenancy.dispatch import dispatch_events
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.toolkit.receiver import NAME, Receiver, certificate

CANARY = "CANARY of Acme"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return certificate(tmp_path, NAME, "127.0.0.1")


@pytest.fixture
def open_receiver(file: Path, settings: Any) -> Iterator[Callable[[], Receiver]]:
    """Opens receivers; their ports alone may be reached."""
    opened: list[Receiver] = []
    settings.MILEPOST_EGRESS_ALLOW = set()
    settings.MILEPOST_EGRESS_ROOTS = str(file)
    settings.MILEPOST_EGRESS_SECONDS = 2.0

    def open_one() -> Receiver:
        opened.append(Receiver(file))
        settings.MILEPOST_EGRESS_ALLOW.add(f"127.0.0.1:{opened[-1].port}")
        return opened[-1]

    yield open_one
    for receiver in opened:
        receiver.thanks.set()
        receiver.shutdown()
        receiver.server_close()


@pytest.fixture
def receiver(open_receiver: Callable[[], Receiver]) -> Receiver:
    return open_receiver()


def address(receiver: Receiver, path: str = "/hook") -> str:
    return f"https://127.0.0.1:{receiver.port}{path}"


@dataclass
class Scene:
    """What the tests act on."""

    cast: Cast
    project: Any
    hidden: Any
    receiver: Receiver

    def add(
        self, receiver: Receiver | None = None, *, now: datetime = NOW, **fields: Any
    ) -> tuple[Webhook, str]:
        """Olga adds a webhook; answers it and its secret."""
        values = {"description": "Warehouse", "address": address(receiver or self.receiver), **fields}
        return services.add_webhook(actor=self.cast.olga.actor(now), **values)

    def task(self, name: str = CANARY, *, project: Any = None, now: datetime = NOW, **fields: Any) -> Any:
        """A fact becomes true, and is handed on."""
        actor = self.cast.system(now)
        task = add_task(actor=actor, project=project or self.project, name=name, **fields)
        self.dispatch(now)
        return task

    def dispatch(self, now: datetime = NOW) -> None:
        dispatch_events(organization_id=self.cast.acme.pk, now=now)

    def send(self, now: datetime = NOW) -> Sent | None:
        return services.send_delivery(organization_id=self.cast.acme.pk, now=now)

    def send_all(self, now: datetime = NOW) -> int:
        """Until nothing is due; answers how many were tried."""
        tried = 0
        while self.send(now) is not None:
            tried += 1
        return tried

    def rows(self, model: Any = WebhookDelivery, **which: Any) -> list[Any]:
        with tenant_tx(self.cast.acme.pk):
            return list(model.objects.filter(**which).order_by("pk"))

    def row(self, model: Any = WebhookDelivery, **which: Any) -> Any:
        (found,) = self.rows(model, **which)
        return found

    def changes(self) -> list[Change]:
        return self.rows(Change)

    def due(self) -> datetime:
        """When the only delivery is tried again."""
        return max(self.row().next_at, self.row(Webhook).quiet_until)

    def exhaust(self, delivery_id: Any, now: datetime = NOW) -> datetime:
        """Let one failing delivery use up its tries; answers when the last one was."""
        for _try in range(8):
            now = max(now, self.row(pk=delivery_id).next_at, self.row(Webhook).quiet_until or now)
            self.send(now)
        return now


@pytest.fixture
def scene(cast: Cast, receiver: Receiver) -> Scene:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", name=CANARY)
        hidden = ProjectFactory(client=cast.tidewell, key="HID", name=CANARY)
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ida.person)
    return Scene(cast, project, hidden, receiver)


HOUR = timedelta(hours=1)
