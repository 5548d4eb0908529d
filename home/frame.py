"""The frame around every page of the workspace: navigation, project header, organizations.

Shapes of what `templates/shell/` reads. An area is shown only where it exists and the actor may see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home import words
from home.places import Area, Label, names_of
from home.selectors import Standing
from projects.stages import Stage, stage_line
from tenancy.actors import Actor

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
    owning = [(len(name), area) for area in areas for name in names_of(area) if here.startswith(name)]
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
        stages=stage_line(found.stage, found.stages, as_of=found.today, gates=found.gates),
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
