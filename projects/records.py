"""Which records of this room people talk about, attach to, approve and look for."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.gate_registers import REGISTERS
from projects.models import GateWaiver, IntakeRequest, Sow
from projects.registers.areas import card
from projects.registers.doors import open_register
from projects.selectors import engagements, processes, programmes, projects, requests, sites, sows
from projects.services import grant_cancelling, grant_request, grant_sow, refuse_request, refuse_sow
from projects.services.waivers import ASKED, grant_waiver, refuse_waiver
from records.acts import acts
from records.approving import CHANGE, GENERAL, Measure, approvable, decision, decision_of
from records.kinds import kind
from records.matrix import SPONSOR, Band
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


def asked_of_both(waiver: GateWaiver) -> dict[str, Any]:
    """What both sides are asked about."""
    return {name: getattr(waiver, name) for name in sorted(ASKED)}


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

# Naming one kind of decision would leave out those that any record may be asked about.
for _usual in (GENERAL, CHANGE):
    approvable("projects.Project", decision=_usual)
# Whoever manages it asks; by the house's own matrix, delivery heads decide, as on new projects.
decision("cancel", _("Cancelling the project"), bands=decision_of("intake").bands)
approvable(
    "projects.Project",
    decision="cancel",
    content=lambda project: {"state": project.state},
    on_granted=grant_cancelling,
)

for register in REGISTERS:
    open_register(register)
# Both sides waive, whatever it is worth.
decision("gate_waiver", _("Waiver of a criterion"), bands=(Band(None, None, ("DH", SPONSOR)),))
approvable(
    "projects.GateWaiver",
    decision="gate_waiver",
    authors=lambda waiver: [waiver.made_by_id],
    content=asked_of_both,
    on_granted=grant_waiver,
    on_refused=refuse_waiver,
)
acts(
    {
        "projects.set_up_gates": _("set it up"),
        "projects.give_evidence": _("gave evidence"),
        "projects.ask_sow_signature": _("sent it to be signed"),
        "projects.settle_waiver": _("settled it, as both sides decided"),
    }
)
card(
    "planning",
    route="projects_gate_tracker",
    label=_("Gate tracker"),
    icon="flag",
    policy="projects.view_gates",
    text=_("All eight gates with their days, their state and what is missing."),
    owns=("projects_set_up_gates", "projects_gate_evidence"),
)
