"""Celery doors: ids in, organization bound, one call."""

import logging
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from records.services.approvals_keeping import close_overtaken, remind_of_approvals
from records.services.asks import warn_of_asks
from records.services.files import purge_files, sweep_orphan_files
from records.services.once import forget_sent_forms as drop_sent_forms
from records.services.search import index_entries as read_entries
from tenancy.actors import system
from tenancy.tasks import for_each_organization, sweep_task, tenant_task
from tenancy.tasks import ring as dispatcher
from toolkit.files.uploads import remove_broken_uploads

READ_AFTER = 1  # second
log = logging.getLogger(__name__)


@tenant_task
def index_entries() -> int:
    """Let search read the entries that changed."""
    return read_entries(actor=system("search entries"))


def rung(organization_id: UUID) -> str:
    """Where it is noted that search is about to read, and has not begun yet."""
    return f"search.rung.{organization_id}"


def ring(organization_id: UUID) -> None:
    """The bell of `verbs.publish` (settings.MILEPOST_BELL): facts are handed out, and search reads on.

    The reader begins when the note has run out, so what is committed later rings again: however many facts
    there are, search reads once a second.
    """
    dispatcher(organization_id)
    try:
        if cache.add(rung(organization_id), 1, timeout=READ_AFTER):
            index_entries.apply_async(organization_id=organization_id, retry=False, countdown=READ_AFTER)
    except (*settings.MILEPOST_BROKER_ERRORS, RedisError) as error:
        log.warning("reader not woken, the sweep will find the entries: %s", error)


@sweep_task
def sweep_search_entries() -> int:
    """In every organization."""
    return for_each_organization(index_entries)


@tenant_task
def keep_files() -> dict[str, int]:
    """Remove what was withdrawn long ago, and bytes that belong to nothing; count rows without bytes."""
    actor = system("File keeping")
    purged, orphans = purge_files(actor=actor), sweep_orphan_files(actor=actor)
    if orphans.without_file:
        log.error("%d rows of files have lost their bytes", orphans.without_file)
    return {"purged": purged, "without_row": orphans.without_row, "without_file": orphans.without_file}


@sweep_task
def sweep_files() -> int:
    """In every organization, and what uploads that broke off have left."""
    remove_broken_uploads(now=datetime.now(UTC))
    return for_each_organization(keep_files)


@tenant_task
def keep_approvals() -> int:
    """Remind of decisions that wait, and close requests that were overtaken."""
    actor = system("approvals that wait")
    return close_overtaken(actor=actor) + remind_of_approvals(actor=actor)


@sweep_task
def sweep_approvals() -> int:
    """In every organization."""
    return for_each_organization(keep_approvals)


@tenant_task
def keep_asks() -> int:
    """Warn of questions whose last day is near."""
    return warn_of_asks(actor=system("questions that run out"))


@sweep_task
def sweep_asks() -> int:
    """In every organization."""
    return for_each_organization(keep_asks)


@tenant_task
def forget_sent_forms() -> int:
    """Drop what was kept of forms for longer than a day."""
    return drop_sent_forms(actor=system("sent forms"))


@sweep_task
def sweep_sent_forms() -> int:
    """In every organization."""
    return for_each_organization(forget_sent_forms)
