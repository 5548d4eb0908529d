"""Celery doors: ids in, organization bound, one call."""

from planning import services
from tenancy.actors import system
from tenancy.tasks import for_each_organization, sweep_task, tenant_task


@tenant_task
def raise_overdue_milestones() -> int:
    """Announce the overdue milestones of one organization."""
    actor = system("overdue milestones")
    return services.raise_overdue_milestones(actor=actor, now=actor.now)


@sweep_task
def sweep_overdue_milestones() -> int:
    """Look for overdue milestones everywhere."""
    return for_each_organization(raise_overdue_milestones)


@tenant_task
def raise_milestones_due_soon() -> int:
    """Announce the milestones of one organization that are due soon."""
    actor = system("milestones due soon")
    return services.raise_milestones_due_soon(actor=actor, now=actor.now)


@sweep_task
def sweep_milestones_due_soon() -> int:
    """Look for milestones due soon everywhere."""
    return for_each_organization(raise_milestones_due_soon)


@tenant_task
def raise_slipped_milestones() -> int:
    """Announce the milestones of one organization that slip against their baseline."""
    actor = system("slipped milestones")
    return services.raise_slipped_milestones(actor=actor, now=actor.now)


@sweep_task
def sweep_slipped_milestones() -> int:
    """Look for slipped milestones everywhere."""
    return for_each_organization(raise_slipped_milestones)


@tenant_task
def watch_buffers() -> int:
    """Look at the buffers of one organization."""
    actor = system("buffers")
    return services.watch_buffers(actor=actor, now=actor.now)


@sweep_task
def sweep_buffers() -> int:
    """Look for buffers that burn too fast everywhere."""
    return for_each_organization(watch_buffers)


@tenant_task
def deem_accepted() -> int:
    """Accept the deliverables of one organization that by contract count as accepted by now."""
    return services.deem_accepted(actor=system("days for review are over"))


@sweep_task
def sweep_deemed_acceptance() -> int:
    """Look for them everywhere."""
    return for_each_organization(deem_accepted)
