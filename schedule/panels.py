"""What this room shows on a task's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from schedule.registers.issues import IssueTable
from schedule.selectors.boards import checklist
from schedule.selectors.changes import issues_blocking
from schedule.selectors.handoffs import handoffs_of_task
from schedule.selectors.progress import entries_of_task
from schedule.tables.handoffs import TaskHandOffTable
from schedule.tables.progress import ChecklistTable, TaskEntryTable
from tenancy.actors import Actor
from tenancy.panels import Panel, panel
from toolkit.reading import Reader

SHOWN = 20


@panel("task")
def reports_on_task(*, actor: Actor, record: Any, reader: Reader) -> Panel | None:
    """The last reports on a task."""
    if record.kind != "task" or not actor.may("schedule.view_progress", record):
        return None
    rows: list[dict[str, Any]] = list(
        entries_of_task(actor=actor, task=record).values(*TaskEntryTable.fields())[:SHOWN]
    )
    nothing = _("Nobody has reported on it yet.")
    return Panel(_("Progress reports"), TaskEntryTable(reader).shown(rows), nothing)


@panel("task")
def issues_on_task(*, actor: Actor, record: Any, reader: Reader) -> Panel | None:
    """What stands in the way of a task; nothing is shown where nothing does."""
    if not actor.may("schedule.view_issues", record):
        return None
    found = issues_blocking(actor=actor, task=record)
    rows: list[dict[str, Any]] = list(found.values(*IssueTable.fields())[:SHOWN])
    if not rows:
        return None
    return Panel(_("Issues and blockers"), IssueTable(reader).shown(rows), "")


@panel("task")
def steps_of_task(*, actor: Actor, record: Any, reader: Reader) -> Panel | None:
    """A task's checklist, once it has one."""
    if record.kind != "task" or not actor.may("schedule.view_checklist", record):
        return None
    rows: list[dict[str, Any]] = list(checklist(actor=actor, task=record).values(*ChecklistTable.fields()))
    return Panel(_("Checklist"), ChecklistTable(reader).shown(rows), _("No checklist yet.")) if rows else None


@panel("task")
def handoffs_on_task(*, actor: Actor, record: Any, reader: Reader) -> Panel | None:
    """Through whose hands a task went; nothing is shown where it never left its owner's."""
    if not actor.may("schedule.view_handoffs", record):
        return None
    found = handoffs_of_task(actor=actor, task=record)
    rows: list[dict[str, Any]] = list(found.values(*TaskHandOffTable.fields())[:SHOWN])
    return Panel(_("Hand-offs"), TaskHandOffTable(reader).shown(rows), "") if rows else None
