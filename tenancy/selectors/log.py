"""Questions about the trail, the event log and jobs."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tenancy.actors import Actor
from tenancy.models import AuditLine, Event, JobRun


def history(*, actor: Actor, subject_id: UUID) -> QuerySet[AuditLine]:
    """What happened to one record, newest first. The record's own policy has been asked before."""
    return AuditLine.objects.filter(subject_id=subject_id)


def audit_lines(*, actor: Actor) -> QuerySet[AuditLine]:
    """The organization's trail, newest first."""
    return AuditLine.objects.all()


def waiting_events(*, now: datetime) -> QuerySet[Event]:
    """Facts whose listeners have not all reacted, due by now."""
    return Event.objects.filter(done_at__isnull=True, parked_at__isnull=True, next_at__lte=now)


def job_runs(*, actor: Actor) -> QuerySet[JobRun]:
    """Runs of jobs for the organization, newest first."""
    return JobRun.objects.all()
