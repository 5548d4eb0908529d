"""Columns of the scope that a baseline holds, and of what has become of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from planning.tracing import LETTERS, WORDS
from schedule.comparing import ScopeDifference
from schedule.tables.baselines import CHANGES
from toolkit.formats import NOTHING
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Choice, Custom, Key, Name, Status, Table, Text

PARTS = {"items": _("Scope item"), "deliverables": _("Deliverable"), "requirements": _("Requirement")}
LABELS: dict[str, Any] = {
    "title": _("Title"),
    "title_zh": _("Chinese title"),
    "kind": _("Type"),
    "state": _("State"),
    "process": _("Process"),
    "lob": _("Line of business"),
    "department": _("Client’s department"),
    "site": _("Site"),
    "clause": _("Clause"),
    "description": _("Description"),
    "criteria": _("Accepted when"),
    "due_on": _("Due"),
    "priority": _("Priority"),
    "criterion": _("Met when"),
    "deliverable": _("Delivered by"),
}
CUT = 60


def what(row: Row, reader: Reader) -> Any:
    """What is said differently: the field, what it was, what it is."""
    lines = (
        (LABELS[name], _said(name, row["was"][name]), _said(name, row["now"][name])) for name in row["was"]
    )
    return format_html_join("", "<div>{}: {} → {}</div>", lines)


def _said(name: str, value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    return Truncator(WORDS.get(name, {}).get(value, value)).chars(CUT)


class ScopeDifferenceTable(Table):
    """Records of the scope that are not as they were."""

    caption = _("Differences in scope")
    key = Text(_("Key"))
    title = Name(_("What"), strong=True)
    part = Choice(_("Type"), mapping=PARTS, priority=2)
    change = Status(_("Change"), mapping=CHANGES)
    changed = Custom(_("Said differently"), render=what, needs=("was", "now"), priority=2)


class ScopeTable(Table):
    """The scope items that a baseline holds."""

    caption = _("Scope")
    number = Key(_("Key"), prefix=LETTERS["items"])
    title = Name(_("Scope item"), strong=True)
    kind = Choice(_("Type"), mapping=WORDS["kind"])
    process = Text(_("Process"), priority=2)
    lob = Text(_("Line of business"), priority=3)
    department = Text(_("Client’s department"), priority=2)
    site = Text(_("Site"), priority=3)
    state = Choice(_("State"), mapping=WORDS["state"], priority=2)


def scope_rows(found: Iterable[ScopeDifference]) -> list[dict[str, Any]]:
    """The differences as rows of the table, in their order."""
    return [{**asdict(one), "key": f"{LETTERS[one.part]}{one.number}"} for one in found]


def kept_rows(kept: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    """The scope items of a baseline by type, then by number."""
    order = list(WORDS["kind"])
    return sorted(map(dict, kept["items"]), key=lambda row: (order.index(row["kind"]), row["number"]))
