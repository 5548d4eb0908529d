"""The places of the navigation: their addresses, who sees them, and which addresses belong to them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.registers.areas import routes_of

Label = str | Promise


@dataclass(frozen=True)
class Area:
    """One place of the navigation: the address, the policy, and the names of the addresses below it.

    `keeps`: the area of a project whose registers and pages stand below it, too.
    """

    route: str
    label: Label
    icon: str
    policy: str
    owns: tuple[str, ...]
    keeps: str = ""


def owned(names: tuple[str, ...], room: str = "tenancy") -> tuple[str, ...]:
    """The names of a room's addresses."""
    return tuple(f"{room}_{name}" for name in names)


INBOX = (
    "inbox",
    "mark_",
    "snooze",
    "wake",
    "mute",
    "unmute",
    "escalation",
    "acknowledge",
    "choices",
    "times",
)
PROGRAMMES = ("programmes", "add_programme", "edit_programme", "programme_")
REQUESTS = ("request", "add_request", "edit_request", "open_requested")
CONTRACTS = (
    *("engagement", "add_engagement", "edit_engagement", "amend_engagement"),
    *("sow", "add_sow", "write_sow", "amend_sow", "share_sow", "unshare_sow"),
    *("add_price", "remove_price", "ask_sow_signature"),
)
SITES = ("site", "add_site", "edit_site")
MAIN = (
    Area("home_my_day", _("My day"), icon="sun", policy="home.view_my_day", owns=("home_my_day",)),
    Area(
        "schedule_my_tasks",
        _("My tasks"),
        icon="checklist",
        policy="schedule.view_my_tasks",
        owns=("schedule_my_tasks", "schedule_waiting_timesheets"),
    ),
    Area(
        "notifications_inbox",
        _("Inbox"),
        icon="inbox",
        policy="notifications.view_inbox",
        owns=tuple(f"notifications_{name}" for name in INBOX),
    ),
    Area(
        "records_my_approvals",
        _("Approvals"),
        icon="checks",
        policy="records.view_approvals",
        owns=(
            "records_my_approvals",
            "records_my_asks",
            "records_ask",
            "records_resend_ask",
            "records_withdraw_ask",
        ),
    ),
    Area(
        "projects_list",
        _("Projects"),
        icon="stack-2",
        policy="projects.view_projects",
        owns=("projects_list", "projects_add"),
    ),
    Area(
        "home_portfolio",
        _("Portfolio"),
        icon="layout-dashboard",
        policy="home.view_portfolio",
        owns=("home_portfolio", "home_programme", *owned(PROGRAMMES, "projects")),
    ),
    Area(
        "projects_requests",
        _("Requests"),
        icon="file-plus",
        policy="projects.view_requests",
        owns=owned(REQUESTS, "projects"),
    ),
    Area(
        "projects_engagements",
        _("Contracts"),
        icon="briefcase",
        policy="projects.view_contracts",
        owns=owned(CONTRACTS, "projects"),
    ),
    Area(
        "projects_sites",
        _("Sites"),
        icon="building",
        policy="projects.view_sites",
        owns=owned(SITES, "projects"),
    ),
)
PROCESSES = ("process", "add_process", "edit_process", "share_process", "unshare_process")
MEMBERS = ("projects_members", "projects_add_member", "projects_edit_member", "projects_remove_member")
PROJECT = (
    Area(
        "home_overview",
        _("Overview"),
        "layout-dashboard",
        "home.view_overview",
        ("home_overview", "projects_statuses", "projects_confirm"),
    ),
    Area("planning_plan", _("Plan"), "list-tree", "planning.view_plan", ("planning_",)),
    Area(
        "planning_milestones",
        _("Milestones"),
        "flag",
        "planning.view_milestones",
        ("planning_milestone", "planning_add_milestone"),
    ),
    Area(
        "projects_planning",
        pgettext_lazy("area", "Planning"),
        "clipboard-list",
        "projects.view_project",
        ("projects_planning",),
        keeps="planning",
    ),
    Area(
        "projects_control",
        pgettext_lazy("area", "Control"),
        "adjustments",
        "projects.view_project",
        ("projects_control",),
        keeps="schedule",
    ),
    Area("kpis_board", _("Performance"), "gauge", "kpis.view_kpis", ("kpis_",)),
    Area("exchange_imports", _("Imports"), "file-import", "exchange.view_imports", ("exchange_",)),
    Area(
        "projects_processes",
        _("Processes"),
        "route",
        "projects.view_processes",
        owned(PROCESSES, "projects"),
    ),
    Area("projects_members", _("Members"), "users", "projects.view_members", MEMBERS),
    Area(
        "notifications_project",
        _("Letters"),
        "bell",
        "notifications.view_project_notices",
        ("notifications_project",),
    ),
    Area("projects_settings", _("Settings"), "settings", "projects.view_project", ("projects_",)),
)
WEBHOOKS = (
    "webhook",
    "add_webhook",
    "edit_webhook",
    "rotate_webhook",
    "try_webhook",
    "disable_webhook",
    "enable_webhook",
    "adopt_webhook",
    "withdraw_webhook",
    "replay_failed",
    "delivery",
    "replay_delivery",
)
PEOPLE = (
    *("people", "add_person", "person", "edit_person", "leave", "readmit", "invite_person"),
    *("give_role", "role_days", "end_role"),
)
INVITATIONS = ("invitations", "invite", "resend_invitation", "withdraw_invitation")
CLIENTS = ("client", "add_client", "edit_client")
SETTINGS = (
    Area(
        "tenancy_settings",
        _("Organization"),
        "building",
        "tenancy.view_organization",
        ("tenancy_settings", "tenancy_edit_organization"),
    ),
    Area("tenancy_people", _("People"), "users", "tenancy.view_people", owned(PEOPLE)),
    Area("tenancy_invitations", _("Invitations"), "send", "tenancy.view_invitations", owned(INVITATIONS)),
    Area("tenancy_clients", _("Clients"), "briefcase", "tenancy.view_clients", owned(CLIENTS)),
    Area(
        "records_fields",
        _("Fields"),
        "forms",
        "records.set_fields",
        tuple(f"records_{name}_field" for name in ("add", "edit", "withdraw", "restore")),
    ),
    Area(
        "tenancy_audit",
        _("Audit trail"),
        icon="history",
        policy="tenancy.view_audit",
        owns=("tenancy_audit", "tenancy_verify_audit"),
    ),
    Area(
        "tenancy_access",
        _("Access log"),
        icon="eye",
        policy="tenancy.view_access",
        owns=("tenancy_access",),
    ),
    Area(
        "tenancy_rights",
        _("Rights"),
        "shield-check",
        "tenancy.view_rights",
        ("tenancy_rights", "tenancy_role_rights", "tenancy_switch"),
    ),
    Area(
        "records_matrix",
        _("Approvals"),
        "checks",
        "records.view_matrix",
        ("records_matrix", "records_change_matrix"),
    ),
    Area(
        "tenancy_all_tokens",
        _("Tokens"),
        "key",
        "tenancy.view_all_tokens",
        ("tenancy_all_tokens", "tenancy_revoke_any_token"),
    ),
    Area(
        "notifications_letters",
        _("Letters"),
        "mail",
        "notifications.view_letters",
        ("notifications_letter", "notifications_replay_letter"),
    ),
    Area(
        "notifications_ladders",
        _("Escalation"),
        "stairs-up",
        "notifications.view_ladders",
        ("notifications_ladders", "notifications_set_ladder", "notifications_forget_ladder"),
    ),
    Area(
        "notifications_webhooks",
        _("Webhooks"),
        "webhook",
        "notifications.view_webhooks",
        tuple(f"notifications_{name}" for name in WEBHOOKS),
    ),
    Area(
        "tenancy_glass",
        _("Break-glass reading"),
        "eye",
        "tenancy.view_glass",
        ("tenancy_glass", "tenancy_break_glass", "tenancy_close_glass"),
    ),
)


def names_of(area: Area) -> tuple[str, ...]:
    """The beginnings of the names of the addresses below a place."""
    return (*area.owns, *(routes_of(area.keeps) if area.keeps else ()))
