"""The dispatcher: hands each fact of the event log to each of its listeners, at most once."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from tenancy.listeners import EVENTS, Handling, Listener, listeners_of, unpack, while_handling
from tenancy.models import Event, Handled
from tenancy.scope import JOB_TIMEOUT, bound_to, tenant_tx
from tenancy.selectors import waiting_events

KILLER = "every worker that tried to handle it was killed before it could say why"
log = logging.getLogger(__name__)


def dispatch_events(*, organization_id: UUID, now: datetime, at_most: int | None = None) -> int:
    """Claim the due facts of one organization and let every listener react; answers how many were claimed.

    One fact after the other, each under a lease from `now`: a killed worker's fact is due again after it,
    and the facts behind it are not held up. A listener's writes and the mark that it has reacted share one
    transaction, so a second try finds the mark and does nothing.
    """
    claimed = 0
    with bound_to(organization_id):
        while claimed < (at_most or settings.MILEPOST_CLAIM_SIZE):
            event = _claim(organization_id, now)
            if event is None:
                break
            if event.parked_at is None:
                _handle(organization_id, event, now)
            claimed += 1
    return claimed


def _claim(organization_id: UUID, now: datetime) -> Event | None:
    """Take the oldest due fact, or park it here when its last permitted try did not live to tell.

    A fact whose listener is at work stays with it however long that takes: its uncommitted mark points to
    the fact's row and so holds it, and the database lets go of it when the worker dies.
    """
    with tenant_tx(organization_id):
        event = waiting_events(now=now).select_for_update(skip_locked=True).order_by("next_at", "id").first()
        if event is None:
            return None
        if event.attempts >= settings.MILEPOST_ATTEMPTS:
            log.critical("fact %s (%s) is parked: %s", event.pk, event.name, KILLER)
            event.parked_at, event.error = now, KILLER
        else:
            event.attempts += 1
            event.next_at = now + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        event.save(update_fields=["attempts", "next_at", "parked_at", "error"])
    return event


def _handle(organization_id: UUID, event: Event, now: datetime) -> None:
    failed = [
        error
        for listener in listeners_of(event.name)
        if (error := _react(organization_id, event, listener, now))
    ]
    with tenant_tx(organization_id):
        row = Event.objects.filter(pk=event.pk)
        if not failed:
            row.update(done_at=now, error="")
        elif event.attempts >= settings.MILEPOST_ATTEMPTS:
            row.update(parked_at=now, error="\n".join(failed))
        else:
            wait = timedelta(seconds=settings.MILEPOST_BACKOFF_SECONDS * 2 ** (event.attempts - 1))
            row.update(next_at=now + wait, error="\n".join(failed))


def _react(organization_id: UUID, event: Event, listener: Listener, now: datetime) -> str:
    """Let one listener react, once; answers the error as text, or nothing."""
    try:
        with tenant_tx(organization_id, timeout=JOB_TIMEOUT):
            mark = Handled(event=event, listener=listener.key, at=now)
            if Handled.objects.bulk_create([mark], ignore_conflicts=True) and _is_new(mark):
                with while_handling(Handling(event.pk, now, event.occurred_at)):
                    listener.react(unpack(EVENTS[event.name], organization_id, event.payload))
    except Exception as error:
        # Kept on the row, tried again with backoff, parked in the end: an administrator sees it.
        log.exception("listener %s failed on %s", listener.key, event.pk)
        return f"{listener.key}: {error!r}"
    return ""


def _is_new(mark: Handled) -> bool:
    """Whether our insert won: ON CONFLICT DO NOTHING does not say so, the row's id does."""
    return Handled.objects.filter(pk=mark.pk).exists()
