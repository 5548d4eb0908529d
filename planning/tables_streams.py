"""Columns of what counts in a work-stream, and of where priorities collide."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from planning.models import PriorityDecision
from planning.priorities import ORDER, PERSON, Work
from planning.streams import Conflict
from planning.tables import STATES, TASK, is_point, lateness, point_class
from toolkit import formats
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Choice, Custom, Day, Key, Number, Percent, Person, Status, Table, Text, in_language

KINDS = {PERSON: _("Same people"), ORDER: _("Order of work")}
STANDING = {True: (_("In force"), "green"), False: (_("Superseded"), "grey")}
DECIDE = Link("planning_decide_priority")


class FocusTable(Table):
    """What comes next in a stream."""

    caption = _("Focus")
    number = Key(_("Key"), prefix="T", link=TASK)
    name = Text(_("Task"), link=TASK, strong=True)
    priority = Number(_("Priority"))
    due = Day(_("Finish"), tone=lateness, needs=("state",))
    start_at = Day(_("Start"), unless=is_point, needs=("kind",), priority=3)
    percent_complete = Percent(_("Progress"), decimals=0, priority=3)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    state = Status(_("State"), mapping=STATES)
    row_class = point_class


def task_cell(side: str) -> Any:
    """One side of a conflict: the task, its stream, rank and priority."""

    def drawn(row: Row, reader: Reader) -> Any:
        work: Work = row[side]
        url = TASK.url({**reader.arguments, "number": work.number})
        told = {**vars(work), "stream": in_language(vars(work), "title", reader.language)}
        about = _now("%(stream)s · rank %(rank)d · priority %(priority)d") % told
        return format_html(
            '<a href="{}">T{} {}</a><div class="i3">{}</div>', url, work.number, work.name, about
        )

    return drawn


def wanted(row: Row, reader: Reader) -> str:
    """Whom both want and for how long, or what waits for what."""
    if row["kind"] == ORDER:
        facts = {"one": row["one"].number, "other": row["other"].number}
        return _now("T%(one)d waits for T%(other)d") % facts
    # The amount stays with its unit.
    amount = formats.duration(row["minutes"]).replace(" ", "\u00a0")
    return f"{', '.join(row['people'])} · {amount}"


def outcome(row: Row, reader: Reader) -> Any:
    """What goes first and why, or the way to decide it."""
    url = DECIDE.url({**reader.arguments, "conflict": row["key"]})
    may, made = reader.may("planning.decide_priority", reader.subject), row["decision"]
    again = format_html('<a href="{}">{}</a>', url, _("Decide anew") if made else _("Decide")) if may else ""
    if made is None:
        return again or formats.NOTHING
    first = _now("%(key)s goes first") % {"key": made.first.key}
    day, who = formats.day(made.decided_on, as_of=reader.as_of), made.decided_by
    told = f"{who.name if who else ''} · {day}"
    return format_html('<b>{}</b><div>{}</div><div class="i3">{}</div>{}', first, made.reason, told, again)


class ConflictTable(Table):
    """Where two streams want the same."""

    caption = _("Priority conflicts")
    kind = Choice(_("Conflict"), mapping=KINDS)
    one = Custom(_("Higher-ranked stream"), render=task_cell("one"), needs=("one",))
    other = Custom(_("Other stream"), render=task_cell("other"), needs=("other",))
    both = Custom(_("What both want"), render=wanted, needs=("kind", "one", "other", "people", "minutes"))
    outcome = Custom(_("Goes first"), render=outcome, needs=("key", "decision"))


class SidesTable(ConflictTable):
    """The two sides of one conflict."""

    caption = _("The conflict")
    outcome: Any = None


class PriorityDecisionTable(Table):
    """Everything that was decided, superseded decisions too."""

    caption = _("Decisions on priorities")
    decided_on = Day(_("Decided on"))
    first = Text(_("Goes first"), strong=True)
    then = Text(_("Waits"))
    reason = Text(_("Why"))
    decided_by = Person(_("Decided by"), priority=2)
    stands = Status(_("State"), mapping=STANDING)


def conflict_row(one: Conflict) -> dict[str, Any]:
    """A conflict as a row of its table."""
    return {**vars(one.clash), "key": one.clash.key, "decision": one.decision}


def decision_row(made: PriorityDecision) -> dict[str, Any]:
    """A decision as a row of its table."""
    who = made.decided_by.name if made.decided_by else ""
    sides = {"first": str(made.first), "then": str(made.then), "decided_by": who}
    return {**vars(made), **sides, "stands": made.superseded_at is None}
