"""One dead receiver does not hold up the others (T-136): asserted by turns and claims, not by a clock."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery.signals import task_prerun
from django.db import connection

from config.celery import app
from notifications import services, tasks
from notifications.models import Webhook
from notifications.services import webhooks_sending as sending
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.notifications.webhooks.conftest import Scene
from tests.notifications.webhooks.test_sending import many
from tests.toolkit.receiver import Receiver

pytestmark = pytest.mark.threat("T-136")


@pytest.fixture
def dead(scene: Scene, open_receiver: Callable[[], Receiver], settings: Any) -> Iterator[Receiver]:
    """Takes every request and never answers."""
    settings.MILEPOST_EGRESS_SECONDS = 0.3
    receiver = open_receiver()
    receiver.thanks.clear()
    yield receiver
    receiver.thanks.set()


def test_t136_turns_go_round_and_a_sick_receiver_rests(scene: Scene, dead: Receiver) -> None:
    """Fifty deliveries to a dead receiver, written first; three to a good one go out after one try of it."""
    sick, _secret = scene.add(dead)
    many(scene, sick, 50)
    well, _secret = scene.add()
    many(scene, well, 3)
    order = [turn(scene) for _one in range(4)]
    assert order == [sick.pk, well.pk, well.pk, well.pk]
    assert scene.send() is None
    assert (len(dead.seen), len(scene.receiver.seen)) == (1, 3)
    rest = scene.row(Webhook, pk=sick.pk).quiet_until
    assert scene.send(rest) is not None
    assert len(dead.seen) == 2


def turn(scene: Scene) -> Any:
    """Whose turn the next sending was."""
    before = {hook.pk: hook.tried_at for hook in scene.rows(Webhook)}
    attempts = {row.pk: row.attempts for row in scene.rows()}
    assert scene.send() is not None
    [moved] = [row for row in scene.rows() if row.attempts != attempts[row.pk]]
    assert before is not None
    return moved.webhook_id


def test_t136_good_receivers_share_turn_by_turn(scene: Scene, open_receiver: Callable[[], Receiver]) -> None:
    hooks = [scene.add(open_receiver())[0] for _one in range(3)]
    for hook in hooks:
        many(scene, hook, 3)
    order = []
    for second in range(9):
        now = NOW + timedelta(seconds=second)
        taken = sending._claim(scene.cast.acme.pk, now)
        assert taken is not None
        sending._mark(scene.cast.acme.pk, taken, sending.Sent(200), now)
        order.append(taken.webhook_id)
    assert order == [hook.pk for hook in hooks] * 3


def test_t136_one_sender_at_a_time_for_one_receiver(scene: Scene) -> None:
    hook, _secret = scene.add()
    many(scene, hook, 5)
    assert sending._claim(scene.cast.acme.pk, NOW) is not None
    assert sending._claim(scene.cast.acme.pk, NOW) is None


@pytest.fixture
def eager() -> Iterator[None]:
    """Tasks run where they are sent."""
    app.conf.task_always_eager = app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager = app.conf.task_eager_propagates = False


def test_t136_after_no_answer_the_task_goes_to_the_end_of_the_queue(
    scene: Scene, dead: Receiver, eager: None
) -> None:
    """Two dead receivers cost two turns of the queue, so that other organizations' turns come between."""
    for _one in range(2):
        many(scene, scene.add(dead)[0], 5, at=datetime.now(UTC))
    turns: list[int] = []
    note = task_prerun.connect(lambda **_: turns.append(len(dead.seen)), weak=False)
    try:
        tasks.ring_webhooks(scene.cast.acme.pk)
    finally:
        task_prerun.disconnect(note)
    assert turns == [0, 1, 2]


def test_t136_another_organization_is_not_touched_by_it(scene: Scene, dead: Receiver) -> None:
    hook, _secret = scene.add(dead)
    many(scene, hook, 5)
    assert services.send_delivery(organization_id=scene.cast.zenith.pk, now=NOW) is None
    assert dead.seen == []


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_workers_send_each_delivery_once(
        self, scene: Scene, open_receiver: Callable[[], Receiver]
    ) -> None:
        receivers = [open_receiver() for _one in range(3)]
        for receiver in receivers:
            many(scene, scene.add(receiver)[0], 6)
        with ThreadPoolExecutor(4) as pool:
            tried = sum(pool.map(lambda _n: drain(scene), range(4)))
        tried += scene.send_all()  # a worker that came between two looks left something
        ids = [one for receiver in receivers for one in receiver.ids]
        assert tried == len(ids) == len(set(ids)) == 18
        assert {row.state for row in scene.rows()} == {"sent"}


def drain(scene: Scene) -> int:
    try:
        return scene.send_all()
    finally:
        connection.close()


def test_a_claim_holds_no_lock_after_it(scene: Scene) -> None:
    hook, _secret = scene.add()
    many(scene, hook, 1)
    sending._claim(scene.cast.acme.pk, NOW)
    with tenant_tx(scene.cast.acme.pk):
        assert Webhook.objects.select_for_update(nowait=True).get(pk=hook.pk).quiet_until > NOW
