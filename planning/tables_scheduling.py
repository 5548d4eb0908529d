"""Columns of what the engine says of a plan."""

from django.utils.translation import gettext_lazy as _

from planning.checks import CODES
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Action,
    Actions,
    Badge,
    Choice,
    Day,
    Delta,
    Duration,
    Key,
    Link,
    Person,
    Status,
    Table,
    Text,
)

TASK = Link("planning_task", number="number")


def worse(row: Row, reader: Reader) -> str:
    """Later than it was promised is bad, later than planned a warning."""
    if row["promised"] and row["due_after"] and row["due_after"] > row["promised"]:
        return "r"
    return "a" if (row["days"] or 0) > 0 else ""


class MoveTable(Table):
    """From where to where rows would move."""

    caption = _("What would move")
    number = Key(_("Key"), prefix="T", link=TASK, sort=False)
    name = Text(_("Task"), link=TASK, strong=True, sort=False)
    start_before = Day(_("Start now"), priority=3, sort=False)
    start_after = Day(_("Start then"), priority=2, sort=False)
    due_before = Day(_("Finish now"), priority=2, sort=False)
    due_after = Day(_("Finish then"), tone=worse, needs=("promised", "days"), sort=False)
    days = Delta(_("Moves by"), sort=False)
    promised = Day(_("Promised"), priority=3, sort=False)
    contractual = Badge(
        _("Promised in the contract"), mapping={True: _("Contract")}, priority=3, sort=False, silent=True
    )


LEVELS = {"fault": (_("Fault"), "red"), "hint": (_("Hint"), "open")}
WORDS = {code: label for code, (_level, label) in CODES.items()}


class FindingTable(Table):
    """What is wrong with a plan."""

    caption = _("What to look at")
    level = Status(_("Weight"), mapping=LEVELS, sort=False)
    number = Key(_("Key"), prefix="T", link=TASK, sort=False)
    name = Text(_("Task"), link=TASK, strong=True, sort=False)
    code = Choice(_("What"), mapping=WORDS, sort=False)
    other = Text(_("Other row"), sort=False, priority=2)
    day = Day(_("Day"), sort=False, priority=2)
    actions = Actions(
        Action(
            _("Edit"), Link("planning_edit_task", number="number"), policy="planning.edit_task", icon="pencil"
        )
    )


class EstimateTable(Table):
    """How long tasks take."""

    caption = _("Estimates")
    number = Key(_("Key"), prefix="T", link=TASK)
    name = Text(_("Task"), link=TASK, strong=True)
    optimistic_minutes = Duration(_("At best"), priority=2)
    likely_minutes = Duration(_("Most likely"))
    pessimistic_minutes = Duration(_("At worst"), priority=2)
    expected = Duration(_("Expected"))
    deviation = Duration(_("Deviation σ"), priority=3)
    duration_minutes = Duration(_("Planned"))
    owner = Person(_("Owner"), source="owner__name", priority=3)
    actions = Actions(
        Action(
            _("Estimate"),
            Link("planning_estimate", number="number"),
            policy="planning.estimate_task",
            icon="pencil",
        )
    )
