"""Addresses of this room."""

from django.urls import path

from projects.api import bulk as bulk_api
from projects.api import contracts as contract_api
from projects.api import gates as gate_api
from projects.api import intake as intake_api
from projects.api import members as member_api
from projects.api import projects as api_of_projects
from projects.api import records as record_api
from projects.gate_registers import CONDITIONS, CRITERIA, GATES, REGISTERS, WAIVERS
from projects.registers.doors import api_of, workspace_of
from projects.views import (
    areas,
    contracts,
    gates,
    health,
    intake,
    members,
    processes,
    programmes,
    projects,
    sites,
    sows,
)

PROJECT = "projects/<str:key>/"
MEMBER = f"{PROJECT}members/<uuid:member>/"
PROCESS = f"{PROJECT}processes/<str:process>/"
SITE, PROGRAMME = "sites/<str:site>/", "programmes/<str:programme>/"
ENGAGEMENT, SOW, REQUEST = "engagements/<str:engagement>/", "sows/<str:sow>/", "requests/<int:asked>/"
VERSION, API_VERSION = f"{SOW}v<int:edition>/", f"{SOW}versions/<int:edition>/"

of_projects = [
    path("projects/", projects.ProjectList.as_view(), name="projects_list"),
    path("projects/add/", projects.AddProject.as_view(), name="projects_add"),
    path(f"{PROJECT}planning/", areas.PlanningArea.as_view(), name="projects_planning"),
    path(f"{PROJECT}schedule/", areas.ControlArea.as_view(), name="projects_control"),
    path(f"{PROJECT}settings/", projects.ProjectSettings.as_view(), name="projects_settings"),
    path(f"{PROJECT}edit/", projects.EditProject.as_view(), name="projects_edit"),
    path(f"{PROJECT}stage/", projects.SetStage.as_view(), name="projects_stage"),
    path(f"{PROJECT}state/", projects.ChangeState.as_view(), name="projects_state"),
    path(f"{PROJECT}share/", projects.ShareProject.as_view(), name="projects_share"),
    path(f"{PROJECT}unshare/", projects.UnshareProject.as_view(), name="projects_unshare"),
    path(f"{PROJECT}contract/", contracts.SetContract.as_view(), name="projects_contract"),
    path(f"{PROJECT}sites/", sites.SetProjectSites.as_view(), name="projects_set_sites"),
    path(f"{PROJECT}statuses/", health.StatusList.as_view(), name="projects_statuses"),
    path(f"{PROJECT}statuses/confirm/", health.ConfirmStatus.as_view(), name="projects_confirm"),
    path(f"{PROJECT}members/", members.MemberList.as_view(), name="projects_members"),
    path(f"{PROJECT}members/add/", members.AddMember.as_view(), name="projects_add_member"),
    path(f"{PROJECT}members/add-several/", members.AddMembers.as_view(), name="projects_add_members"),
    path(f"{MEMBER}edit/", members.EditMember.as_view(), name="projects_edit_member"),
    path(f"{MEMBER}remove/", members.RemoveMember.as_view(), name="projects_remove_member"),
    path(f"{PROJECT}processes/", processes.ProcessList.as_view(), name="projects_processes"),
    path(f"{PROJECT}processes/add/", processes.AddProcess.as_view(), name="projects_add_process"),
    path(PROCESS, processes.ProcessPage.as_view(), name="projects_process"),
    path(f"{PROCESS}edit/", processes.EditProcess.as_view(), name="projects_edit_process"),
    path(f"{PROCESS}state/", processes.ChangeProcessState.as_view(), name="projects_process_state"),
    path(f"{PROCESS}share/", processes.ShareProcess.as_view(), name="projects_share_process"),
    path(f"{PROCESS}unshare/", processes.UnshareProcess.as_view(), name="projects_unshare_process"),
]
of_organization = [
    path("sites/", sites.SiteList.as_view(), name="projects_sites"),
    path("sites/add/", sites.AddSite.as_view(), name="projects_add_site"),
    path(SITE, sites.SitePage.as_view(), name="projects_site"),
    path(f"{SITE}edit/", sites.EditSite.as_view(), name="projects_edit_site"),
    path(f"{SITE}state/", sites.ChangeSiteState.as_view(), name="projects_site_state"),
    path("programmes/", programmes.ProgrammeList.as_view(), name="projects_programmes"),
    path("programmes/add/", programmes.AddProgramme.as_view(), name="projects_add_programme"),
    path(f"{PROGRAMME}edit/", programmes.EditProgramme.as_view(), name="projects_edit_programme"),
    path(
        f"{PROGRAMME}projects/",
        programmes.SetProgrammeProjects.as_view(),
        name="projects_programme_projects",
    ),
    path(f"{PROGRAMME}state/", programmes.ChangeProgrammeState.as_view(), name="projects_programme_state"),
    path("requests/", intake.RequestList.as_view(), name="projects_requests"),
    path("requests/add/", intake.AddRequest.as_view(), name="projects_add_request"),
    path(REQUEST, intake.RequestPage.as_view(), name="projects_request"),
    path(f"{REQUEST}edit/", intake.EditRequest.as_view(), name="projects_edit_request"),
    path(f"{REQUEST}state/", intake.ChangeRequestState.as_view(), name="projects_request_state"),
    path(f"{REQUEST}open/", intake.OpenRequested.as_view(), name="projects_open_requested"),
]
of_contracts = [
    path("engagements/", contracts.EngagementList.as_view(), name="projects_engagements"),
    path("engagements/add/", contracts.AddEngagement.as_view(), name="projects_add_engagement"),
    path(ENGAGEMENT, contracts.EngagementPage.as_view(), name="projects_engagement"),
    path(f"{ENGAGEMENT}edit/", contracts.EditEngagement.as_view(), name="projects_edit_engagement"),
    path(f"{ENGAGEMENT}amend/", contracts.AmendEngagement.as_view(), name="projects_amend_engagement"),
    path(f"{ENGAGEMENT}state/", contracts.ChangeEngagementState.as_view(), name="projects_engagement_state"),
    path(f"{ENGAGEMENT}sows/add/", sows.AddSow.as_view(), name="projects_add_sow"),
    path("sows/", sows.SowList.as_view(), name="projects_sows"),
    path(SOW, sows.SowPage.as_view(), name="projects_sow"),
    path(f"{SOW}amend/", sows.AmendSow.as_view(), name="projects_amend_sow"),
    path(f"{SOW}share/", sows.ShareSow.as_view(), name="projects_share_sow"),
    path(f"{SOW}unshare/", sows.UnshareSow.as_view(), name="projects_unshare_sow"),
    path(VERSION, sows.SowVersionPage.as_view(), name="projects_sow_version"),
    path(f"{VERSION}against/v<int:older>/", sows.SowChanges.as_view(), name="projects_sow_changes"),
    path(f"{VERSION}write/", sows.WriteSow.as_view(), name="projects_write_sow"),
    path(f"{VERSION}signature/", sows.AskSowSignature.as_view(), name="projects_ask_sow_signature"),
    path(f"{VERSION}state/", sows.ChangeSowState.as_view(), name="projects_sow_state"),
    path(f"{VERSION}prices/add/", sows.AddPrice.as_view(), name="projects_add_price"),
    path(f"{VERSION}prices/<uuid:price>/remove/", sows.RemovePrice.as_view(), name="projects_remove_price"),
]
GATE_PAGES = {"": gates.GatePage}
CRITERION_PAGES = {"": gates.CriterionPage, "add": gates.AddToGate}
of_gates = [
    path(f"{PROJECT}gate-tracker/", gates.GateTracker.as_view(), name="projects_gate_tracker"),
    path(f"{PROJECT}gate-tracker/set-up/", gates.SetUpGates.as_view(), name="projects_set_up_gates"),
    path(
        f"{PROJECT}gate-criteria/<int:number>/evidence/",
        gates.GiveEvidence.as_view(),
        name="projects_gate_evidence",
    ),
    *workspace_of(GATES, **GATE_PAGES),
    *workspace_of(CRITERIA, **CRITERION_PAGES),
    *workspace_of(WAIVERS, add=gates.AddToGate),
    *workspace_of(CONDITIONS, add=gates.AddToGate),
]
workspace = [*of_gates, *of_projects, *of_organization, *of_contracts]

api_projects = [
    path("projects/", api_of_projects.ProjectsEndpoint.as_view(), name="api_projects_list"),
    path(PROJECT, api_of_projects.ProjectEndpoint.as_view(), name="api_projects_project"),
    path(f"{PROJECT}stage/", api_of_projects.StageEndpoint.as_view(), name="api_projects_stage"),
    path(f"{PROJECT}state/", api_of_projects.StateEndpoint.as_view(), name="api_projects_state"),
    path(f"{PROJECT}share/", api_of_projects.ShareEndpoint.as_view(), name="api_projects_share"),
    path(f"{PROJECT}unshare/", api_of_projects.UnshareEndpoint.as_view(), name="api_projects_unshare"),
    path(f"{PROJECT}contract/", api_of_projects.ContractEndpoint.as_view(), name="api_projects_contract"),
    path(f"{PROJECT}members/", member_api.MembersEndpoint.as_view(), name="api_projects_members"),
    path(
        f"{PROJECT}members/bulk/",
        bulk_api.AddMemberRowsEndpoint.as_view(),
        name="api_projects_add_member_rows",
    ),
    path(f"{PROJECT}members/add/", member_api.AddMembersEndpoint.as_view(), name="api_projects_add_members"),
    path(f"{PROJECT}sites/", member_api.ProjectSitesEndpoint.as_view(), name="api_projects_project_sites"),
    path(f"{PROJECT}sites/set/", member_api.SetProjectSitesEndpoint.as_view(), name="api_projects_set_sites"),
    path(f"{PROJECT}stages/", member_api.StagesEndpoint.as_view(), name="api_projects_stages"),
    path(f"{PROJECT}statuses/", member_api.StatusesEndpoint.as_view(), name="api_projects_statuses"),
    path(f"{PROJECT}processes/", record_api.ProcessesEndpoint.as_view(), name="api_projects_processes"),
    path(PROCESS, record_api.ProcessEndpoint.as_view(), name="api_projects_process"),
    path(f"{PROCESS}state/", record_api.ProcessStateEndpoint.as_view(), name="api_projects_process_state"),
    path(f"{PROCESS}share/", record_api.ShareProcessEndpoint.as_view(), name="api_projects_share_process"),
    path(
        f"{PROCESS}unshare/", record_api.UnshareProcessEndpoint.as_view(), name="api_projects_unshare_process"
    ),
]
api_organization = [
    path("sites/", record_api.SitesEndpoint.as_view(), name="api_projects_sites"),
    path(SITE, record_api.SiteEndpoint.as_view(), name="api_projects_site"),
    path(f"{SITE}state/", record_api.SiteStateEndpoint.as_view(), name="api_projects_site_state"),
    path("programmes/", record_api.ProgrammesEndpoint.as_view(), name="api_projects_programmes"),
    path(PROGRAMME, record_api.ProgrammeEndpoint.as_view(), name="api_projects_programme"),
    path(
        f"{PROGRAMME}state/", record_api.ProgrammeStateEndpoint.as_view(), name="api_projects_programme_state"
    ),
    path(
        f"{PROGRAMME}projects/",
        record_api.ProgrammeProjectsEndpoint.as_view(),
        name="api_projects_programme_projects",
    ),
    path("requests/", intake_api.RequestsEndpoint.as_view(), name="api_projects_requests"),
    path(REQUEST, intake_api.RequestEndpoint.as_view(), name="api_projects_request"),
    path(f"{REQUEST}state/", intake_api.RequestStateEndpoint.as_view(), name="api_projects_request_state"),
    path(f"{REQUEST}open/", intake_api.OpenRequestedEndpoint.as_view(), name="api_projects_open_requested"),
]
api_contracts = [
    path("engagements/", contract_api.EngagementsEndpoint.as_view(), name="api_projects_engagements"),
    path(ENGAGEMENT, contract_api.EngagementEndpoint.as_view(), name="api_projects_engagement"),
    path(
        f"{ENGAGEMENT}amend/",
        contract_api.AmendEngagementEndpoint.as_view(),
        name="api_projects_amend_engagement",
    ),
    path(
        f"{ENGAGEMENT}state/",
        contract_api.EngagementStateEndpoint.as_view(),
        name="api_projects_engagement_state",
    ),
    path(
        f"{ENGAGEMENT}sows/",
        contract_api.EngagementSowsEndpoint.as_view(),
        name="api_projects_engagement_sows",
    ),
    path("sows/", contract_api.SowsEndpoint.as_view(), name="api_projects_sows"),
    path(SOW, contract_api.SowEndpoint.as_view(), name="api_projects_sow"),
    path(f"{SOW}amend/", contract_api.AmendSowEndpoint.as_view(), name="api_projects_amend_sow"),
    path(f"{SOW}share/", contract_api.ShareSowEndpoint.as_view(), name="api_projects_share_sow"),
    path(f"{SOW}unshare/", contract_api.UnshareSowEndpoint.as_view(), name="api_projects_unshare_sow"),
    path(f"{SOW}versions/", contract_api.VersionsEndpoint.as_view(), name="api_projects_sow_versions"),
    path(API_VERSION, contract_api.VersionEndpoint.as_view(), name="api_projects_sow_version"),
    path(
        f"{API_VERSION}signature/",
        contract_api.VersionSignatureEndpoint.as_view(),
        name="api_projects_ask_sow_signature",
    ),
    path(f"{API_VERSION}state/", contract_api.VersionStateEndpoint.as_view(), name="api_projects_sow_state"),
    path(f"{API_VERSION}items/", contract_api.ItemsEndpoint.as_view(), name="api_projects_sow_items"),
    path(f"{API_VERSION}prices/", contract_api.PricesEndpoint.as_view(), name="api_projects_prices"),
    path(
        f"{API_VERSION}prices/<uuid:price>/remove/",
        contract_api.RemovePriceEndpoint.as_view(),
        name="api_projects_remove_price",
    ),
]
api_gates = [
    path(f"{PROJECT}gates/set-up/", gate_api.SetUpGatesEndpoint.as_view(), name="api_projects_set_up_gates"),
    path(
        f"{PROJECT}gates/<int:number>/decisions/",
        gate_api.DecisionsEndpoint.as_view(),
        name="api_projects_gate_decisions",
    ),
    path(
        f"{PROJECT}gate-criteria/<int:number>/evidence/",
        gate_api.EvidenceEndpoint.as_view(),
        name="api_projects_gate_evidence",
    ),
    path(
        f"{PROJECT}gate-criteria/<int:number>/evidence/give/",
        gate_api.GiveEvidenceEndpoint.as_view(),
        name="api_projects_give_evidence",
    ),
    *(address for register in REGISTERS for address in api_of(register)),
]
api = [*api_gates, *api_projects, *api_organization, *api_contracts]
