"""The sender's doors, and the bell that wakes it."""

import logging
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from redis.exceptions import RedisError

from notifications import services
from tenancy.actors import system
from tenancy.scope import current_organization_id
from tenancy.selectors import organization_ref
from tenancy.tasks import for_each_organization, sweep_task, tenant_task

log = logging.getLogger(__name__)


@tenant_task
def send_letters() -> int:
    """Send the organization's due letters. The clock is read for each: each has a lease of its own."""
    organization_id = bound_organization()
    cache.delete(rung(organization_id))
    gather(organization_id)
    for tried in range(settings.MILEPOST_CLAIM_SIZE):
        if not services.send_letters(organization_id=organization_id, now=datetime.now(UTC), at_most=1):
            return tried
    ring(organization_id)
    return settings.MILEPOST_CLAIM_SIZE


def gather(organization_id: UUID) -> int:
    """Make the digests that are due; answers how many."""
    slug = organization_ref(organization_id=organization_id).slug
    link = reverse("notifications_inbox", kwargs={"org": slug})
    return services.gather_digests(actor=system("makes digests"), link=link)


@tenant_task
def climb_ladders() -> int:
    """Tell the next rung where nobody has acknowledged."""
    organization_id = bound_organization()
    told: int = services.climb_ladders(actor=system("climbs ladders"))
    if told:
        ring(organization_id)
    return told


@sweep_task
def sweep_letters() -> int:
    """The bell may have been lost, or a sender killed: look for due letters everywhere."""
    return for_each_organization(send_letters)


@sweep_task
def sweep_ladders() -> int:
    """Look for ladders whose hours are over everywhere."""
    return for_each_organization(climb_ladders)


def bound_organization() -> UUID:
    """The organization of the running task."""
    organization_id = current_organization_id()
    assert organization_id is not None
    return organization_id


def rung(organization_id: UUID) -> str:
    """Where it is noted that a sender was woken and has not begun yet."""
    return f"letters.rung.{organization_id}"


def ring(organization_id: UUID) -> None:
    """Wake one sender for all letters that wait, however many notices ask for it.

    The mark is taken away when the sender begins, before it looks: what is committed later rings again. A
    dead broker must not fail what is committed: the sweep finds the rows.
    """
    try:
        if cache.add(rung(organization_id), 1, timeout=settings.MILEPOST_SWEEP_SECONDS):
            send_letters.apply_async(organization_id=organization_id, retry=False)
    except (*settings.MILEPOST_BROKER_ERRORS, RedisError) as error:
        log.warning("sender not woken, the sweep will find the letters: %s", error)


@tenant_task
def send_webhooks() -> None:
    """Send a share of the due deliveries; what is left waits behind the senders of other organizations."""
    organization_id = current_organization_id()
    assert organization_id is not None
    if uses_up_its_share(organization_id):
        ring_webhooks(organization_id)


def uses_up_its_share(organization_id: UUID) -> bool:
    """Send until nothing is due (False), or until one was sent that nobody answered: that took its time."""
    for _turn in range(settings.MILEPOST_CLAIM_SIZE):
        sent = services.send_delivery(organization_id=organization_id, now=datetime.now(UTC))
        if sent is None or sent.status is None:
            return sent is not None
    return True


@sweep_task
def sweep_webhooks() -> int:
    """As `sweep_letters`, for deliveries to other systems."""
    return for_each_organization(send_webhooks)


def ring_webhooks(organization_id: UUID) -> None:
    """As `ring`, for deliveries to other systems."""
    try:
        send_webhooks.apply_async(organization_id=organization_id, retry=False)
    except settings.MILEPOST_BROKER_ERRORS as error:
        log.warning("sender not woken, the sweep will find the deliveries: %s", error)
