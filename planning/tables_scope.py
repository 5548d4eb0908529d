"""Columns of the trace, of the tasks nobody asked for, of prices and of who does what."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.models import Requirement, Responsibility
from planning.registers.deliverables import DeliverableTable
from planning.registers.requirements import RequirementTable, delivered_by_nothing
from planning.tables import STATES
from projects.registers.tables import key, titled
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.tables import (
    Action,
    Actions,
    Choice,
    Day,
    Instant,
    Key,
    Money,
    Name,
    Percent,
    Person,
    Status,
    Table,
    Text,
)


def tied_to_nothing(row: Row) -> bool:
    """Nobody works on the requirement."""
    return row["task_number"] is None or row["task_withdrawn_at"] is not None


TASK: dict[str, Any] = {"unless": tied_to_nothing, "needs": ("task_number", "task_withdrawn_at")}
DELIVERED: Any = DeliverableTable.columns["state"]
DELIVERABLE: dict[str, Any] = {
    "unless": delivered_by_nothing,
    "needs": ("deliverable__number", "deliverable__withdrawn_at"),
}


class TraceTable(Table):
    """Requirement, deliverable, task: what becomes of each."""

    caption = _("Trace from requirement to task")
    number = key("planning_requirement", "RQ")
    title = titled(_("Requirement"), "planning_requirement")
    priority = Choice(_("Priority"), mapping=dict(Requirement.Priority.choices), priority=2)
    state = RequirementTable.columns["state"]
    deliverable = Name(
        _("Deliverable"),
        source="deliverable__title",
        link=Link("planning_deliverable", number="deliverable__number"),
        **DELIVERABLE,
    )
    delivered = Status(
        _("Deliverable’s state"),
        source="deliverable__state",
        mapping=DELIVERED.mapping,
        **DELIVERABLE,
    )
    task = Text(_("Task"), source="task_name", link=Link("planning_task", number="task_number"), **TASK)
    done = Status(_("Task’s state"), source="task_state", mapping=STATES, priority=2, **TASK)
    due = Day(_("Due"), source="task_due", priority=2, **TASK)


class UnaskedTable(Table):
    """Tasks that no requirement asks for."""

    caption = _("Tasks without a requirement")
    number = key("planning_task", "T")
    name = Text(_("Task"), link=Link("planning_task", number="number"))
    wbs = Text(_("WBS code"), priority=3, sort="position")
    state = Status(_("State"), mapping=STATES)
    due = Day(_("Due"))
    owner = Person(_("Owner"), source="owner__name", priority=2)


class WorkTable(Table):
    """The tasks that work towards one requirement."""

    caption = _("Tasks")
    number = key("planning_task", "T")
    name = Text(_("Task"), link=Link("planning_task", number="number"))
    state = Status(_("State"), mapping=STATES)
    due = Day(_("Due"))
    percent_complete = Percent(pgettext_lazy("share", "Done"), decimals=0, priority=2)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    acts = Actions(
        Action(
            _("Unlink"),
            Link("planning_unlink_requirement", task="number"),
            policy="planning.link_requirement",
            icon="x",
        )
    )


class PriceTable(Table):
    """What was said of a price, the last first."""

    caption = _("Prices")
    amount = Money(_("Price"), currency="currency")
    note = Text(_("How it was computed"))
    priced_by = Person(_("By"), source="priced_by__name")
    created_at = Instant(_("Said"))


class ResponsibilityTable(Table):
    """Everybody's part, one line each: for files."""

    caption = _("Responsibilities")
    deliverable_number = Key(_("Key"), source="deliverable__number", prefix="D")
    deliverable = Name(_("Deliverable"), source="deliverable__title")
    process = Name(_("Process"), source="process__name")
    person = Person(_("Person"), source="person__name")
    part = Choice(_("Part"), mapping=dict(Responsibility.Part.choices))


ANSWERED_FOR = {True: (_("One person"), "green"), False: (_("Nobody yet"), "red")}


def parts_table(people: list[dict[str, Any]], caption: Any, route: str, argument: str) -> type[Table]:
    """A matrix: what is done in rows, a column for each person."""
    place = Link(route, **{argument: argument})
    columns: dict[str, Any] = {
        "caption": caption,
        "name": Text(caption, link=place, strong=True, sort=False),
        **{
            f"p{n}": Text(one["person__name"], sort=False, strong=True, priority=1 if n < 8 else 3)
            for n, one in enumerate(people)
        },
    }
    columns["accountable"] = Status(_("Accountable"), mapping=ANSWERED_FOR, sort=False)
    return type("PartsTable", (Table,), columns)
