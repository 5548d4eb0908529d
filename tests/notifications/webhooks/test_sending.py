"""Claim, send, mark: tries, ids, leases, and receivers that are gone or dead (T-132, T-135)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from notifications import services
from notifications.models import Webhook, WebhookDelivery
from notifications.selectors import delivery_by_id
from notifications.services import webhooks_sending as sending
from tenancy.models import AuditLine, Event
from tenancy.scope import current_scope, tenant_tx
from tests.cast import NOW
from tests.notifications.webhooks.conftest import HOUR, Scene
from toolkit.egress import Answer
from toolkit.identifiers import uuid7


def many(scene: Scene, hook: Any, count: int, at: datetime = NOW) -> list[Any]:
    """Deliveries that wait, without facts."""
    with tenant_tx(scene.cast.acme.pk):
        return WebhookDelivery.objects.bulk_create(
            WebhookDelivery(
                webhook=hook, event=uuid7(), fact="planning.TaskAdded", body="{}", next_at=at, created_at=at
            )
            for _one in range(count)
        )


def test_a_fact_is_delivered_once_and_the_row_says_so(scene: Scene) -> None:
    scene.add()
    scene.task()
    assert scene.send_all() == 1
    row, hook = scene.row(), scene.row(Webhook)
    assert (row.state, row.status, row.answer, row.attempts) == ("sent", 200, "ok", 1)
    assert row.milliseconds is not None
    assert (hook.failures, hook.last_success_at) == (0, NOW)
    assert scene.receiver.ids == [row.message_id]


def test_handing_on_twice_writes_one_delivery(scene: Scene) -> None:
    """The dispatcher's mark already says so; the unique key says it again."""
    scene.add()
    scene.task()
    event = scene.row(Event, name="planning.TaskAdded")
    assert [row.event for row in scene.rows()] == [event.pk]
    scene.dispatch(NOW + HOUR)
    assert len(scene.rows()) == 1


@pytest.mark.threat("T-135")
class TestTries:
    def test_t135_eight_tries_over_a_day_with_one_id_then_given_up(self, scene: Scene) -> None:
        scene.add()
        scene.receiver.says(500, b"broken")
        scene.task()
        last = scene.exhaust(scene.row().pk)
        row = scene.row()
        assert (row.state, row.attempts, row.status, row.answer) == ("parked", 8, 500, "broken")
        assert scene.receiver.ids == [row.message_id] * 8
        assert 21 * HOUR < last - NOW < 27 * HOUR
        assert scene.send(last + 100 * HOUR) is None

    def test_t135_waits_have_jitter_and_are_the_same_for_who_asks_again(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        rows = many(scene, hook, 20)
        for row in rows:
            row.attempts = 3
        waits = [sending.wait_after(row).total_seconds() for row in rows]
        assert len(set(waits)) == 20
        assert all(1800 * 0.9 <= wait <= 1800 * 1.1 for wait in waits)
        assert waits == [sending.wait_after(row).total_seconds() for row in rows]

    def test_t135_no_answer_counts_as_a_failure(self, scene: Scene, settings: Any) -> None:
        settings.MILEPOST_EGRESS_SECONDS = 0.4
        scene.add()
        scene.receiver.thanks.clear()
        scene.task()
        scene.send()
        row = scene.row()
        assert (row.state, row.status, row.milliseconds, row.answer) == ("failed", None, None, "")

    @pytest.mark.parametrize("status", [301, 302, 400, 401, 404, 429, 503])
    def test_t135_all_but_2xx_is_tried_again(self, scene: Scene, status: int) -> None:
        scene.add()
        scene.receiver.says(status)
        scene.task()
        scene.send()
        assert (scene.row().state, scene.row().status) == ("failed", status)

    def test_t135_a_success_forgets_the_failures(self, scene: Scene) -> None:
        scene.add()
        scene.receiver.says(500)
        scene.task()
        scene.send()
        assert scene.row(Webhook).failures == 1
        scene.receiver.says(204)
        scene.send(scene.due())
        assert (scene.row().state, scene.row(Webhook).failures) == ("sent", 0)
        assert len(set(scene.receiver.ids)) == 1

    def test_t135_410_disables_at_once_and_says_so_once(self, scene: Scene) -> None:
        scene.add()
        scene.receiver.says(410)
        scene.task()
        scene.task()
        assert scene.send_all() == 1
        hook = scene.row(Webhook)
        assert (hook.state, hook.reason) == ("disabled", "gone")
        fact = scene.row(Event, name="notifications.WebhookDisabled")
        assert fact.payload == {"webhook_id": str(hook.pk), "reason": "gone"}
        assert [row.state for row in scene.rows()] == ["parked", "pending"]
        assert scene.row(AuditLine, action="notifications.stop_webhook").actor_name == "sends webhooks"

    def test_t135_twenty_given_up_in_a_row_disable(self, scene: Scene, settings: Any) -> None:
        settings.MILEPOST_ATTEMPTS, settings.MILEPOST_WEBHOOK_REST_SECONDS = 1, 0
        hook, _secret = scene.add()
        scene.receiver.says(500)
        many(scene, hook, 25)
        for _one in range(19):
            scene.send()
        assert scene.row(Webhook).state == "active"
        assert scene.send_all() == 1
        hook = scene.row(Webhook)
        assert (hook.state, hook.reason, hook.dead) == ("disabled", "dead", 20)
        assert len(scene.rows(Event, name="notifications.WebhookDisabled")) == 1

    def test_t135_one_that_arrives_between_begins_the_row_anew(self, scene: Scene, settings: Any) -> None:
        settings.MILEPOST_ATTEMPTS, settings.MILEPOST_WEBHOOK_REST_SECONDS = 1, 0
        hook, _secret = scene.add()
        many(scene, hook, 30)
        scene.receiver.says(500)
        for _one in range(19):
            scene.send()
        scene.receiver.says(200)
        scene.send()
        scene.receiver.says(500)
        assert scene.send_all() == 10
        assert (scene.row(Webhook).state, scene.row(Webhook).dead) == ("active", 10)


class TestLeases:
    def test_t135_killed_between_send_and_mark_it_goes_out_again_under_the_same_id(
        self, scene: Scene, settings: Any
    ) -> None:
        scene.add()
        scene.task()
        taken = sending._claim(scene.cast.acme.pk, NOW)
        assert taken is not None
        sending._send(taken, NOW)
        lease = NOW + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        assert scene.send(lease - timedelta(seconds=1)) is None
        assert scene.send(lease) is not None
        assert scene.receiver.ids == [scene.row().message_id] * 2
        assert (scene.row().state, scene.row().attempts) == ("sent", 2)

    def test_a_delivery_that_kills_its_senders_is_given_up_unsent(self, scene: Scene, settings: Any) -> None:
        scene.add()
        scene.task()
        now = NOW
        for _killed in range(settings.MILEPOST_ATTEMPTS):
            assert sending._claim(scene.cast.acme.pk, now) is not None
            now += timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        scene.send(now)
        assert (scene.row().state, scene.receiver.seen) == ("parked", [])

    def test_a_late_failure_does_not_undo_the_next_attempt(self, scene: Scene, settings: Any) -> None:
        scene.add()
        scene.task()
        first = sending._claim(scene.cast.acme.pk, NOW)
        lease = NOW + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        second = sending._claim(scene.cast.acme.pk, lease)
        assert first
        assert second
        sending._mark(scene.cast.acme.pk, first, sending.Sent(500), lease)
        assert (scene.row().state, scene.row(Webhook).failures) == ("sending", 0)
        sending._mark(scene.cast.acme.pk, second, sending.Sent(200), lease)
        assert scene.row().state == "sent"

    def test_no_transaction_is_open_while_sending(self, scene: Scene, settings: Any) -> None:
        settings.MILEPOST_EGRESS_STAND_INS = {"watch.test": f"{__name__}.watched"}
        scene.add(address="https://hooks.watch.test/")
        scene.task()
        outside, SEEN[:] = len(connection.savepoint_ids), []
        scene.send()
        assert [(None, outside)] == SEEN
        assert scene.row().state == "sent"


SEEN: list[Any] = []


def watched(**_request: Any) -> Answer:
    """Answers in the sender's own thread, and notes what is open there."""
    SEEN.append((current_scope(), len(connection.savepoint_ids)))
    return Answer(200, b"", 1)


@pytest.mark.threat("T-132")
def test_t132_the_tenant_sees_the_same_whatever_kept_a_delivery_from_arriving(
    scene: Scene, settings: Any
) -> None:
    """Refused at send, closed, deaf: the rows differ in nothing."""
    settings.MILEPOST_EGRESS_SECONDS = 0.4
    scene.add()
    scene.task()
    port, seen = scene.receiver.port, []
    scene.receiver.thanks.clear()
    scene.send()
    seen.append(shown(scene))
    scene.receiver.thanks.set()
    scene.receiver.shutdown()
    scene.receiver.server_close()
    scene.send(scene.due())
    seen.append(shown(scene))
    settings.MILEPOST_EGRESS_ALLOW.discard(f"127.0.0.1:{port}")
    scene.send(scene.due())
    seen.append(shown(scene))
    assert seen == [("failed", None, None, "")] * 3
    assert scene.row().attempts == 3


def shown(scene: Scene) -> tuple[Any, ...]:
    row = scene.row()
    return row.state, row.status, row.milliseconds, row.answer


def test_what_a_receiver_says_is_kept_short_and_readable(scene: Scene) -> None:
    scene.add()
    scene.receiver.says(500, b"\x00\x1b[31m<script>\xff" + "失".encode() * 1000)
    scene.task()
    scene.send()
    answer = scene.row().answer
    assert len(answer) == 500
    assert answer.startswith("��[31m<script>�失")


class TestReplay:
    def test_one_again_under_its_old_id(self, scene: Scene) -> None:
        scene.add()
        scene.receiver.says(500)
        scene.task()
        last = scene.exhaust(scene.row().pk)
        scene.receiver.says(200)
        olga = scene.cast.olga.actor(last + HOUR)
        services.replay_delivery(actor=olga, delivery=delivery(scene, olga))
        assert scene.send(last + HOUR) is not None
        assert (scene.row().state, set(scene.receiver.ids)) == ("sent", {scene.row().message_id})

    def test_all_that_failed_since(self, scene: Scene, settings: Any) -> None:
        settings.MILEPOST_ATTEMPTS = 1
        hook, _secret = scene.add()
        scene.receiver.says(404)
        for day in range(3):
            scene.task(now=NOW + day * 24 * HOUR)
            scene.send(NOW + day * 24 * HOUR)
        scene.receiver.says(200)
        olga = scene.cast.olga.actor(NOW + 72 * HOUR)
        hook = scene.row(Webhook)
        assert services.replay_failed(actor=olga, webhook=hook, since=NOW + 24 * HOUR) == 2
        assert scene.send_all(NOW + 72 * HOUR) == 2
        assert [row.state for row in scene.rows()] == ["parked", "sent", "sent"]

    def test_what_arrived_is_not_sent_again(self, scene: Scene) -> None:
        scene.add()
        scene.task()
        scene.send()
        olga = scene.cast.olga.actor()
        with pytest.raises(services.NothingToReplay):
            services.replay_delivery(actor=olga, delivery=delivery(scene, olga))
        with pytest.raises(services.NothingToReplay):
            services.replay_failed(actor=olga, webhook=scene.row(Webhook), since=NOW)

    def test_asking_wakes_a_sender_through_a_fact(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        services.try_webhook(actor=scene.cast.olga.actor(), webhook=hook)
        assert len(scene.rows(Event, name="notifications.DeliveryAsked")) == 1

    def test_a_person_who_asks_ends_the_rest(self, scene: Scene) -> None:
        scene.add()
        scene.receiver.says(500)
        scene.task()
        scene.send()
        assert scene.row(Webhook).quiet_until > NOW
        olga = scene.cast.olga.actor()
        services.replay_delivery(actor=olga, delivery=delivery(scene, olga))
        assert scene.send(NOW) is not None


def delivery(scene: Scene, actor: Any) -> Any:
    with tenant_tx(scene.cast.acme.pk):
        return delivery_by_id(actor=actor, delivery_id=scene.row().pk)


class TestTrying:
    def test_a_test_is_signed_and_logged_but_no_change(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        services.try_webhook(actor=scene.cast.olga.actor(), webhook=hook)
        assert scene.send_all() == 1
        assert (scene.row().fact, scene.row().state) == ("notifications.Test", "sent")
        assert b'"type":"notifications.Test"' in scene.receiver.seen[0][2]
        assert scene.changes() == []

    def test_five_a_minute_and_no_more(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        for _one in range(5):
            services.try_webhook(actor=scene.cast.olga.actor(), webhook=hook)
        with pytest.raises(services.TriedTooOften):
            services.try_webhook(actor=scene.cast.olga.actor(), webhook=hook)
        later = scene.cast.olga.actor(NOW + timedelta(minutes=1))
        services.try_webhook(actor=later, webhook=hook)
        assert len(scene.rows()) == 6

    def test_not_while_disabled(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        hook = services.disable_webhook(actor=scene.cast.olga.actor(), webhook=hook)
        with pytest.raises(services.WebhookIsDisabled):
            services.try_webhook(actor=scene.cast.olga.actor(), webhook=hook)
