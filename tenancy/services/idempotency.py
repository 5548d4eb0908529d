"""Keeping answers: the same request, sent again with the same key, gets the same answer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from tenancy.actors import Actor
from tenancy.models import StoredAnswer
from tenancy.scope import tenant_tx
from toolkit.api.once import REPLAYED, KeyInFlight, KeyReused

KEPT = ("Content-Type", "ETag", "Location")


def answer_once(*, actor: Actor, key: str, fingerprint: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Act under the key's lock, and keep a good answer in the transaction of its effect.

    A refusal is not kept: it has changed nothing, and asked again it may be granted. Raises `KeyInFlight`
    at once while another request with the key is at work, `KeyReused` when the key means another request.
    """
    caller = actor.token_id or actor.person_id or actor.user_id
    assert caller is not None
    with tenant_tx(actor.organization.id):
        if not _locked(actor.organization.id, caller, key):
            raise KeyInFlight()
        known = StoredAnswer.objects.filter(caller=caller, key=key).first()
        if known is not None and known.expires_at > actor.now:
            return _again(known, fingerprint)
        answer = act()
        if 200 <= answer.status_code < 300 and not answer.streaming:
            _keep(actor, StoredAnswer(caller=caller, key=key, fingerprint=fingerprint), answer)
    return answer


def forget_answers(*, organization_id: UUID, now: datetime) -> int:
    """Delete the answers whose day is over; answers how many."""
    with tenant_tx(organization_id):
        gone, _each = StoredAnswer.objects.filter(expires_at__lte=now).delete()
    return gone


def _locked(organization_id: UUID, caller: UUID, key: str) -> bool:
    """Take the key until the transaction ends, without waiting for whoever has it."""
    digest = sha256(f"{organization_id}\n{caller}\n{key}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], "big", signed=True)]
        )
        return bool(cursor.fetchone()[0])


def _again(known: StoredAnswer, fingerprint: str) -> HttpResponse:
    if known.fingerprint != fingerprint:
        raise KeyReused()
    headers: dict[str, Any] = {**known.headers, REPLAYED: "true"}
    return HttpResponse(known.body, status=known.status, headers=headers)


def _keep(actor: Actor, row: StoredAnswer, answer: HttpResponse) -> None:
    row.status, row.body = answer.status_code, answer.content.decode()
    row.headers = {name: answer[name] for name in KEPT if name in answer}
    row.made_at = actor.now
    row.expires_at = actor.now + timedelta(hours=settings.MILEPOST_ANSWER_HOURS)
    StoredAnswer.objects.filter(caller=row.caller, key=row.key).delete()
    row.save(force_insert=True)
