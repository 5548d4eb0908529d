"""Celery doors of the roll-up."""

from datetime import UTC, datetime

from kpis import services
from tenancy.actors import system
from tenancy.tasks import for_each_organization, sweep_task, tenant_task


@tenant_task
def roll_up_due() -> int:
    """Roll up what is due in one organization; answers how many days."""
    now = datetime.now(UTC)
    return len(services.roll_up_due(actor=system("KPI roll-up", now=now), now=now))


@sweep_task
def sweep_kpi_rollup() -> int:
    """Each hour some project's day has ended: let every organization look."""
    return for_each_organization(roll_up_due)
