"""Columns of the portfolio; page and export use the same."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from home.selectors import RESTING
from projects.selectors import Health, health
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Choice, Custom, Key, Name, Number, Person, Table, Text
from toolkit.templatetags.icons import rag_chip

OVERVIEW = Link("home_overview", key="key")
STATUSES = {"red": _("Off track"), "amber": _("At risk"), "green": _("On track"), "grey": _("No data")}
STAGES = {f"L{number}": f"L{number}" for number in range(8)}
NEEDS = ("report", "proposed", "status", "status_days", "state", "now")


def health_of(row: Row, reader: Reader) -> Health:
    """The status of a row with what it rests on."""
    return health(
        report=row["report"], proposed=row["proposed"], status_days=row["status_days"], now=row["now"]
    )


def status(row: Row, reader: Reader) -> Any:
    """The colour that counts; beside it the rule's, where a person said otherwise; how old it is."""
    found = health_of(row, reader)
    kind = "stale" if found.is_stale and row["state"] not in RESTING else ""
    chip = rag_chip(row["status"], str(STATUSES[row["status"]]), kind)
    if not found.is_override or row["state"] in RESTING:
        return chip
    return format_html(
        '<span class="mp-ragbox" title="{}">{} '
        '<span class="mp-rag bare"><span class="rule">{} {}</span></span></span>',
        found.summary,
        chip,
        _("rule"),
        rag_chip(found.proposed, "", "bare"),
    )


def status_in_words(row: Row, reader: Reader) -> str:
    """The same for a file."""
    found, said = health_of(row, reader), str(STATUSES[row["status"]])
    return f"{said} ({_('rule')}: {STATUSES[found.proposed]})" if found.is_override else said


def confirmed(row: Row, reader: Reader) -> str:
    """Who confirmed it, and how long ago; where nobody did, that a rule proposed it."""
    found = health_of(row, reader)
    if not found.at:
        return str(_("proposed by rule"))
    age = ngettext("%(days)d day ago", "%(days)d days ago", found.age) % {"days": found.age}
    return f"{found.by}, {age if found.age else _('today')}"


def ahead(row: Row, reader: Reader) -> str:
    """The next milestone and its day."""
    shown = row["next"]
    if not shown:
        return ""
    return f"{shown['name']}, {reader.day(date.fromisoformat(shown['due']), 'short')}"


def late(row: Row, reader: Reader) -> str:
    """Any overdue milestone is red."""
    return "r" if row["overdue"] else ""


class PortfolioTable(Table):
    """Every project, where it stands."""

    caption = _("Portfolio")
    key = Key(_("Key"), link=OVERVIEW)
    name = Name(_("Project"), link=OVERVIEW)
    client = Name(_("Client"), source="client__name", priority=2)
    stage = Choice(_("Stage"), mapping=STAGES)
    status = Custom(_("Status"), render=status, exports=status_in_words, needs=NEEDS, sort="status")
    confirmed = Custom(_("Confirmed"), render=confirmed, exports=confirmed, needs=NEEDS, priority=2)
    next = Custom(_("Next milestone"), render=ahead, exports=ahead, needs=("next",), priority=2)
    overdue = Number(_("Overdue"), tone=late)
    manager = Person(_("Project manager"), priority=3)
    programme = Name(_("Programme"), source="programme__name", priority=3)


class ProgrammeFacts(Table):
    """What is said of a programme."""

    code = Text(_("Code"))
    owner = Person(_("Owner"), source="owner__name")
    state = Text(_("State"), source="get_state_display")
    purpose = Text(_("Purpose"))


class ProgrammeTable(PortfolioTable):
    """The projects of a programme, as in the portfolio."""

    caption = _("Projects")
    programme: Any = None
