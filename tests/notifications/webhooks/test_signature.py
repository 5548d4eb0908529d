"""What arrives, who it says it is from, and what it does not say (T-134)."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from notifications import services, signing
from notifications.models import Webhook, WebhookDelivery
from tenancy.models import AuditLine, Event
from tests.cast import NOW
from tests.notifications.webhooks.conftest import CANARY, Scene

pytestmark = pytest.mark.threat("T-134")


def verified(scene: Scene, secret: str, which: int = -1) -> Any:
    _path, headers, body = scene.receiver.seen[which]
    return Verifier(secret).verify(body, headers)


def test_t134_the_library_of_the_scheme_verifies_what_arrives(scene: Scene) -> None:
    _hook, secret = scene.add()
    now = datetime.now(UTC)
    task = scene.task()
    scene.send(now)
    assert verified(scene, secret)["type"] == "planning.TaskAdded"
    with pytest.raises(WebhookVerificationError):
        verified(scene, signing.secret_of(task.pk, "other"))


def test_t134_the_body_is_thin(scene: Scene) -> None:
    scene.add()
    task = scene.task()
    scene.send()
    _path, headers, body = scene.receiver.seen[0]
    assert json.loads(body) == {
        "type": "planning.TaskAdded",
        "timestamp": "2026-11-20T09:00:00Z",
        "data": {
            "id": str(task.pk),
            "key": f"SKY-T{task.number}",
            "time": "2026-11-20T09:00:00Z",
            "address": f"http://localhost:8000/api/v1/o/acme/projects/SKY/tasks/{task.number}/",
        },
    }
    assert headers["Content-Type"] == "application/json"
    assert headers["webhook-id"] == scene.row().message_id


def test_t134_nothing_of_what_stands_in_a_record_leaves(scene: Scene) -> None:
    """Names of projects and tasks, notes, people: none of them, in body or head."""
    scene.add()
    scene.task(notes=CANARY)
    scene.task(kind="milestone", due=NOW.date())
    assert scene.send_all() == 2
    sent = repr(scene.receiver.seen)
    assert CANARY not in sent
    assert not {name for name in ("Ada", "Olga") if name in sent}


def test_t134_for_a_day_after_rotation_both_secrets_verify(scene: Scene) -> None:
    hook, old = scene.add()
    start = datetime.now(UTC)
    hook, new = services.rotate_webhook(actor=scene.cast.olga.actor(start), webhook=hook)
    assert old != new
    scene.task()
    scene.send(start)
    assert verified(scene, old) == verified(scene, new)
    assert scene.receiver.seen[0][1]["webhook-signature"].count("v1,") == 2


def test_t134_a_day_later_only_the_new_one(scene: Scene) -> None:
    hook, old = scene.add()
    now = datetime.now(UTC)
    services.rotate_webhook(actor=scene.cast.olga.actor(now - timedelta(hours=24)), webhook=hook)
    scene.task()
    scene.send(now)
    assert scene.receiver.seen[0][1]["webhook-signature"].count("v1,") == 1
    with pytest.raises(WebhookVerificationError):
        verified(scene, old)


def test_t134_while_the_houses_own_key_changes_both_sign(scene: Scene, settings: Any) -> None:
    _hook, secret = scene.add()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key" * 5, [settings.SECRET_KEY]
    scene.task()
    scene.send(datetime.now(UTC))
    assert verified(scene, secret)["type"] == "planning.TaskAdded"


def test_t134_the_secret_stands_in_no_row_no_trail_and_no_fact(scene: Scene) -> None:
    hook, secret = scene.add()
    _hook, new = services.rotate_webhook(actor=scene.cast.olga.actor(), webhook=hook)
    stored = [
        {name: str(value) for name, value in vars(row).items()}
        for model in (Webhook, WebhookDelivery, AuditLine, Event)
        for row in scene.rows(model)
    ]
    assert len(stored) >= 3
    for one in (secret, new):
        assert one not in repr(stored)
        assert one.removeprefix("whsec_") not in repr(stored)


def test_t134_the_nonce_stands_in_no_trail(scene: Scene) -> None:
    hook, _secret = scene.add()
    services.rotate_webhook(actor=scene.cast.olga.actor(), webhook=hook)
    lines = repr([(line.before, line.after) for line in scene.rows(AuditLine)])
    assert hook.nonce not in lines
    assert "old_until" in lines


def test_two_webhooks_have_two_secrets(scene: Scene) -> None:
    assert scene.add()[1] != scene.add()[1]
