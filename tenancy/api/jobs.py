"""Jobs as resources. An endpoint that starts one answers 202 with the address of the run."""

from typing import Any

from rest_framework.request import Request

from tenancy import selectors
from tenancy.filters.jobs import JobFilters
from tenancy.jobs import cancel_job
from tenancy.models import JobRun
from tenancy.views.jobs import OfJob, file_of
from toolkit.api import ActionEndpoint, Endpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link

JOB = (
    Field("id", "uuid", required=True),
    Field("kind", required=True),
    Field("state", required=True, choices=JobRun.State.choices),
    Field("done", "integer", required=True, help="In the job's own units."),
    Field("total", "integer", required=True, help="0: not known yet."),
    Field("message", required=True, help="What it is at, in the asker's language."),
    Field("error", required=True, help="Why it failed, in the asker's language."),
    Field("asked_at", "datetime", required=True),
    Field("started_at", "datetime"),
    Field("finished_at", "datetime"),
    Field("file_name", source="result_name", required=True, help="Empty: it made no file."),
    Field("file_type", source="result_type", required=True),
    Field("file_size", "integer", source="result_size", required=True, help="Bytes."),
    Field("file_sha256", source="result_digest", required=True),
    Field("expires_at", "datetime", help="The file is kept until then."),
)


class StartsJob:
    """Makes an `ActionEndpoint` one that starts a job: `services = {"post": verb}`, which answers the run.

    The answer is 202 with the run and its address in `Location`; no record changes, so no If-Match.
    """

    row = JOB
    versioned, status = False, 202
    location = Link("api_tenancy_job", job="id")


class JobsEndpoint(ListEndpoint):
    """One's own jobs, newest first."""

    policies = {"get": "tenancy.view_own_jobs"}
    selector = selectors.own_jobs
    filterset = JobFilters
    row = JOB
    orders = {"-asked_at": ("-asked_at", "pk")}


class JobEndpoint(OfJob, RecordEndpoint):
    """One job. Look again until its state is done, failed or cancelled."""

    policies = {"get": "tenancy.view_own_jobs"}
    row = JOB


class CancelJobEndpoint(OfJob, ActionEndpoint):
    """Stop it. A job moves on while one looks, so no version is asked for; cancelling twice is one."""

    policies, row = {"post": "tenancy.cancel_job"}, JOB
    services = {"post": cancel_job}
    versioned = False


class JobFileEndpoint(OfJob, Endpoint):
    """What it made, as a file."""

    policies = {"get": "tenancy.view_own_jobs"}
    media_type = "*/*"

    def get(self, request: Request, **kwargs: Any) -> Any:
        self.check_parameters(())
        return file_of(self.actor, self.subject)
