"""The frame around every page of the workspace: navigation, project header, organizations.

Shapes of what `templates/shell/` reads. An area is shown only where it exists and the actor may see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home import words
from home.selectors import Standing
from projects.stages import Stage, stage_line
from tenancy.actors import Actor

Label = str | Promise


@dataclass(frozen=True)
class Area:
    """One place of the navigation: the address, the policy, and the names of the addresses below it."""

    route: str
    label: Label
    icon: str
    policy: str
    owns: tuple[str, ...]


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
    *("add_price", "remove_price"),
)
SITES = ("site", "add_site", "edit_site")
MAIN = (
    Area("home_my_day", _("My day"), icon="sun", policy="home.view_my_day", owns=("home_my_day",)),
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
OBJECTIVES = owned(
    (
        "objective",
        "withdrawn_objective",
        *(f"{verb}_objective" for verb in ("add", "edit", "share", "unshare", "withdraw", "restore")),
    ),
    "planning",
)
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
    Area("planning_objectives", _("Objectives"), "target", "planning.view_objectives", OBJECTIVES),
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


AT_REST = {"on_hold": _("On hold"), "closed": _("Closed"), "cancelled": _("Cancelled")}


@dataclass(frozen=True)
class Item:
    """One link of the navigation. `count`: what waits; `hot`: it is overdue."""

    url: str
    label: Label
    icon: str
    count: int = 0
    hot: bool = False
    active: bool = False


@dataclass(frozen=True)
class Chip:
    """A status that is not green."""

    status: str
    label: Label


@dataclass(frozen=True)
class Fact:
    """One fact of the project header."""

    label: Label
    value: str
    note: str = ""
    hot: bool = False


@dataclass(frozen=True)
class ProjectHeader:
    """Where the project of this page stands."""

    key: str
    name: str
    url: str
    rag: list[Chip]
    facts: list[Fact]
    stages: list[Stage]


@dataclass(frozen=True)
class Shell:
    """What `templates/shell/` reads."""

    organization: Any
    home_url: str
    main: list[Item] = field(default_factory=list)
    project: list[Item] = field(default_factory=list)
    settings: list[dict[str, Any]] = field(default_factory=list)
    project_header: ProjectHeader | None = None
    organizations: list[dict[str, Any]] = field(default_factory=list)
    tokens_url: str = ""
    search_url: str = ""
    palette_url: str = ""
    jobs_url: str = ""
    portal_title: str = ""
    by: str = ""


Counts = Mapping[str, tuple[int, bool]]


def items(
    areas: tuple[Area, ...],
    *,
    actor: Actor,
    here: str,
    url: Mapping[str, str],
    counts: Counts,
    record: Any = None,
) -> list[Item]:
    """The areas this actor may see (on the record, for a project's areas); the present one is active."""
    shown = [area for area in areas if actor.may(area.policy, record)]
    present = present_area(here, shown)
    return [_item(area, url, counts.get(area.route, (0, False)), area is present) for area in shown]


def tabs(areas: list[Item]) -> list[dict[str, Any]]:
    """Areas as the tabs above their pages."""
    return [{"url": one.url, "label": one.label, "active": one.active} for one in areas]


def settings_item(areas: list[Item], *, inside: bool) -> list[Item]:
    """One place of the main navigation that leads to the first of the settings the actor may see."""
    return [replace(one, label=_("Settings"), icon="settings", active=inside) for one in areas[:1]]


def present_area(here: str, areas: list[Area]) -> Area | None:
    """The area whose addresses `here`, a name of an address, belongs to: the longest prefix wins."""
    owning = [(len(name), area) for area in areas for name in area.owns if here.startswith(name)]
    return max(owning, key=lambda pair: pair[0])[1] if owning else None


def _item(area: Area, url: Mapping[str, str], count: tuple[int, bool], active: bool) -> Item:
    return Item(reverse(area.route, kwargs=dict(url)), area.label, area.icon, *count, active=active)


def project_header(found: Standing, url: str) -> ProjectHeader:
    """A standing as the header's chips, facts and stages."""
    return ProjectHeader(
        key=found.key,
        name=words.name(found),
        url=url,
        rag=chips(found),
        facts=_facts(found),
        stages=stage_line(found.stage, found.stages, as_of=found.today),
    )


def chips(found: Standing) -> list[Chip]:
    """What a person confirmed, else what the rule proposes; nothing where it is green."""
    if found.status == "green":
        return []
    if found.status == "grey":
        return [Chip("grey", AT_REST.get(found.state, _("No milestones")))]
    return [Chip(found.status, "" if found.health.stated else _("Schedule"))]


def _facts(found: Standing) -> list[Fact]:
    facts = [Fact(_("PM"), found.manager)] if found.manager else []
    facts.append(Fact(_("Client"), words.client(found)))
    if found.next is not None:
        when = words.day(found.next.due, found.today)
        value = _("%(name)s, %(day)s") % {"name": found.next.name, "day": when}
        facts.append(
            Fact(pgettext_lazy("milestone", "Next"), value, words.days_ahead(found.next.due, found.today))
        )
    return facts
