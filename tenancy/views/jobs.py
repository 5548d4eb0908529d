"""Pages of the jobs one has asked for."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from tenancy import selectors
from tenancy.actors import Actor
from tenancy.filters.jobs import JobFilters
from tenancy.jobs import JOBS, cancel_job, label_of
from tenancy.models import JobRun
from tenancy.tables.jobs import JobFacts, JobTable, file_size
from toolkit.errors import Denied, Missing
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, ListPage

WORDS = dict(JobRun.State.choices)
KINDS = {"done": "g", "failed": "r"}


class OfJob:
    """One of the actor's own jobs."""

    subject_as = "run"

    def get_subject(self, actor: Actor, **kwargs: Any) -> JobRun:
        return selectors.own_job(actor=actor, job_id=kwargs["job"])


def file_of(actor: Actor, run: JobRun) -> FileResponse:
    """What a job made, for whoever may still do what it did. Raises `Missing` when its week is over."""
    if run.kind not in JOBS or not actor.may(JOBS[run.kind].policy):
        raise Denied(JOBS[run.kind].policy if run.kind in JOBS else "")
    if not run.has_file or not default_storage.exists(run.result_key):
        raise Missing()
    file = default_storage.open(run.result_key)
    return FileResponse(file, as_attachment=True, filename=run.result_name, content_type=run.result_type)


class JobList(ListPage):
    """What one has asked for, newest first."""

    policy = "tenancy.view_own_jobs"
    title = _("Jobs")
    selector = selectors.own_jobs
    table = JobTable
    filterset = JobFilters
    order = ("-asked_at",)
    empty_title, empty_icon = _("Nothing to wait for"), "progress"
    empty_text = _("Large exports and imports are done in the background and stand here for a week.")


class JobPage(OfJob, DetailPage):
    """How far a job is; looks again every two seconds until it has ended."""

    policy = "tenancy.view_own_jobs"
    facts = JobFacts
    template, part_template = "tenancy/job.html", "tenancy/job_part.html"

    def get_title(self) -> str:
        return str(label_of(self.subject.kind))

    def get_context(self) -> dict[str, Any]:
        run: JobRun = self.subject
        size = file_size(run.result_size) if run.result_name else ""
        return {"word": WORDS[run.state], "note": KINDS.get(run.state, "i"), "size": size}


class CancelJob(OfJob, ActionPage):
    """Stop it."""

    policy = "tenancy.cancel_job"
    title = _("Cancel this job?")
    consequence = _("What it has written so far stays; it makes no file.")
    verb, danger = _("Cancel job"), True
    service = cancel_job
    success = _("The job stops.")
    success_url = cancel_url = Link("tenancy_job")


class JobFile(OfJob, DetailPage):
    """What it made."""

    policy = "tenancy.view_own_jobs"

    def get(self, request: Any, **kwargs: Any) -> Any:
        return file_of(self.actor, self.subject)
