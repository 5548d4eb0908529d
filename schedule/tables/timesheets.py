"""Columns of hours; page and export use the same."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schedule.models.timesheets import TimesheetWeek
from toolkit.formats import hours
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Action,
    Actions,
    Custom,
    Day,
    Instant,
    Key,
    Link,
    Person,
    Status,
    Table,
    Text,
)

TONES = {"draft": "open", "submitted": "begun", "approved": "green", "returned": "amber"}
STATES = {value: (label, TONES[value]) for value, label in TimesheetWeek.State.choices}
WEEK = Link("schedule_timesheet", week="id")
OF_PROJECT = Link("schedule_timesheet", key="project__key", week="id")


def hours_of(row: Row, reader: Reader) -> str:
    """Minutes as hours."""
    return hours(row["minutes"])


class TimesheetTable(Table):
    """Weeks of a project."""

    caption = _("Timesheets")
    owner = Text(_("Person"), source="owner__name", link=WEEK, strong=True)
    starts_on = Day(_("Week from"))
    minutes = Custom(_("Hours"), render=hours_of, exports=hours_of, needs=("minutes",))
    state = Status(_("State"), mapping=STATES)
    submitted_at = Instant(pgettext_lazy("when", "Submitted"), priority=2)
    decided_by = Person(_("Decided by"), source="decided_by__name", priority=3)
    reason = Text(_("Reason"), priority=3)


class WaitingTable(TimesheetTable):
    """Weeks of several projects that wait for somebody."""

    owner = Text(_("Person"), source="owner__name", link=OF_PROJECT, strong=True)
    project = Key(_("Project"), source="project__key", link=OF_PROJECT)


class LineTable(Table):
    """What stands in a week."""

    caption = _("Hours")
    day = Day(_("Day"))
    task = Key(_("Key"), source="task__number", prefix="T", link=Link("planning_task", number="task__number"))
    name = Text(_("Task"), source="task__name")
    minutes = Custom(_("Hours"), render=hours_of, exports=hours_of, needs=("minutes",))
    comment = Text(_("Comment"))


class WeekFacts(Table):
    """Key facts of a week."""

    owner = Person(_("Person"), source="owner__name")
    state = Status(_("State"), mapping=STATES)
    starts_on = Day(_("Week from"))
    minutes = Custom(_("Hours"), render=hours_of, needs=("minutes",))
    submitted_at = Instant(pgettext_lazy("when", "Submitted"))
    decided_at = Instant(pgettext_lazy("when", "Decided"))
    decided_by = Person(_("Decided by"), source="decided_by__name")
    reason = Text(_("Reason"))


class LockTable(Table):
    """Periods that are or were locked."""

    caption = _("Locked periods")
    through = Day(_("Locked through"))
    reason = Text(_("Reason"))
    locked_by = Person(_("By"), source="locked_by__name")
    created_at = Instant(_("Locked"), priority=2)
    unlocked_at = Instant(_("Unlocked"))
    unlock_reason = Text(_("Reason for unlocking"), priority=2)
    actions = Actions(
        Action(
            _("Unlock"),
            Link("schedule_unlock", lock="id"),
            policy="schedule.unlock_period",
            when=lambda row: row["unlocked_at"] is None,
        ),
        needs=("unlocked_at",),
    )
