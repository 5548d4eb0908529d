"""Celery doors: ids in, organization bound, one call."""

from schedule import services
from schedule.services.collecting import collect_progress as ask_owners
from schedule.services.issues import raise_overdue_issues as raise_late
from tenancy.actors import system
from tenancy.tasks import for_each_organization, sweep_task, tenant_task


@tenant_task
def raise_overdue_issues() -> int:
    """Announce the late issues of one organization."""
    actor = system("late issues")
    return raise_late(actor=actor, now=actor.now)


@sweep_task
def sweep_overdue_issues() -> int:
    """Look for late issues everywhere."""
    return for_each_organization(raise_overdue_issues)


@tenant_task
def raise_variances() -> int:
    """Raise what is beyond its threshold in the plans of one organization."""
    return services.raise_variances(actor=system("variances"))


@sweep_task
def sweep_variances() -> int:
    """Look for variances everywhere."""
    return for_each_organization(raise_variances)


@tenant_task
def collect_progress() -> int:
    """Ask the owners of tasks of one organization, where today is the day."""
    return ask_owners(actor=system("weekly progress"))


@sweep_task
def sweep_progress() -> int:
    """Look for projects that ask for progress today everywhere."""
    return for_each_organization(collect_progress)
