"""Columns of plans; page and export use the same."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.models import Dependency, Task
from tenancy.walls import Visibility
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Action,
    Actions,
    Badge,
    Choice,
    Day,
    Duration,
    Instant,
    Key,
    Link,
    Name,
    Number,
    Percent,
    Person,
    Status,
    Table,
    Text,
    Tree,
)

TONES = {
    "not_started": "open",
    "ready": "open",
    "in_progress": "begun",
    "blocked": "red",
    "in_review": "begun",
    "done": "green",
    "cancelled": "grey",
    "planned": "open",
    "at_risk": "amber",
    "achieved": "green",
    "missed": "red",
}
STATES = {value: (label, TONES[value]) for value, label in Task.State.choices}
SHARED = {Visibility.SHARED: _("Shared")}
TASK = Link("planning_task", number="number")
ENDED = ("done", "cancelled", "achieved", "missed")


def lateness(row: Row, reader: Reader) -> str:
    """A day that has passed without the end is late."""
    return "r" if row["due"] and row["due"] < reader.as_of and row["state"] not in ENDED else ""


def slack_tone(row: Row, reader: Reader) -> str:
    """What has no slack decides the end."""
    return "r" if row["critical"] and row["state"] not in ENDED else ""


def is_point(row: Row) -> bool:
    """A milestone is a point in time: it has no duration and no start of its own."""
    return bool(row["kind"] == "milestone")


def point_class(row: Row) -> str:
    """Milestones are drawn as diamonds, filled when reached."""
    if not is_point(row):
        return ""
    return "point done" if row["state"] == "achieved" else "point"


class TaskTable(Table):
    """The plan as a tree grid."""

    caption = _("Plan")
    number = Key(_("Key"), prefix="T", link=TASK)
    wbs = Text(_("WBS"), priority=3)
    name = Text(
        _("Task"),
        link=TASK,
        tree=Tree(level="level", branch=lambda row: row["kind"] == "summary", needs=("kind",)),
    )
    state = Status(_("State"), mapping=STATES, priority=2)
    duration_minutes = Duration(_("Work days"), priority=2, unless=is_point, needs=("kind",))
    start_at = Day(_("Start"), unless=is_point)
    due = Day(_("Finish"), tone=lateness, needs=("state",))
    total_slack_minutes = Duration(_("Slack"), tone=slack_tone, needs=("critical", "state"), priority=3)
    percent_complete = Percent(pgettext_lazy("share", "Done"), decimals=0)
    stream = Name(_("Work-stream"), source="stream__title", optional=True, priority=3)
    owner = Person(_("Owner"), source="owner__name", priority=3)
    is_buffer = Badge(_("Buffer"), mapping={True: _("Buffer")}, priority=3, sort=False, silent=True)
    visibility = Badge(_("Visibility"), mapping=SHARED, priority=2, sort=False, silent=True)
    actions = Actions(
        Action(
            _("Edit"), Link("planning_edit_task", number="number"), policy="planning.edit_task", icon="pencil"
        ),
        Action(
            _("Move"),
            Link("planning_move_task", number="number"),
            policy="planning.move_task",
            icon="arrows-move-vertical",
        ),
        Action(
            _("Withdraw"),
            Link("planning_withdraw_task", number="number"),
            policy="planning.withdraw_task",
            icon="trash",
        ),
    )
    row_class = point_class


class MilestoneTable(Table):
    """Milestones by date."""

    caption = _("Milestones")
    number = Key(_("Key"), prefix="T", link=TASK)
    name = Text(_("Milestone"), link=TASK, strong=True)
    state = Status(_("State"), mapping=STATES)
    promised = Day(_("Promised"))
    due = Day(_("Due"), tone=lateness, needs=("state",))
    actual_finish_at = Day(pgettext_lazy("when", "Reached"))
    contractual = Badge(
        _("Promised in the contract"), mapping={True: _("Contract")}, priority=2, sort=False, silent=True
    )
    visibility = Badge(_("Visibility"), mapping=SHARED, priority=2, sort=False, silent=True)
    owner = Person(_("Owner"), source="owner__name", priority=3)


class WithdrawnTable(Table):
    """Rows that were taken out."""

    caption = _("Withdrawn tasks")
    number = Key(_("Key"), prefix="T")
    name = Text(_("Task"), strong=True)
    withdrawn_at = Instant(pgettext_lazy("when", "Withdrawn"))
    withdrawn_by = Person(_("By"), source="withdrawn_by__name")
    withdrawn_reason = Text(_("Reason"))
    actions = Actions(
        Action(
            _("Restore"),
            Link("planning_restore_task", number="number"),
            policy="planning.restore_task",
            icon="restore",
        )
    )


class LinkTable(Table):
    """What waits for what."""

    caption = _("Dependencies")
    predecessor = Text(
        _("First"), source="predecessor__name", link=Link("planning_task", number="predecessor__number")
    )
    kind = Choice(_("Type"), mapping=dict(Dependency.Kind.choices))
    successor = Text(
        _("Then"), source="successor__name", link=Link("planning_task", number="successor__number")
    )
    lag_minutes = Duration(_("Lag"))
    actions = Actions(
        Action(
            _("Remove"), Link("planning_remove_link", link="id"), policy="planning.link_tasks", icon="trash"
        )
    )


class BaselineTable(Table):
    """What was once planned."""

    caption = _("Baselines")
    number = Key(_("Baseline"))
    start_at = Day(_("Start"))
    finish_at = Day(_("Finish"))
    duration_minutes = Duration(_("Work days"))
    work_minutes = Duration(_("Work"), priority=2)


class AssignmentTable(Table):
    """Who or what works on it."""

    caption = _("Assignments")
    resource = Text(_("Resource"), source="resource__name", strong=True)
    units = Percent(_("Units"), decimals=0)
    work_minutes = Duration(_("Work"))
    remaining_work_minutes = Duration(_("Remaining"))


class TaskFacts(Table):
    """Key facts of a row."""

    kind = Choice(_("Type"), mapping=dict(Task.Kind.choices))
    state = Status(_("State"), mapping=STATES)
    wbs = Text(_("WBS code"))
    owner = Person(_("Owner"), source="owner__name")
    stream = Name(_("Work-stream"), source="stream__title")
    start_at = Day(_("Start"), unless=is_point)
    due = Day(_("Finish"), tone=lateness, needs=("state",))
    promised = Day(_("Promised"))
    duration_minutes = Duration(_("Work days"), unless=is_point)
    percent_complete = Percent(pgettext_lazy("share", "Done"), decimals=0, unless=is_point)
    actual_start_at = Day(_("Actual start"), unless=is_point)
    actual_finish_at = Day(_("Actual finish"))
    deadline_at = Day(_("Deadline"))
    total_slack_minutes = Duration(_("Slack"))
    priority = Number(_("Priority"))
