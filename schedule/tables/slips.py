"""Columns of what is late, slipped or silent, and of milestones against their baseline."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from schedule.models import Variance
from schedule.selectors.slips import Slip, is_under_way
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Custom, Day, Delta, Key, Number, Table, Text

TASK = Link("planning_task", number="number")
PARTIES = dict(Variance.Party.choices)


def behind(row: Row, reader: Reader) -> str:
    """Behind the baseline is amber, a milestone red."""
    return "" if row["days"] <= 0 else "r" if row["kind"] == "milestone" else "a"


def because(row: Row, reader: Reader) -> Any:
    """Why, and whom it waited for; the way to say it where nobody has."""
    if not row["variance"]:
        verb = row["add_url"]
        return format_html('<a href="{}">{}</a>', verb, gettext("Say why")) if verb else "–"
    return format_html('<a href="{}">VA{}</a> {}', row["variance_url"], row["variance"], said_of(row))


def written(row: Row, reader: Reader) -> str:
    """The same where nothing leads anywhere: in files."""
    return f"VA{row['variance']} {said_of(row, 500)}" if row["variance"] else ""


def unmoved(row: Row) -> bool:
    """Not begun, ended, or a point in time."""
    return not is_under_way(row["kind"], row["state"])


def said_of(row: Row, most: int = 80) -> str:
    """The cause, and whom it waited for."""
    said = Truncator(row["cause"]).chars(most) or gettext("no cause written yet")
    party = PARTIES.get(row["waited_for"], "")
    return f"{said} · {party}" if party else said


class SlipTable(Table):
    """Rows of the plan that are not where they should be."""

    caption = _("Slipped and overdue")
    number = Key(_("Key"), prefix="T", link=TASK)
    name = Text(_("Task"), link=TASK, strong=True)
    owner = Text(_("Owner"), priority=3)
    promised = Day(_("In the baseline"), priority=2)
    due = Day(_("Due"))
    days = Delta(_("Behind the baseline"), tone=behind, needs=("kind",))
    overdue = Number(_("Days overdue"), tone=lambda row, reader: "r" if row["overdue"] else "")
    silent = Number(_("Days without update"), unless=unmoved, needs=("kind", "state"), priority=2)
    cause = Custom(
        _("Cause"),
        render=because,
        exports=written,
        needs=("cause", "variance", "waited_for", "add_url", "variance_url"),
    )


class MilestoneTable(Table):
    """Milestones: promised, expected, reached."""

    caption = _("Milestones")
    number = Key(_("Key"), prefix="T", link=TASK)
    name = Text(_("Milestone"), link=TASK, strong=True)
    promised = Day(_("Baseline"))
    expected = Day(_("Forecast"))
    ended = Day(pgettext_lazy("when", "Reached"))
    days = Delta(_("Calendar days"), tone=behind, needs=("kind",))


def slip_row(one: Slip, address: dict[str, str], *, may_add: bool) -> dict[str, Any]:
    """One slip as a row, with the way to its variance or to a new one."""
    about = {"task": str(one.task_id)}
    add = f"{reverse('schedule_add_variance', kwargs=address)}?{urlencode(about)}" if may_add else ""
    seen = one.variance and reverse("schedule_variance", kwargs={**address, "number": one.variance})
    return {**vars(one), "add_url": add, "variance_url": seen or ""}
