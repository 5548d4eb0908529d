"""The frame around every page of the workspace: navigation, project header, organizations.

Shapes of what `templates/shell/` reads. An area is shown only where it exists and the actor may see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home import words
from home.selectors import Standing
from home.stages import Stage, stage_line
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


MAIN = (
    Area("home_my_day", _("My day"), icon="sun", policy="home.view_my_day", owns=("home_my_day",)),
    Area(
        "notifications_inbox",
        _("Inbox"),
        icon="inbox",
        policy="notifications.view_inbox",
        owns=("notifications_",),
    ),
    Area(
        "projects_list",
        _("Projects"),
        icon="stack-2",
        policy="projects.view_projects",
        owns=("projects_list", "projects_add"),
    ),
)
MEMBERS = ("projects_members", "projects_add_member", "projects_edit_member", "projects_remove_member")
PROJECT = (
    Area(
        "home_overview",
        _("Overview"),
        "layout-dashboard",
        "home.view_overview",
        ("home_overview",),
    ),
    Area("planning_plan", _("Plan"), "list-tree", "planning.view_plan", ("planning_",)),
    Area(
        "planning_milestones",
        _("Milestones"),
        "flag",
        "planning.view_milestones",
        ("planning_milestone", "planning_add_milestone"),
    ),
    Area("kpis_board", _("Performance"), "gauge", "kpis.view_kpis", ("kpis_",)),
    Area("exchange_imports", _("Imports"), "file-import", "exchange.view_imports", ("exchange_",)),
    Area("projects_members", _("Members"), "users", "projects.view_members", MEMBERS),
    Area("projects_settings", _("Settings"), "settings", "projects.view_project", ("projects_",)),
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
    project_header: ProjectHeader | None = None
    organizations: list[dict[str, Any]] = field(default_factory=list)
    tokens_url: str = ""
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
        stages=stage_line(found.stage),
    )


def chips(found: Standing) -> list[Chip]:
    """What the rule proposes, where it is not green."""
    if found.status == "green":
        return []
    if found.status == "red":
        return [Chip("red", _("Schedule"))]
    return [Chip("grey", AT_REST.get(found.state, _("No milestones")))]


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
