"""Hours, reports, boards and questions about progress of one world, and what is sent to their addresses."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from schedule.models import Collection, PeriodLock, ProgressAsk, TimesheetLine, TimesheetWeek
from schedule.services.boards import set_limits, write_checklist
from schedule.services.progress import keep_entry
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast

MONDAY, LONG_AGO = date(2026, 11, 16), date(2026, 1, 4)
WEEK = timedelta(days=7)
BECAUSE = {"reason": "the client asked for it"}


def add_worked(cast: Cast, project: Any, task: Any, mark: str) -> dict[str, Any]:
    """Ada's draft week, a lock, a report, a limit, a checklist and the weekly question."""
    ada, about = cast.ada, {"project": project, "client": project.client, "created_at": NOW}
    with tenant_tx(cast.acme.pk):
        week = TimesheetWeek.objects.create(**about, owner=ada.person, starts_on=MONDAY)
        TimesheetLine.objects.create(**about, week=week, task=task, day=MONDAY, minutes=60, comment=mark)
        lock = PeriodLock.objects.create(**about, through=LONG_AGO, reason=mark, locked_by=ada.person)
        keep_entry(ada.actor(), task, 0, mark)
        set_limits(actor=ada.actor(), project=project, limits={"done": (99, False)})
        write_checklist(actor=ada.actor(), task=task, done=[], text=mark)
        Collection.objects.create(**about, weekday=1, on=False)
        ProgressAsk.objects.create(**about, person=ada.person, week=MONDAY - WEEK, tasks=[str(task.pk)])
    return {"week": week, "lock": lock}


WORKED_SAMPLES: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("", "week"): lambda world: world.backbone["worked"]["week"].pk,
    ("", "lock"): lambda world: world.backbone["worked"]["lock"].pk,
    ("schedule_step", "step"): lambda world: "start",
    ("schedule_step_timesheet", "step"): lambda world: "submit",
    ("", "column"): lambda world: "ready",
}
WORKED_INPUTS: dict[Any, Callable[[Any], dict[str, Any]]] = {
    "schedule_report": lambda world: {"percent_complete": "40", "comment": "On the way."},
    "schedule_step": lambda world: {"reason": ""},
    "schedule_limits": lambda world: {"in_progress": "5"},
    "schedule_collect": lambda world: {"on": "on", "weekday": "4"},
    "schedule_move_card": lambda world: {"reason": ""},
    "schedule_checklist": lambda world: {"text": "Book the room"},
    "schedule_my_week": lambda world: {},
    "schedule_copy_week": lambda world: {},
    "schedule_step_timesheet": lambda world: BECAUSE,
    "schedule_lock": lambda world: {**BECAUSE, "through": "2026-10-31"},
    "schedule_unlock": lambda world: BECAUSE,
    "api_schedule_report": lambda world: {"percent_complete": 40, "comment": "On the way."},
    "api_schedule_column": lambda world: {"column": "ready"},
    "api_schedule_write_checklist": lambda world: {"done": [], "text": "Book the room"},
    "api_schedule_timesheets": lambda world: {
        "starts_on": "2026-11-16",
        "lines": [{"task_id": str(world.task.pk), "day": "2026-11-17", "minutes": 30}],
    },
    "api_schedule_timesheet_state": lambda world: {"step": "submit"},
    "api_schedule_locks": lambda world: {**BECAUSE, "through": "2026-10-31"},
    "api_schedule_unlock": lambda world: BECAUSE,
}
