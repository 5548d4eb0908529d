"""Columns of what has changed against a baseline."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from schedule.comparing import ADDED, MOVED, REMOVED, Difference
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Choice, Day, Delta, Duration, Key, Status, Table, Text

CHANGES = {
    ADDED: (_("Added"), "open"),
    REMOVED: (_("Removed"), "grey"),
    MOVED: (_("Changed"), "amber"),
}
KINDS = {"task": _("Task"), "milestone": _("Milestone")}


def later(row: Row, reader: Reader) -> str:
    """Later is red for a milestone, amber for a task; earlier is green."""
    days = row["days"] or 0
    return "" if not days else "g" if days < 0 else "r" if row["kind"] == "milestone" else "a"


class DifferenceTable(Table):
    """Rows that are not as they were."""

    caption = _("Differences")
    number = Key(_("Key"), prefix="T", link=Link("planning_task", number="number"))
    name = Text(_("Task"), strong=True)
    kind = Choice(_("Type"), mapping=KINDS, priority=3)
    change = Status(_("Change"), mapping=CHANGES, priority=2)
    was = Day(_("Was due"))
    now = Day(_("Due"))
    days = Delta(_("Calendar days"), tone=later, needs=("kind",))
    duration = Duration(_("Duration"), priority=3)
    work = Duration(_("Work"), priority=2)


def difference_rows(found: Iterable[Difference]) -> list[dict[str, Any]]:
    """The differences as rows of the table: what moved furthest first."""
    order = sorted(found, key=lambda one: (-(one.days or 0), one.number))
    return [asdict(one) for one in order]
