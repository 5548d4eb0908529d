"""Columns of projects and members; page and export use the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from tenancy.walls import Visibility
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Badge,
    Choice,
    Day,
    Instant,
    Key,
    Name,
    Person,
    Table,
    Text,
)

STAGES = {code: format_lazy("{} {}", code, label) for code, label in Project.Stage.choices}
STATES = dict(Project.State.choices)
SHARED = {Visibility.SHARED: _("Shared")}
SEEN = {Visibility.SHARED: _("What is shared"), Visibility.INTERNAL: _("Nothing")}
OVERVIEW = Link("home_overview", key="key")
ENDED = ("closed", "cancelled")


def lateness(row: Row, reader: Reader) -> str:
    """A planned finish that has passed while the project still runs."""
    finish = row["planned_finish"]
    return "r" if finish and finish < reader.as_of and row["state"] not in ENDED else ""


def interruption(row: Row, reader: Reader) -> str:
    """A held project waits for somebody."""
    return "a" if row["state"] == Project.State.ON_HOLD else ""


class ProjectTable(Table):
    """The portfolio."""

    caption = _("Projects")
    key = Key(_("Key"), link=OVERVIEW)
    name = Name(_("Project"), link=OVERVIEW)
    client = Name(_("Client"), source="client__name", priority=2)
    stage = Choice(_("Stage"), mapping=STAGES)
    state = Choice(_("State"), mapping=STATES, tone=interruption, css="nw")
    visibility = Badge(_("Visibility"), mapping=SHARED, priority=3, sort=False, silent=True)
    planned_finish = Day(_("Planned finish"), tone=lateness, needs=("state",), priority=2)
    manager = Person(_("Project manager"), priority=3)


class ProjectFacts(Table):
    """What the project's settings say."""

    client = Name(_("Client"), source="client__name")
    name = Text(_("Name"))
    name_zh = Text(_("Chinese name"))
    kind = Choice(_("Type"), mapping=dict(Project.Kind.choices))
    stage = Choice(_("Stage"), mapping=STAGES)
    state = Choice(_("State"), mapping=STATES)
    zone = Text(_("Time zone"))
    currency = Text(_("Currency"))
    planned_start = Day(_("Planned start"))
    planned_finish = Day(_("Planned finish"))
    methodology = Choice(_("Methodology"), mapping=dict(Project.Methodology.choices))
    sponsor = Person(_("Client sponsor"), source="sponsor__name")
    programme = Name(_("Programme"), source="programme__name")
    engagement = Text(_("Engagement"), source="engagement__code")
    sow = Text(_("Statement of work"), source="sow__code")
    visibility = Choice(_("The client sees"), mapping=SEEN)


class HistoryTable(Table):
    """What happened to a project."""

    caption = _("History")
    at = Instant(_("When"))
    actor_name = Text(_("Who"))
    action = Text(_("What"))
    reason = Text(_("Reason"))


class ReceiptTable(Table):
    """Who of the client has read the project in the portal."""

    caption = _("Read by the client")
    actor_name = Text(_("Read by"), sort=False)
    last_at = Instant(_("Last"), sort=False)


ACTS = {
    "projects.create_project": _("created the project"),
    "projects.update_project": _("changed"),
    "projects.share_project": _("shared it with the client"),
    "projects.unshare_project": _("stopped sharing it"),
    "projects.set_stage": _("moved it to stage"),
    "projects.change_state": _("set its state to"),
    "projects.set_contract": _("changed its contract"),
    "projects.set_sites": _("changed its sites"),
    "projects.update_programme": _("moved it to another programme, or out of one"),
}


def history_rows(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Audit lines as rows of `HistoryTable`."""
    return [{**line, "action": words_of(line), "reason": _after(line).get("reason")} for line in lines]


def words_of(line: Mapping[str, Any]) -> str:
    """What a person reads of one audit line: the act, and what it led to."""
    act, after = str(ACTS.get(line["action"], line["action"])), _after(line)
    if line["action"] == "projects.set_stage":
        return f"{act} {STAGES.get(after['stage'], after['stage'])}"
    if line["action"] == "projects.change_state":
        return f"{act} {STATES.get(after['state'], after['state'])}"
    if line["action"] == "projects.update_project":
        changed = [str(field.verbose_name) for field in Project._meta.concrete_fields if field.name in after]
        return f"{act}: {', '.join(changed)}"
    return act


def _after(line: Mapping[str, Any]) -> dict[str, Any]:
    return line["after"] if isinstance(line["after"], dict) else {}
