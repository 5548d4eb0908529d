"""The dispatcher: hands each fact of the event log to each of its listeners, at most once."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F

from tenancy.listeners import EVENTS, LISTENERS, Handling, Listener, unpack, while_handling
from tenancy.models import Event, Handled
from tenancy.scope import JOB_TIMEOUT, bound_to, tenant_tx
from tenancy.selectors import waiting_events

log = logging.getLogger(__name__)


def dispatch_events(*, organization_id: UUID, now: datetime) -> int:
    """Claim the due facts of one organization and let every listener react; answers how many were claimed.

    A claim is a lease: a killed worker's facts are due again after it. A listener's writes and the mark
    that it has reacted share one transaction, so a second try finds the mark and does nothing.
    """
    with bound_to(organization_id):
        claimed = _claim(organization_id, now)
        for event in claimed:
            _handle(organization_id, event, now)
    return len(claimed)


def _claim(organization_id: UUID, now: datetime) -> list[Event]:
    with tenant_tx(organization_id):
        rows = list(
            waiting_events(now=now)
            .select_for_update(skip_locked=True)
            .order_by("id")[: settings.MILEPOST_CLAIM_SIZE]
        )
        lease = now + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        Event.objects.filter(pk__in=[row.pk for row in rows]).update(
            next_at=lease, attempts=F("attempts") + 1
        )
    return rows


def _handle(organization_id: UUID, event: Event, now: datetime) -> None:
    failed = [
        error
        for listener in LISTENERS.get(event.name, [])
        if (error := _react(organization_id, event, listener, now))
    ]
    with tenant_tx(organization_id):
        row = Event.objects.filter(pk=event.pk)
        if not failed:
            row.update(done_at=now, error="")
        elif event.attempts + 1 >= settings.MILEPOST_ATTEMPTS:
            row.update(parked_at=now, error="\n".join(failed))
        else:
            wait = timedelta(seconds=settings.MILEPOST_BACKOFF_SECONDS * 2**event.attempts)
            row.update(next_at=now + wait, error="\n".join(failed))


def _react(organization_id: UUID, event: Event, listener: Listener, now: datetime) -> str:
    """Let one listener react, once; answers the error as text, or nothing."""
    try:
        with tenant_tx(organization_id, timeout=JOB_TIMEOUT):
            mark = Handled(event=event, listener=listener.key, at=now)
            if Handled.objects.bulk_create([mark], ignore_conflicts=True) and _is_new(mark):
                with while_handling(Handling(event.pk, now)):
                    listener.react(unpack(EVENTS[event.name], organization_id, event.payload))
    except Exception as error:
        # Kept on the row, tried again with backoff, parked in the end: an administrator sees it.
        log.exception("listener %s failed on %s", listener.key, event.pk)
        return f"{listener.key}: {error!r}"
    return ""


def _is_new(mark: Handled) -> bool:
    """Whether our insert won: ON CONFLICT DO NOTHING does not say so, the row's id does."""
    return Handled.objects.filter(pk=mark.pk).exists()
