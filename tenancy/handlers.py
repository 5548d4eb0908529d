"""Reactions to this room's own facts."""

from tenancy.actors import system
from tenancy.events import AuditCheckAsked, JobAsked
from tenancy.listeners import handling, hears
from tenancy.services import check_audit
from tenancy.tasks import ring_jobs


@hears(AuditCheckAsked)
def check_long_trail(event: AuditCheckAsked) -> None:
    """Somebody asked for a check that takes longer than a page may."""
    at = handling()
    actor = system("Audit check", now=at.now if at else None)
    check_audit(actor=actor, slot=actor.now.isoformat())


@hears(JobAsked)
def wake_for_job(event: JobAsked) -> None:
    """A worker looks for the job; a lost bell is made good by the sweep."""
    ring_jobs(event.organization_id)
