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
