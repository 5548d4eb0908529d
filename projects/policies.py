"""Who may do what with the records of this room, and which of them an actor may know of."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models import ProjectMember
from projects.registers.policies import register_policies
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, ORGANIZATION_WIDE, PLATFORM, Grant, allow, grant, register
from tenancy.walls import Visibility

READERS = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
MANAGERS = allow("DH", "PM")
MANAGERS_ONLY = allow("PM")
GATE_READERS = allow("DH", "PM", "TL", "QA", "WF", "FI", "AU", "platform")
HEADS = allow("DH")
KEEPERS = allow("TA", "DH")
WRITERS = allow("DH", "PM", "FI")
SIGNERS = allow("DH", "FI")
CONTRACT_READERS = allow("DH", "PM", "FI", "AU")
STEERERS = allow("TA", "DH", "PM", "FI", "AU")
ASKERS = allow("DH", "PM", "TL", "QA", "WF", "FI")
EVERYWHERE = ORGANIZATION_WIDE | {PLATFORM}

OF_ORGANIZATION: dict[str, Grant | frozenset[str]] = {
    "view_projects": grant(_("See the list of projects"), READERS),
    "create_project": grant(_("Open a project"), MANAGERS),
    "admit_person": allow(),  # the house itself, after an invitation or when somebody leaves
    "keep_terms": allow(),  # the house itself, when the days of contracts come
    "view_sites": grant(_("See the sites"), READERS),
    "add_site": grant(_("Add a site"), KEEPERS),
    "update_site": grant(_("Edit a site"), KEEPERS),
    "change_site_state": grant(_("Open and close sites"), KEEPERS),
    "view_programmes": grant(_("See programmes"), STEERERS),
    "add_programme": grant(_("Start a programme"), HEADS),
    "update_programme": grant(_("Edit a programme and choose its projects"), HEADS),
    "change_programme_state": grant(_("Close and open programmes"), HEADS),
    "view_contracts": grant(_("See engagements and statements of work"), CONTRACT_READERS),
    "add_engagement": grant(_("Add an engagement"), SIGNERS),
    "update_engagement": grant(_("Edit the draft of an engagement"), WRITERS),
    "amend_engagement": grant(_("Amend a signed engagement"), SIGNERS),
    "change_engagement_state": grant(_("Change the state of an engagement"), SIGNERS),
    "add_sow": grant(_("Add a statement of work"), SIGNERS),
    "write_sow": grant(_("Write the draft of a statement of work"), WRITERS),
    "amend_sow": grant(_("Begin a new version of a statement of work"), WRITERS),
    "change_sow_state": grant(_("Change the state of a statement of work"), WRITERS),
    "ask_sow_signature": grant(_("Ask the client to sign a statement of work"), SIGNERS),
    "share_sow": grant(_("Share a statement of work with the client"), MANAGERS),
    "view_requests": grant(_("See requests for projects"), ASKERS | {"AU"}),
    "request_project": grant(_("Ask for a project"), ASKERS),
    "update_request": grant(_("Edit a request for a project"), ASKERS),
    "change_request_state": grant(_("Decide on requests, withdraw one’s own"), ASKERS),
    "open_requested": grant(_("Open the project that was asked for"), MANAGERS),
}
OF_PROJECT: dict[str, Grant | frozenset[str]] = {
    "view_project": grant(_("Open a project’s settings"), READERS),
    "update_project": grant(_("Edit a project"), MANAGERS),
    "share_project": grant(_("Share a project with the client"), MANAGERS),
    "set_stage": grant(_("Move a project to another stage"), MANAGERS),
    "change_state": grant(_("Change the state of a project"), MANAGERS),
    "set_contract": grant(_("Say under which contract a project runs"), MANAGERS),
    "set_sites": grant(_("Say at which sites a project runs"), MANAGERS),
    "confirm_status": grant(_("Confirm a project’s status"), MANAGERS),
    "view_members": grant(_("See a project’s members"), READERS),
    "add_member": grant(_("Add a member"), MANAGERS),
    "change_member": grant(_("Change a member’s days"), MANAGERS),
    "remove_member": grant(_("Remove a member"), MANAGERS),
    "view_processes": grant(_("See a project’s processes"), READERS),
    "add_process": grant(_("Add a process"), MANAGERS),
    "update_process": grant(_("Edit a process"), MANAGERS),
    "change_process_state": grant(_("Change the state of a process"), MANAGERS),
    "share_process": grant(_("Share a process with the client"), MANAGERS),
}
OF_GATES: dict[str, Grant | frozenset[str]] = {
    "set_up_gates": grant(_("Set up the stage gates of a project"), MANAGERS_ONLY),
    "give_evidence": grant(_("Give evidence for a gate"), MANAGERS_ONLY),
    "settle_waiver": allow(),  # the house itself, when both sides have decided
    **register_policies(
        "gate",
        "gates",
        _("stage gates"),
        view=GATE_READERS,
        write=MANAGERS_ONLY,
        step=MANAGERS,
        share=MANAGERS_ONLY,
    ),
    **register_policies(
        "gate_criterion",
        "gate_criteria",
        _("criteria of gates"),
        view=GATE_READERS,
        write=MANAGERS_ONLY,
        stateless=True,
    ),
    **register_policies(
        "gate_waiver",
        "gate_waivers",
        _("waivers of criteria"),
        view=GATE_READERS,
        write=MANAGERS_ONLY,
        stateless=True,
    ),
    **register_policies(
        "gate_condition",
        "gate_conditions",
        _("conditions of gates"),
        view=GATE_READERS,
        write=MANAGERS,
        share=MANAGERS_ONLY,
    ),
}
POLICIES = {
    **register("projects", OF_ORGANIZATION, project=False),
    **register("projects", OF_PROJECT),
    **register("projects", OF_GATES),
}


def visible(actor: Actor, prefix: str = "") -> Q:
    """The projects an actor may know of; `prefix` leads from another table to its project (`project__`).

    Organization-wide roles see all; a client's people see their client's shared ones; everybody else those
    where the person is a member today.
    """
    if actor.is_system or actor.roles & EVERYWHERE:
        return Q()
    if actor.roles & CLIENT_ROLES:
        return Q(
            **{f"{prefix}client_id": actor.client_id, f"{prefix}visibility": Visibility.SHARED},
        )
    if actor.person_id is None:
        return Q(**{f"{prefix}id__in": []})
    mine = ProjectMember.objects.current(on=membership_day(actor)).filter(person_id=actor.person_id)
    return Q(**{f"{prefix}id__in": mine.values("project_id")})


def visible_records(actor: Actor) -> Q:
    """The records of projects an actor may know of: clients the shared ones, others all of their projects."""
    known = visible(actor, "project__")
    return known & Q(visibility=Visibility.SHARED) if actor.roles & CLIENT_ROLES else known


def visible_contracts(actor: Actor) -> Q:
    """Engagements and statements of work: all of them, or those with clients whose project one manages.

    The client sees its shared statements of work (engagements are never shown to it).
    """
    if actor.is_system or actor.roles & (CONTRACT_READERS - {"PM"} | {PLATFORM}):
        return Q()
    if actor.roles & CLIENT_ROLES:
        return Q(client_id=actor.client_id, visibility=Visibility.SHARED)
    if actor.person_id is None or "PM" not in actor.roles:
        return Q(pk__in=[])
    mine = ProjectMember.objects.current(on=membership_day(actor)).filter(
        person_id=actor.person_id, role=ProjectMember.Role.PROJECT_MANAGER
    )
    return Q(client_id__in=mine.values("project__client_id"))


def visible_requests(actor: Actor) -> Q:
    """Requests: all of them for delivery heads, finance and auditors, else one's own."""
    if actor.is_system or actor.roles & {"DH", "FI", "AU", PLATFORM}:
        return Q()
    return Q(requester_id=actor.person_id) if actor.person_id else Q(pk__in=[])


def membership_day(actor: Actor) -> date:
    """The day on which memberships begin and end: the organization's."""
    return actor.today(actor.organization.zone)
