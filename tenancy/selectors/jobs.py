"""Questions about the jobs somebody asked for."""

from uuid import UUID

from django.db.models import QuerySet

from tenancy.actors import Actor
from tenancy.models import JobRun


def own_jobs(*, actor: Actor) -> QuerySet[JobRun]:
    """The jobs that the actor asked for. Their files hold what she may read, so nobody else sees them."""
    return JobRun.objects.filter(asked_by_id=actor.person_id, asked_at__isnull=False)


def own_job(*, actor: Actor, job_id: UUID) -> JobRun:
    """One of them; raises `DoesNotExist`."""
    return own_jobs(actor=actor).get(pk=job_id)
