"""Columns of what people said of tasks; page, block on the task's page and export use the same."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from toolkit.tables import Duration, Instant, Key, Link, Percent, Person, Table, Text

TASK = Link("planning_task", number="task__number")


class EntryTable(Table):
    """What was said of the tasks of a project."""

    caption = _("Progress reports")
    created_at = Instant(_("Reported"))
    task = Key(_("Key"), source="task__number", prefix="T", link=TASK)
    name = Text(_("Task"), source="task__name", link=TASK)
    person = Person(_("By"), source="person__name")
    percent_before = Percent(_("Before"), decimals=0, priority=2)
    percent_after = Percent(pgettext_lazy("share", "Done"), decimals=0)
    remaining_minutes = Duration(_("Remaining, work days"), priority=2)
    comment = Text(_("Comment"))


class TaskEntryTable(EntryTable):
    """What was said of one task."""

    task: Any = None
    name: Any = None


class ChecklistTable(Table):
    """The small steps of a task."""

    caption = _("Checklist")
    text = Text(_("Step"), strong=True)
    done_at = Instant(pgettext_lazy("when", "Done"))
    done_by = Person(_("By"), source="done_by__name")
