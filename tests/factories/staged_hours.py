"""How a week of hours and a hand-off come into a state, and how their verbs are taken."""

from datetime import date, timedelta
from typing import Any

from planning.models import Task
from schedule.models import HandOff, TimesheetLine, TimesheetWeek
from schedule.services.handoffs import step_handoff
from schedule.services.timesheets import DECISIONS, step_timesheet
from tenancy.actors import Actor
from tenancy.models import Person
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


def make_handoff(project: Any, owner: Any) -> HandOff:
    """An offer of a task of its own; who steps is put on the right side of it then."""
    about = {"project": project, "client_id": project.client_id, "created_at": project.created_at}
    task = TaskFactory(project=project, owner=owner)
    other = Person.objects.exclude(pk=owner.pk).order_by("pk")[0]
    return HandOff.objects.create(task=task, giver=owner, taker=other, done="This.", left="That.", **about)


def step_of_handoff(actor: Actor, record: Any, verb: str) -> Any:
    """Whoever is offered it answers, whoever offered it takes it back."""
    other = next(one for one in (record.taker_id, record.giver_id) if one != actor.person_id)
    sides = (actor.person_id, other) if verb == "withdraw" else (other, actor.person_id)
    record.giver_id, record.taker_id = sides
    HandOff.objects.filter(pk=record.pk).update(giver_id=sides[0], taker_id=sides[1])
    Task.objects.filter(pk=record.task_id).update(owner_id=sides[0])
    record.task.refresh_from_db()
    return step_handoff(actor=actor, handoff=record, step=verb, reason="because")


def handoff_address(record: Any, verb: str) -> str:
    return f"projects/{record.project.key}/hand-offs/{record.pk}/state/"


HOURS_STAGED = {
    "schedule.TIMESHEET": Staged(TimesheetWeek, make_week, step_of_week, week_address),
    "schedule.HANDOFF": Staged(HandOff, make_handoff, step_of_handoff, handoff_address),
}
