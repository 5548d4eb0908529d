"""Celery doors: ids in, organization bound, one call."""

from projects import services
from tenancy.actors import system
from tenancy.tasks import for_each_organization, sweep_task, tenant_task


@tenant_task
def keep_terms() -> int:
    """What days do to the contracts of one organization."""
    actor = system("terms of contracts")
    return services.keep_terms(actor=actor, now=actor.now)


@sweep_task
def sweep_terms() -> int:
    """Look at the days of contracts everywhere."""
    return for_each_organization(keep_terms)
