"""The sender's doors, and the bell that wakes it."""

import logging
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings

from notifications import services
from tenancy.scope import current_organization_id
from tenancy.tasks import for_each_organization, sweep_task, tenant_task

log = logging.getLogger(__name__)


@tenant_task
def send_letters() -> int:
    """Send the organization's due letters. The clock is read for each: each has a lease of its own."""
    organization_id = current_organization_id()
    assert organization_id is not None
    for tried in range(settings.MILEPOST_CLAIM_SIZE):
        if not services.send_letters(organization_id=organization_id, now=datetime.now(UTC), at_most=1):
            return tried
    ring(organization_id)
    return settings.MILEPOST_CLAIM_SIZE


@sweep_task
def sweep_letters() -> int:
    """The bell may have been lost, or a sender killed: look for due letters everywhere."""
    return for_each_organization(send_letters)


def ring(organization_id: UUID) -> None:
    """Wake a sender. A dead broker must not fail what is committed: the sweep finds the rows."""
    try:
        send_letters.apply_async(organization_id=organization_id, retry=False)
    except settings.MILEPOST_BROKER_ERRORS as error:
        log.warning("sender not woken, the sweep will find the letters: %s", error)
