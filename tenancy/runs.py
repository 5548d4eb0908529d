"""Runs of the house's own jobs: what it did by itself, for which slot, and what came of it.

A run is written before the work and closed after it, each in its own transaction, so that it stays when
the work fails. A run that a killed worker left open is closed when its slot is tried again, or by a sweep.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from tenancy.actors import Actor
from tenancy.models import JobRun
from tenancy.scope import tenant_tx
from toolkit.errors import Denied

INTERRUPTED = "interrupted"
ERROR_LENGTH = 2000


def _clock() -> datetime:
    return datetime.now(UTC)


def begin_run(*, actor: Actor, job: str, slot: str) -> JobRun:
    """Note that a job begins. `slot` names what it is for, such as the day it computes."""
    if not actor.is_system:
        raise Denied("tenancy.begin_run")
    with tenant_tx(actor.organization.id):
        _close(_left_open(actor.now).filter(kind=job, slot=slot), actor.now)
        return JobRun.objects.create(kind=job, slot=slot, started_at=actor.now)


def close_interrupted_jobs(*, actor: Actor) -> int:
    """Close the runs that no worker can still be at, as interrupted; answers how many."""
    if not actor.is_system:
        raise Denied("tenancy.close_interrupted_jobs")
    with tenant_tx(actor.organization.id):
        return _close(_left_open(actor.now), actor.now)


def finish_run(
    *, actor: Actor, run: JobRun, at: datetime, counts: dict[str, Any] | None = None, error: str = ""
) -> None:
    """Note how a job ended: with counts, or with an error."""
    state = JobRun.State.FAILED if error else JobRun.State.DONE
    with tenant_tx(actor.organization.id):
        JobRun.objects.filter(pk=run.pk, state=JobRun.State.RUNNING).update(
            state=state, finished_at=at, counts=counts or {}, error=error[:ERROR_LENGTH]
        )


@contextmanager
def job_run(
    *, actor: Actor, job: str, slot: str, clock: Callable[[], datetime] = _clock
) -> Iterator[dict[str, Any]]:
    """A job around its work: yields the dictionary of counts to fill. Errors are noted and raised again."""
    run = begin_run(actor=actor, job=job, slot=slot)
    counts: dict[str, Any] = {}
    try:
        yield counts
    except Exception as error:
        finish_run(actor=actor, run=run, at=clock(), counts=counts, error=repr(error))
        raise
    finish_run(actor=actor, run=run, at=clock(), counts=counts)


def _left_open(now: datetime) -> QuerySet[JobRun]:
    """Runs that have been open for longer than any task may take."""
    longest = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    own = JobRun.objects.filter(state=JobRun.State.RUNNING, asked_by=None)
    return own.filter(started_at__lt=now - longest)


def _close(runs: QuerySet[JobRun], now: datetime) -> int:
    return runs.update(state=JobRun.State.FAILED, finished_at=now, error=INTERRUPTED)
