"""Hours, reports, boards and questions about progress of one world, and what is sent to their addresses."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from planning.models import Task
from planning.services import edit_task
from schedule.models import Collection, HandOff, PeriodLock, ProgressAsk, TimesheetLine, TimesheetWeek
from schedule.services.boards import set_limits, write_checklist
from schedule.services.progress import keep_entry
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, Member

MONDAY, LONG_AGO = date(2026, 11, 16), date(2026, 1, 4)
WEEK = timedelta(days=7)
BECAUSE = {"reason": "the client asked for it"}


def add_worked(cast: Cast, project: Any, task: Any, mark: str) -> dict[str, Any]:
    """Ada’s week, a lock, a report, a limit, a checklist, the weekly question, and a task offered to her."""
    ada, about = cast.ada, {"project": project, "client": project.client, "created_at": NOW}
    with tenant_tx(cast.acme.pk):
        week = TimesheetWeek.objects.create(**about, owner=ada.person, starts_on=MONDAY)
        TimesheetLine.objects.create(**about, week=week, task=task, day=MONDAY, minutes=60, comment=mark)
        lock = PeriodLock.objects.create(**about, through=LONG_AGO, reason=mark, locked_by=ada.person)
        keep_entry(ada.actor(), task, 0, mark)
        set_limits(actor=ada.actor(), project=project, limits={"done": (99, False)})
        write_checklist(actor=ada.actor(), task=task, done=[], text=mark)
        Collection.objects.create(**about, weekday=1, on=False)
        free = owned(ada, project, f"{mark} two", ada)
        people = {"giver": cast.ben.person, "taker": ada.person}
        given = owned(ada, project, f"{mark} seven", cast.ben)
        offer = HandOff.objects.create(**about, **people, task=given, done=mark, left=mark)
        ProgressAsk.objects.create(**about, person=ada.person, week=MONDAY - WEEK, tasks=[str(task.pk)])
    return {"week": week, "lock": lock, "offer": offer, "free": free}


def owned(ada: Member, project: Any, name: str, owner: Member) -> Task:
    """A task of the plan, with an owner."""
    task = Task.objects.select_related("project").get(project=project, name=name)
    return edit_task(actor=ada.actor(), task=task, owner_id=owner.person.pk)


def offered(world: Any) -> dict[str, Any]:
    """Another member, with what is done and what is open."""
    return {"taker_id": str(world.cast.ben.person.pk), "done": "This.", "left": "That."}


WORKED_SAMPLES: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("", "week"): lambda world: world.backbone["worked"]["week"].pk,
    ("", "lock"): lambda world: world.backbone["worked"]["lock"].pk,
    ("schedule_step", "step"): lambda world: "start",
    ("schedule_step_timesheet", "step"): lambda world: "submit",
    ("", "column"): lambda world: "ready",
    ("", "handoff"): lambda world: world.backbone["worked"]["offer"].pk,
    ("schedule_hand_over", "number"): lambda world: world.backbone["worked"]["free"].number,
    ("api_schedule_task_handoffs", "number"): lambda world: world.backbone["worked"]["free"].number,
    ("schedule_step_handoff", "step"): lambda world: "accept",
}
# Hours are found by those who read a project's, and by whoever worked them.
WORKED_FOUND_BY = {
    f"{door}schedule_{name}": {"DH", "PM", "TL", "FI", "AU", "owner"}
    for door in ("", "api_")
    for name in ("timesheet", "step_timesheet", "timesheet_state")
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
    "schedule_hand_over": offered,
    "schedule_step_handoff": lambda world: BECAUSE,
    "api_schedule_task_handoffs": offered,
    "api_schedule_handoff_state": lambda world: {"step": "accept"},
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
