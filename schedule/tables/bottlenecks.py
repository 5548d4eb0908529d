"""Columns of the critical path, of weeks over capacity, and of work by its age."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.selectors import Task
from schedule.bottlenecks import Age, Load
from toolkit.formats import NOTHING, hours, percent
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Action,
    Actions,
    Choice,
    Column,
    Custom,
    Day,
    Duration,
    Key,
    Number,
    Percent,
    Person,
    Table,
    Text,
)

TASK = Link("planning_task", number="number")
STATES = dict(Task.State.choices)
REPORT = Action(
    _("Report progress"),
    Link("schedule_report", number="number"),
    policy="schedule.report_progress",
    icon="progress",
    when=lambda row: row["kind"] == "task",
)
REASSIGN = Action(
    _("Reassign"), Link("planning_edit_task", number="number"), policy="planning.edit_task", icon="user"
)
STEP = Action(
    _("Change state"),
    Link("planning_change_state", number="number"),
    policy="planning.change_state",
    icon="arrows-move-vertical",
)


class CriticalTable(Table):
    """What decides the end of the plan."""

    caption = _("Critical path")
    number = Key(_("Key"), prefix="T", link=TASK, sort=False)
    name = Text(_("Task"), link=TASK, strong=True, sort=False)
    state = Choice(_("State"), mapping=STATES, sort=False, priority=2)
    owner = Person(_("Owner"), source="owner__name", sort=False)
    start_at = Day(_("Start"), sort=False, priority=2)
    due = Day(_("Finish"), sort=False, tone=lambda row, reader: late(row, reader))
    total_slack_minutes = Duration(_("Slack"), sort=False)
    percent_complete = Percent(pgettext_lazy("share", "Done"), decimals=0, sort=False, priority=3)
    actions = Actions(REPORT, REASSIGN, needs=("kind",))


def late(row: Row, reader: Reader) -> str:
    """What is still open after its day."""
    return "r" if row["due"] and row["due"] < reader.as_of else ""


def named(row: Row, reader: Reader) -> Any:
    """The tasks of a week, the one that wants most first."""
    return format_html_join(", ", '<a href="{}">{}</a>', row["links"]) or NOTHING


def loaded(row: Row, reader: Reader) -> Any:
    """The share of what there is; red, since it cannot be done."""
    if not row["available"]:
        return format_html('<span class="fg-r">{}</span>', _("no hours"))
    return format_html(
        '<span class="fg-r tn">{}</span>', percent(row["wanted"], row["available"], decimals=0)
    )


class Hours(Column):
    """Working minutes in hours."""

    css_kind = "num"
    sortable_by_default = False

    def show(self, value: Any, reader: Reader) -> str:
        return hours(value)


class OverloadTable(Table):
    """Weeks in which more is wanted of somebody than there is."""

    caption = _("Over capacity")
    who = Text(_("Person or resource"), strong=True, sort=False)
    week = Day(_("Week from"), sort=False)
    wanted = Hours(_("Hours wanted"))
    available = Hours(_("Hours available"))
    share = Custom(_("Share of capacity"), render=loaded, needs=("wanted", "available"))
    tasks = Custom(_("Tasks"), render=named, needs=("links",))
    actions = Actions(REASSIGN, needs=("number",))


class AgeTable(Table):
    """Tasks in work, the oldest first."""

    caption = _("Work in progress by age")
    number = Key(_("Key"), prefix="T", link=TASK, sort=False)
    name = Text(_("Task"), link=TASK, strong=True, sort=False)
    state = Choice(_("State"), mapping=STATES, sort=False)
    owner = Person(_("Owner"), source="owner__name", sort=False)
    days = Number(_("Days since start"), tone=lambda row, reader: row["tone"], needs=("tone",), sort=False)
    usual = Number(_("Usual days"), sort=False, priority=2)
    quiet = Number(_("Days without change"), sort=False)
    due = Day(_("Finish"), sort=False, tone=late, priority=2)
    actions = Actions(REPORT, STEP, REASSIGN, needs=("kind",))


def load_row(one: Load, address: dict[str, Any]) -> dict[str, Any]:
    """One week as a row: its tasks with their addresses; what is done about it begins with the largest."""
    links = [(TASK.url({**address, "number": n}, {"number": n}), f"T{n}") for n in one.tasks[:6]]
    return {**vars(one), "links": links, "number": one.tasks[0]}


def age_row(row: Row, age: Age) -> dict[str, Any]:
    """One task in work as a row."""
    return {**row, "kind": "task", **vars(age), "tone": age.tone}
