"""The worker's side of jobs: claim with a lease, do the work as the asker, keep what came of it."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tenancy.actors import Actor, System
from tenancy.events import JobEnded
from tenancy.jobs import JOBS, CancelledRun, JobFile, Progress, TakenOver, organization_of
from tenancy.models import ApiToken, JobRun
from tenancy.scope import bound_to, tenant_tx
from tenancy.selectors import member_of_user, organization_ref
from tenancy.verbs import publish, record
from toolkit.errors import Denied, DomainError
from toolkit.formats import zone_of
from toolkit.identifiers import uuid7

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class AskerGone(Denied):
    """Whoever asked may do it no more."""


def clock() -> datetime:
    """The worker's own time."""
    return datetime.now(UTC)


def run_next_job(*, organization_id: UUID, clock: Clock = clock) -> JobRun | None:
    """Claim the job that waits longest and do it; answers None when none waits."""
    with bound_to(organization_id):
        run = _claim(organization_id, clock())
        if run is not None and run.state == JobRun.State.RUNNING:
            _do(run, clock)
        return run


def drop_old_files(*, organization_id: UUID, now: datetime) -> int:
    """Delete the files whose week is over; answers how many."""
    with tenant_tx(organization_id):
        due = JobRun.objects.filter(expires_at__lte=now).exclude(result_key="").order_by("expires_at")
        rows = list(due.select_for_update(skip_locked=True)[: settings.MILEPOST_CLAIM_SIZE])
        for run in rows:
            default_storage.delete(run.result_key)
        JobRun.objects.filter(pk__in=[run.pk for run in rows]).update(result_key="")
    return len(rows)


def _claim(organization_id: UUID, now: datetime) -> JobRun | None:
    with tenant_tx(organization_id):
        due = JobRun.objects.filter(state__in=JobRun.OPEN, next_at__lte=now).order_by("next_at", "id")
        run = due.select_for_update(skip_locked=True, of=("self",)).first()
        if run is None:
            return None
        if run.cancel_asked_at is not None:
            _end(run, now, state=JobRun.State.CANCELLED)
        elif run.attempts >= settings.MILEPOST_JOB_ATTEMPTS:
            _end(run, now, error=_said(run, _interrupted))
        else:
            run.state, run.attempts, run.heartbeat_at = JobRun.State.RUNNING, run.attempts + 1, now
            run.started_at, run.next_at = run.started_at or now, now + _lease()
            run.save(update_fields=["state", "attempts", "heartbeat_at", "started_at", "next_at"])
    return run


def _do(run: JobRun, clock: Clock) -> None:
    """Do the work and write what came of it. A database that is away is left to the lease."""
    outcome: dict[str, Any] = {"state": JobRun.State.DONE}
    try:
        actor = asker(run, clock())
        with translation.override(actor.language), timezone.override(zone_of(actor.zone)):
            made = JOBS[run.kind].work(actor=actor, run=run, progress=_progress(run, clock), **run.arguments)
        outcome |= _keep(run, made, clock()) if made else {}
    except TakenOver:
        log.warning("job %s was taken over by another worker", run.pk)
        return
    except CancelledRun:
        outcome = {"state": JobRun.State.CANCELLED}
    except (OperationalError, InterfaceError):
        raise
    except (DomainError, PermissionDenied, Http404) as error:
        outcome = {"error": str(error)}
    except Exception:
        log.exception("job %s (%s) failed", run.pk, run.kind)
        outcome = {"error": _said(run, _failed)}
    with tenant_tx(organization_of(run)):
        _end(run, clock(), **outcome)


def asker(run: JobRun, now: datetime) -> Actor:
    """Whoever asked, with today's rights; raises `AskerGone` when they are not enough any more."""
    with tenant_tx(organization_of(run)):
        slug = organization_ref(organization_id=organization_of(run)).slug
        user_id = run.asked_by.user_id if run.asked_by else None
        token = ApiToken.objects.filter(pk=run.token_id).first() if run.token_id else None
        member = user_id and member_of_user(user_id=user_id, slug=slug, now=now)
        if not member or (token and (token.revoked_at or token.expires_at <= now)):
            raise AskerGone(message=_("Whoever asked for this works here no more, or the token has ended."))
        actor = member.actor(now=now, via="job")
        if token:
            actor = replace(actor, scopes=frozenset(token.scopes.split()), token_id=token.pk)
        if run.kind not in JOBS or not actor.may(JOBS[run.kind].policy):
            raise AskerGone(message=_("The role that allowed this has ended."))
    return actor


def _progress(run: JobRun, clock: Clock) -> Progress:
    def tell(told: dict[str, Any]) -> None:
        now = clock()
        with tenant_tx(organization_of(run)):
            told |= {"heartbeat_at": now, "next_at": now + _lease()}
            if not _mine(run).update(**told):
                raise TakenOver
            if JobRun.objects.filter(pk=run.pk, cancel_asked_at__isnull=False).exists():
                raise CancelledRun
        asker(run, now)

    return Progress(run, tell)


def _mine(run: JobRun) -> Any:
    """The run's row, as long as no other worker has claimed it."""
    return JobRun.objects.filter(pk=run.pk, state=JobRun.State.RUNNING, attempts=run.attempts)


def _end(run: JobRun, now: datetime, *, state: str = JobRun.State.FAILED, **values: Any) -> None:
    """Close the run, once: the line in the trail, and the fact where people have waited for it."""
    over = {"state": state, "finished_at": now, "next_at": None, **values}
    if not JobRun.objects.filter(pk=run.pk, attempts=run.attempts, state__in=JobRun.OPEN).update(**over):
        if key := values.get("result_key"):
            default_storage.delete(key)
        return
    house = System("Job", organization_ref(organization_id=organization_of(run)), now=now)
    record(house, "tenancy.end_job", run, after={"state": state, "kind": run.kind})
    waited = now - (run.asked_at or now)
    if run.asked_by_id and waited >= timedelta(seconds=settings.MILEPOST_JOB_LETTER_SECONDS):
        publish(JobEnded(organization_of(run), run.pk, run.asked_by_id, run.kind, state), actor=house)
    run.state = state


def _keep(run: JobRun, made: JobFile, now: datetime) -> dict[str, Any]:
    """Store the file under a name that tells nothing; answers the row's columns."""
    content: IO[bytes] = BytesIO(made.content) if isinstance(made.content, bytes) else made.content
    content.seek(0)
    digest, size = sha256(), 0
    while block := content.read(1 << 20):
        digest.update(block)
        size += len(block)
    content.seek(0)
    key = default_storage.save(f"{run.organization_id}/{now:%Y}/{uuid7()}", File(content))
    content.close()
    return {
        "result_name": made.name[:200],
        "result_key": key,
        "result_type": made.content_type,
        "result_size": size,
        "result_digest": digest.hexdigest(),
        "expires_at": now + timedelta(days=settings.MILEPOST_JOB_DAYS),
    }


def _lease() -> timedelta:
    return timedelta(seconds=settings.MILEPOST_JOB_LEASE_SECONDS)


def _said(run: JobRun, text: Callable[[JobRun], str]) -> str:
    """A text in the asker's language."""
    with translation.override(run.asked_by.language if run.asked_by else "en"):
        return text(run)


def _interrupted(run: JobRun) -> str:
    count = settings.MILEPOST_JOB_ATTEMPTS
    return _("It was begun %(count)d times and never came to its end. Ask for less at once.") % {
        "count": count
    }


def _failed(run: JobRun) -> str:
    reference = str(run.pk)[-12:]
    return _("Something went wrong on our side. Tell support the reference %(reference)s.") % {
        "reference": reference
    }
