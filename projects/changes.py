"""Facts of this room that other systems may hear of."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.changes import About, offer
from projects import events
from projects.models import (
    Engagement,
    GateCriterion,
    GateWaiver,
    IntakeRequest,
    Process,
    Programme,
    Project,
    Site,
    Sow,
    StageGate,
)
from projects.registers import events as registered
from projects.registers.declared import register_of
from tenancy.rules import REGISTRY
from tenancy.selectors import organization_ref


def project(event: events.ProjectEvent) -> About | None:
    """The project, withdrawn or not."""
    key = Project.objects.filter(pk=event.project_id).values_list("key", flat=True).first()
    if key is None:
        return None
    slug = organization_ref(organization_id=event.organization_id).slug
    return About(event.project_id, key, reverse("api_projects_project", kwargs={"org": slug, "key": key}))


def record(event: registered.RecordEvent) -> About | None:
    """A record of a register that everybody on the project reads; others stay in the house."""
    register = register_of(event.kind)
    if register is None or not REGISTRY[register.policy("view")].roles >= REGISTRY[EVERYBODY].roles:
        return None
    row = register.model.objects.filter(pk=event.record_id).values("project__key", "number").first()
    if row is None:
        return None
    where = {"org": organization_ref(organization_id=event.organization_id).slug, "key": row["project__key"]}
    path = reverse(f"api_{register.route()}", kwargs={**where, "number": row["number"]})
    return About(event.record_id, event.key, path)


EVERYBODY = "projects.view_project"
OF_PROJECTS = {
    events.ProjectCreated: _("Project opened"),
    events.ProjectChanged: _("Project changed"),
    events.ProjectShared: _("Project shared with the client"),
    events.ProjectUnshared: _("Project no longer shared"),
    events.StageChanged: _("Project at another stage"),
    events.ProjectStateChanged: _("Project in another state"),
}
OF_MEMBERS = {
    events.MemberAdded: _("Member added to a project"),
    events.MemberChanged: _("Days of a project’s member changed"),
    events.MemberRemoved: _("Member of a project removed"),
}
for _event, _label in OF_PROJECTS.items():
    offer(_event, _label, policy="projects.view_project", about=project)
for _event, _label in OF_MEMBERS.items():
    offer(_event, _label, policy="projects.view_members", about=project)


def record_at(
    route: str, model: Any, of: Callable[[Any], UUID], **names: str
) -> Callable[[Any], About | None]:
    """Who points at a record of the organization: its API address, with the arguments named by its paths."""

    def about(event: Any) -> About | None:
        paths = list(names.values())
        row = model.objects.filter(pk=of(event)).values(*paths).first()
        if row is None:
            return None
        slug = organization_ref(organization_id=event.organization_id).slug
        arguments = {name: row[path] for name, path in names.items()}
        path = reverse(route, kwargs={"org": slug, **arguments})
        return About(of(event), str(row[paths[-1]]), path)

    return about


process = record_at(
    "api_projects_process", Process, attrgetter("process_id"), key="project__key", process="code"
)
site = record_at("api_projects_site", Site, attrgetter("site_id"), site="code")
programme = record_at("api_projects_programme", Programme, attrgetter("programme_id"), programme="code")
engagement = record_at("api_projects_engagement", Engagement, attrgetter("engagement_id"), engagement="code")
sow = record_at("api_projects_sow", Sow, attrgetter("sow_id"), sow="code")
request = record_at("api_projects_request", IntakeRequest, attrgetter("request_id"), asked="number")
gate = record_at("api_projects_gate", StageGate, attrgetter("gate_id"), key="project__key", number="number")
criterion = record_at(
    "api_projects_gate_criterion",
    GateCriterion,
    attrgetter("criterion_id"),
    key="project__key",
    number="number",
)
waiver = record_at(
    "api_projects_gate_waiver", GateWaiver, attrgetter("waiver_id"), key="project__key", number="number"
)
OFFERED: tuple[tuple[str, Callable[[Any], About | None], dict[Any, Any]], ...] = (
    (
        "projects.view_project",
        project,
        {
            events.StatusConfirmed: _("Status of a project confirmed"),
            events.ProjectContractSet: _("Project under another contract"),
            events.ProjectSitesSet: _("Project at other sites"),
        },
    ),
    (
        "projects.view_processes",
        process,
        {
            events.ProcessAdded: _("Process added"),
            events.ProcessChanged: _("Process changed"),
            events.ProcessStateChanged: _("Process in another state"),
        },
    ),
    ("projects.view_gates", project, {events.GatesSetUp: _("Stage gates set up")}),
    ("projects.view_gates", gate, {events.GateDecided: _("Stage gate decided")}),
    ("projects.view_gate_criteria", criterion, {events.EvidenceGiven: _("Evidence given for a gate")}),
    ("projects.view_gate_waivers", waiver, {events.WaiverSettled: _("Waiver of a criterion settled")}),
    (
        "projects.view_sites",
        site,
        {
            events.SiteAdded: _("Site added"),
            events.SiteChanged: _("Site changed"),
            events.SiteStateChanged: _("Site in another state"),
        },
    ),
    (
        "projects.view_programmes",
        programme,
        {
            events.ProgrammeAdded: _("Programme started"),
            events.ProgrammeChanged: _("Programme changed"),
            events.ProgrammeStateChanged: _("Programme in another state"),
        },
    ),
    (
        "projects.view_contracts",
        engagement,
        {
            events.EngagementAdded: _("Engagement added"),
            events.EngagementChanged: _("Draft of an engagement changed"),
            events.EngagementAmended: _("Engagement amended"),
            events.EngagementStateChanged: _("Engagement in another state"),
            events.EngagementExpiring: _("Engagement about to run out"),
        },
    ),
    (
        "projects.view_contracts",
        sow,
        {
            events.SowAdded: _("Statement of work added"),
            events.SowVersionBegun: _("New version of a statement of work"),
            events.SowVersionWritten: _("Draft of a statement of work changed"),
            events.SowVersionStateChanged: _("Version of a statement of work in another state"),
            events.SowShared: _("Statement of work shared"),
            events.SowUnshared: _("Statement of work no longer shared"),
        },
    ),
    (
        "projects.view_requests",
        request,
        {
            events.ProjectRequested: _("Project asked for"),
            events.RequestChanged: _("Request for a project changed"),
            events.RequestStateChanged: _("Request for a project in another state"),
            events.RequestOpened: _("Requested project opened"),
        },
    ),
)
OF_REGISTERS = {
    registered.RecordAdded: _("Record added to a register"),
    registered.RecordChanged: _("Record of a register changed"),
    registered.RecordStateChanged: _("Record of a register in another state"),
    registered.RecordGiven: _("Record of a register put into other hands"),
    registered.RecordShared: _("Record of a register shared"),
    registered.RecordUnshared: _("Record of a register no longer shared"),
    registered.RecordWithdrawn: _("Record of a register withdrawn"),
    registered.RecordRestored: _("Record of a register restored"),
}
for _event, _label in OF_REGISTERS.items():
    offer(_event, _label, policy=EVERYBODY, about=record)
for _policy, _about, _facts in OFFERED:
    for _event, _label in _facts.items():
        offer(_event, _label, policy=_policy, about=_about)
