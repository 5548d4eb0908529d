"""How a week of hours comes into a state, and how its verbs are taken."""

from datetime import date, timedelta
from typing import Any

from schedule.models import TimesheetLine, TimesheetWeek
from schedule.services.timesheets import DECISIONS, step_timesheet
from tenancy.actors import Actor
from tests.factories.planning import TaskFactory
from tests.factories.stages import Staged

MONDAY, A_WEEK = date(2026, 1, 5), timedelta(days=7)


def make_week(project: Any, owner: Any) -> TimesheetWeek:
    """A week of its owner with an hour in it; each in a week of its own."""
    about = {"project": project, "client_id": project.client_id, "created_at": project.created_at}
    starts_on = MONDAY + A_WEEK * TimesheetWeek.objects.filter(project=project).count()
    week = TimesheetWeek.objects.create(**about, owner=owner, starts_on=starts_on)
    task = TaskFactory(project=project)
    TimesheetLine.objects.create(**about, week=week, task=task, day=starts_on, minutes=60)
    return week


def step_of_week(actor: Actor, record: Any, verb: str) -> Any:
    """One's own week is handed in, another one's is decided on."""
    others = TimesheetWeek.objects.filter(project_id=record.project_id).exclude(owner_id=actor.person_id)
    record.owner_id = others.values_list("owner_id", flat=True)[0] if verb in DECISIONS else actor.person_id
    TimesheetWeek.objects.filter(pk=record.pk).update(owner_id=record.owner_id, decided_by=None)
    return step_timesheet(actor=actor, week=record, step=verb, reason="because")


def week_address(record: Any, verb: str) -> str:
    return f"projects/{record.project.key}/timesheets/{record.pk}/state/"


HOURS_STAGED = {"schedule.TIMESHEET": Staged(TimesheetWeek, make_week, step_of_week, week_address)}
