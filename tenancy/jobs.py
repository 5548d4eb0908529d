"""Jobs that people ask for: work too long for a page, done by a worker with the asker's rights.

    @job("records.export_list", policy="records.export_list", label=_("Export of a list"))
    def export_list(*, actor, run, progress, kind) -> JobFile:
        for number, chunk in enumerate(chunks):
            with progress.chunk():            # one transaction of its own
                ...
                progress(done=number * 500, total=12_000, message=_("Rows are written"))
        return JobFile(name="tasks.csv", content_type="text/csv", content=file)

    run = start_job(actor=actor, kind="records.export_list", arguments={"kind": "task"})

Declared in a module that the room imports at start, such as its `handlers.py`. The arguments are JSON. The
work is done at least once: after the lease of a killed worker another one begins again, with what
`progress(kept=…)` has kept in `run.counts`. Whoever loses the lease is stopped at its next `progress`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import JobAsked
from tenancy.models import JobRun
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import Denied, DomainError

Label = str | Promise


class TooManyJobs(DomainError):
    """One person's jobs may not take all the workers."""

    code = "too_many_jobs"
    message = _("%(count)d of your jobs are waiting or running. Wait until one has ended, or cancel one.")


class JobKeyTaken(DomainError):
    """The same key with another job or other arguments."""

    code = "job_key_taken"
    message = _("This key was used for another job. Send a new one.")


class JobOver(DomainError):
    """There is nothing left to cancel."""

    code = "job_over"
    message = _("This job has ended already.")


class CancelledRun(Exception):
    """The asker wants no more of it. Raised by `progress`; let it pass."""


class TakenOver(Exception):
    """Another worker has the run now. Raised by `progress`; let it pass."""


@dataclass(frozen=True)
class JobFile:
    """What a job made: kept for a week, for the asker only."""

    name: str
    content_type: str
    content: bytes | IO[bytes]


def organization_of(run: JobRun) -> UUID:
    """Whose run it is."""
    assert run.organization_id is not None
    return run.organization_id


class Progress:
    """What a job tells between its chunks, in the transaction of the chunk or in one of its own."""

    def __init__(self, run: JobRun, tell: Callable[[dict[str, Any]], None]) -> None:
        self.run, self._tell = run, tell

    def __call__(
        self, done: int, total: int | None = None, message: Label = "", kept: dict[str, Any] | None = None
    ) -> None:
        """Say how far it is; prolongs the lease. Raises when it was cancelled, taken over or disallowed.

        `kept` stands in `run.counts` of whoever begins again.
        """
        told: dict[str, Any] = {"done": done, "message": str(message)[:300]}
        if total is not None:
            told["total"] = total
        if kept is not None:
            told["counts"] = self.run.counts = kept
        self._tell(told)

    @contextmanager
    def chunk(self) -> Iterator[None]:
        """A transaction in which statements may take as long as a job's."""
        with tenant_tx(organization_of(self.run), timeout=JOB_TIMEOUT):
            yield


Work = Callable[..., JobFile | None]


@dataclass(frozen=True)
class Job:
    """A kind of job: its work, the policy that its asker must hold, its name for people."""

    kind: str
    policy: str
    label: Label
    work: Work


JOBS: dict[str, Job] = {}


def job(kind: str, *, policy: str, label: Label = "") -> Callable[[Work], Work]:
    """Decorator: register the work of a kind. It is called `(actor=, run=, progress=, **arguments)`."""

    def register(work: Work) -> Work:
        JOBS[kind] = Job(kind, policy, label or kind, work)
        return work

    return register


def label_of(kind: str) -> Label:
    """What people call a kind of job; the kind itself where this version does not know it."""
    return JOBS[kind].label if kind in JOBS else kind


@verb
def start_job(
    *, actor: Actor, kind: str, arguments: dict[str, Any], subject: Any = None, idempotency_key: str = ""
) -> JobRun:
    """Ask for a job; a worker takes it after commit. The same key answers the same run.

    `subject` is the record on which the kind's policy is asked now. Raises `TooManyJobs`, `JobKeyTaken`.
    """
    require(actor, JOBS[kind].policy, subject)
    if actor.person_id is None or actor.on_behalf:
        raise Denied(JOBS[kind].policy)
    if known := _known(actor, kind, arguments, idempotency_key):
        return known
    waiting = JobRun.objects.filter(asked_by_id=actor.person_id, state__in=JobRun.OPEN).count()
    if waiting >= settings.MILEPOST_JOBS_AT_ONCE:
        raise TooManyJobs(count=waiting)
    run = JobRun.objects.create(
        kind=kind,
        arguments=arguments,
        asked_by_id=actor.person_id,
        token_id=actor.token_id,
        asked_at=actor.now,
        next_at=actor.now,
        state=JobRun.State.QUEUED,
        request_key=idempotency_key,
    )
    record(actor, "tenancy.start_job", run, after={"kind": kind, "arguments": arguments})
    publish(JobAsked(actor.organization.id, run.pk, kind), actor=actor)
    return run


@verb
def cancel_job(*, actor: Actor, run: JobRun) -> JobRun:
    """Stop one's own job: at once while it waits, after its present chunk when it runs. Raises `JobOver`."""
    require(actor, "tenancy.cancel_job")
    own = JobRun.objects.filter(pk=run.pk, asked_by_id=actor.person_id)
    over = {"state": JobRun.State.CANCELLED, "finished_at": actor.now, "next_at": None}
    waiting = own.filter(state=JobRun.State.QUEUED).update(**over, cancel_asked_at=actor.now)
    running = own.filter(state=JobRun.State.RUNNING)
    if not waiting and not running.update(cancel_asked_at=actor.now):
        raise JobOver()
    record(actor, "tenancy.cancel_job", run, before={"state": run.state})
    return JobRun.objects.get(pk=run.pk)


def _known(actor: Actor, kind: str, arguments: dict[str, Any], key: str) -> JobRun | None:
    """The run that was asked for with this key."""
    if not key:
        return None
    found = JobRun.objects.filter(asked_by_id=actor.person_id, request_key=key).first()
    if found is not None and (found.kind, found.arguments) != (kind, arguments):
        raise JobKeyTaken()
    return found
