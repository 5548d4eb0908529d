"""Which records of this room people talk about, attach to, approve and look for."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.models import IntakeRequest, Sow
from projects.selectors import engagements, processes, programmes, projects, requests, sites, sows
from projects.services import grant_request, grant_sow, refuse_request, refuse_sow
from records.approving import Measure, approvable, decision, decision_of
from records.kinds import kind
from toolkit.links import Link

kind(
    "projects.Project",
    name=_("Project"),
    rows=projects,
    view="projects.view_project",
    change="projects.update_project",
    link=Link("home_overview", key="key"),
    icon="folder",
)
kind(
    "projects.Process",
    name=_("Process"),
    rows=processes,
    view="projects.view_processes",
    edit="projects.update_process",
    link=Link("projects_process", key="project__key", process="code"),
    icon="route",
    related=("project",),
)
kind(
    "projects.Site",
    name=_("Site"),
    rows=sites,
    view="projects.view_sites",
    edit="projects.update_site",
    link=Link("projects_site", site="code"),
    icon="building",
)
kind(
    "projects.Programme",
    name=_("Programme"),
    rows=programmes,
    view="projects.view_programmes",
    edit="projects.update_programme",
    link=Link("home_programme", programme="code"),
    icon="stack-2",
)
kind(
    "projects.Engagement",
    name=_("Engagement"),
    rows=engagements,
    view="projects.view_contracts",
    edit="projects.amend_engagement",
    link=Link("projects_engagement", engagement="code"),
    icon="briefcase",
)
kind(
    "projects.Sow",
    name=_("Statement of work"),
    rows=sows,
    view="projects.view_contracts",
    edit="projects.write_sow",
    link=Link("projects_sow", sow="code"),
    icon="file-text",
)
kind(
    "projects.IntakeRequest",
    name=_("Request for a project"),
    rows=requests,
    view="projects.view_requests",
    edit="projects.update_request",
    link=Link("projects_request", asked="number"),
    icon="inbox",
)


def writers(sow: Sow) -> list[UUID | None]:
    """Who wrote the versions that are on their way: they do not approve them."""
    return list(sow.versions.pending().values_list("author_id", flat=True))


def on_its_way(sow: Sow) -> dict[str, Any]:
    """What must not change between asking and deciding: the version in review, as it was written."""
    return {"versions": list(sow.versions.pending().values_list("number", "version"))}


def size(request: IntakeRequest) -> Measure:
    """The value a year finds who decides."""
    return Measure(request.value, request.currency)


# By the house's own matrix, delivery heads decide, as on new projects.
decision("sow", _("Statement of work"), bands=decision_of("intake").bands)
approvable(
    "projects.Sow",
    decision="sow",
    authors=writers,
    content=on_its_way,
    on_granted=grant_sow,
    on_refused=refuse_sow,
)
approvable(
    "projects.IntakeRequest",
    decision="intake",
    authors=lambda request: [request.requester_id],
    measure=size,
    on_granted=grant_request,
    on_refused=refuse_request,
)
