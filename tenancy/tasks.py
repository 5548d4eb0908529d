"""Celery doors: ids in, organization bound, one call. And the bases that every room's tasks use."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from celery import Task, shared_task
from django.conf import settings
from django.db import InterfaceError, OperationalError

from tenancy import dispatch
from tenancy.scope import NoTenant, bound_to, current_organization_id
from tenancy.selectors import organization_refs

HEADER = "milepost_organization"
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
    """Hand the organization's waiting facts to their listeners."""
    organization_id = current_organization_id()
    assert organization_id is not None
    claimed = dispatch.dispatch_events(organization_id=organization_id, now=datetime.now(UTC))
    if claimed == settings.MILEPOST_CLAIM_SIZE:
        ring(organization_id)
    return claimed


@sweep_task
def sweep_events() -> int:
    """The bell may have been lost: look for waiting facts everywhere."""
    return for_each_organization(dispatch_events)


def ring(organization_id: UUID) -> None:
    """The bell of `verbs.publish` (settings.MILEPOST_BELL)."""
    dispatch_events.apply_async(organization_id=organization_id, retry=False)
