"""Celery doors: ids in, organization bound, one call. And the bases that every room's tasks use."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from celery import Task, shared_task
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from tenancy import dispatch, jobs_runner, runs, services
from tenancy.actors import system
from tenancy.scope import NoTenant, bound_to, current_organization_id
from tenancy.selectors import organization_refs
from tenancy.services.idempotency import forget_answers as forget_old_answers

HEADER = "milepost_organization"
log = logging.getLogger(__name__)
RETRY: dict[str, Any] = {
    "autoretry_for": (OperationalError, InterfaceError),
    "retry_backoff": True,
    "max_retries": 5,
}


class TenantTask(Task):
    """A task of one organization: named in the message's header, bound while it runs, refused without."""

    abstract = True

    def apply_async(  # type: ignore[override]
        self, args: Any = None, kwargs: Any = None, **options: Any
    ) -> Any:
        organization_id = options.pop("organization_id", None) or current_organization_id()
        if organization_id is None:
            raise NoTenant(f"{self.name} was sent without an organization")
        headers = {**(options.pop("headers", None) or {}), HEADER: str(organization_id)}
        return super().apply_async(args, kwargs, headers=headers, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        named = (self.request.headers or {}).get(HEADER) or self.request.get(HEADER)
        if not named:
            raise NoTenant(f"{self.name} was received without an organization")
        with bound_to(UUID(named)):
            return super().__call__(*args, **kwargs)


class SweepTask(Task):
    """A task of no tenant, rung by the timetable: it only rings tasks of organizations."""

    abstract = True


def tenant_task(function: Callable[..., Any]) -> Any:
    """Decorator: a task of one organization. Its services open their own transactions."""
    return shared_task(base=TenantTask, **RETRY)(function)


def sweep_task(function: Callable[..., Any]) -> Any:
    """Decorator: a periodic task of no tenant that lists organizations and rings one tenant task each."""
    return shared_task(base=SweepTask, **RETRY)(function)


def for_each_organization(task: Any, **kwargs: Any) -> int:
    """Ring one tenant task per active organization; answers how many."""
    organizations = organization_refs()
    for organization in organizations:
        task.apply_async(kwargs=kwargs, organization_id=organization.id)
    return len(organizations)


@tenant_task
def dispatch_events() -> int:
    """Hand the waiting facts to their listeners. The clock is read for each: each has a lease of its own."""
    organization_id = current_organization_id()
    assert organization_id is not None
    for claimed in range(settings.MILEPOST_CLAIM_SIZE):
        if not dispatch.dispatch_events(organization_id=organization_id, now=datetime.now(UTC), at_most=1):
            return claimed
    ring(organization_id)
    return settings.MILEPOST_CLAIM_SIZE


@sweep_task
def sweep_events() -> int:
    """The bell may have been lost: look for waiting facts everywhere."""
    return for_each_organization(dispatch_events)


@tenant_task
def close_interrupted_jobs() -> int:
    """Say of runs whose worker was killed that they were interrupted."""
    return runs.close_interrupted_jobs(actor=system("Job watch"))


@sweep_task
def sweep_jobs() -> int:
    """In every organization."""
    return for_each_organization(close_interrupted_jobs)


@tenant_task
def seal_audit() -> int:
    """Number and chain the lines of finished transactions."""
    return services.seal_audit(actor=system("Audit seal"))


@sweep_task
def sweep_audit_seals() -> int:
    """Each minute, in every organization."""
    return for_each_organization(seal_audit)


@tenant_task
def check_audit() -> None:
    """The night's check of the trail, unless the day has had it."""
    services.check_audit_of_the_day(actor=system("Audit check"))


@sweep_task
def sweep_audit_checks() -> int:
    """Which organization's new day has begun is decided there."""
    return for_each_organization(check_audit)


@tenant_task
def raise_alarms() -> int:
    """Tell who is refused too often."""
    return services.raise_alarms(actor=system("Access watch"))


@sweep_task
def sweep_alarms() -> int:
    """Each minute, in every organization."""
    return for_each_organization(raise_alarms)


@tenant_task
def keep_tokens() -> None:
    """End the keys of former members, and tell whose keys end soon."""
    actor = system("Token watch")
    services.end_tokens_of_strangers(actor=actor)
    services.warn_of_expiring_tokens(actor=actor)


@sweep_task
def sweep_tokens() -> int:
    """Each hour, in every organization."""
    return for_each_organization(keep_tokens)


@tenant_task
def run_jobs() -> None:
    """Do one job that somebody asked for, and look for the next in a task of its own."""
    organization_id = current_organization_id()
    assert organization_id is not None
    if jobs_runner.run_next_job(organization_id=organization_id) is not None:
        ring_jobs(organization_id)


@sweep_task
def sweep_asked_jobs() -> int:
    """The bell may have been lost, or a worker killed: look for waiting jobs everywhere."""
    return for_each_organization(run_jobs)


@tenant_task
def drop_old_files() -> int:
    """Delete the files of jobs whose week is over."""
    organization_id = current_organization_id()
    assert organization_id is not None
    return jobs_runner.drop_old_files(organization_id=organization_id, now=datetime.now(UTC))


@sweep_task
def sweep_job_files() -> int:
    """Each hour, in every organization."""
    return for_each_organization(drop_old_files)


@tenant_task
def forget_answers() -> int:
    """Delete the kept answers whose day is over."""
    organization_id = current_organization_id()
    assert organization_id is not None
    return forget_old_answers(organization_id=organization_id, now=datetime.now(UTC))


@sweep_task
def sweep_answers() -> int:
    """Each hour, in every organization."""
    return for_each_organization(forget_answers)


def ring_jobs(organization_id: UUID) -> None:
    """Wake a worker after commit. A dead broker fails nothing: the sweep finds the rows."""
    transaction.on_commit(lambda: _ring_jobs(organization_id))


def _ring_jobs(organization_id: UUID) -> None:
    try:
        run_jobs.apply_async(organization_id=organization_id, retry=False)
    except settings.MILEPOST_BROKER_ERRORS as error:
        log.warning("bell not rung, the sweep will find the jobs: %s", error)


def ring(organization_id: UUID) -> None:
    """The bell of `verbs.publish` (settings.MILEPOST_BELL)."""
    dispatch_events.apply_async(organization_id=organization_id, retry=False)
