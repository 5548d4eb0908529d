"""Questions about the trail, the event log and jobs."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from tenancy.actors import Actor
from tenancy.models import AuditLine, Event, JobRun

SWEEPS_TOO_MANY = 4


def history(*, actor: Actor, subject_id: UUID) -> QuerySet[AuditLine]:
    """What happened to one record, newest first. The record's own policy has been asked before."""
    return AuditLine.objects.filter(subject_id=subject_id)


def history_of_records(*, actor: Actor, subject_ids: Collection[UUID]) -> QuerySet[AuditLine]:
    """What happened to some records, newest first. Their own policies have been asked before."""
    return AuditLine.objects.filter(subject_id__in=list(subject_ids)).order_by("-at", "-id")


def history_of_projects(*, actor: Actor, project_ids: Collection[UUID]) -> QuerySet[AuditLine]:
    """What happened in some projects, newest first. The projects' own policy has been asked before."""
    return AuditLine.objects.filter(project__in=list(project_ids)).order_by("-at", "-id")


def waiting_events(*, now: datetime) -> QuerySet[Event]:
    """Facts whose listeners have not all reacted, due by now."""
    return Event.objects.filter(done_at__isnull=True, parked_at__isnull=True, next_at__lte=now)


def delayed_since(*, actor: Actor) -> datetime | None:
    """Since when the oldest due fact waits, where several sweeps should have taken it by now; else None."""
    late = actor.now - timedelta(seconds=SWEEPS_TOO_MANY * settings.MILEPOST_SWEEP_SECONDS)
    return waiting_events(now=late).order_by("next_at").values_list("next_at", flat=True).first()


def job_runs(*, actor: Actor) -> QuerySet[JobRun]:
    """Runs of jobs for the organization, newest first."""
    return JobRun.objects.all()
