"""What planning and schedule tell: a record for each letter, in the state of which the letter speaks."""

from datetime import date
from typing import Any

from django.utils import timezone

from planning.models import Task
from projects.models import StageGate
from projects.registers.declared import register_of
from projects.services import set_up_gates
from schedule.models import Baseline, HandOff, Issue, TimesheetWeek, Variance
from tests.cast import NOW, Cast
from tests.factories.planning import TaskFactory
from tests.house.registered import make

MONDAY = date(2026, 11, 16)


def what_is_steered(cast: Cast, project: Any, task: Any) -> dict[str, Any]:
    """By rule, what its fact names. Ada manages the project, and watches the milestone."""
    Task.objects.filter(pk=task.pk).update(owner=cast.ada.person)
    named = {"record_id": task.pk, "owner_id": cast.ada.person.pk}
    return {
        "record_given": named,
        "record_moved": named,
        "task_id": task.pk,
        **of_plan(cast, project),
        **of_registers(cast, project),
        **of_people(cast, project, task),
    }


def of_plan(cast: Cast, project: Any) -> dict[str, Any]:
    """A buffer that is red, and a gate that was decided on."""
    kept = {"is_buffer": True, "duration_minutes": 480, "buffer_minutes": 480, "buffer_red_at": NOW}
    free = TaskFactory(project=project, name="Free", **kept)
    set_up_gates(actor=cast.ada.actor(), project=project)
    gate = StageGate.objects.filter(project=project).first()
    assert gate is not None
    StageGate.objects.filter(pk=gate.pk).update(state="go")
    return {"buffer_red": {"task_id": free.pk}, "gate_decided": {"gate_id": gate.pk, "outcome": "go"}}


def of_registers(cast: Cast, project: Any) -> dict[str, Any]:
    """A baseline in force, a variance that nobody has explained, and an issue that is late."""
    models = {"baseline": Baseline, "variance": Variance, "issue": Issue}
    made = {}
    for name, model in models.items():
        register = register_of(model._meta.label)
        assert register is not None
        made[name] = make(cast.ada.actor(), register, project, f"A {name}").pk
    Baseline.objects.filter(pk=made["baseline"]).update(state="approved", approved_at=timezone.now())
    Variance.objects.filter(pk=made["variance"]).update(state="raised")
    Issue.objects.filter(pk=made["issue"]).update(resolve_by=NOW, owner=cast.ada.person)
    return {
        "baseline_approved": {"baseline_id": made["baseline"]},
        "variance_raised": {"variance_id": made["variance"]},
        "issue_overdue": {"issue_id": made["issue"], "due_at": NOW, "rule": "resolve"},
    }


def of_people(cast: Cast, project: Any, task: Any) -> dict[str, Any]:
    """Ben's week waits and Ada's came back; a task is offered to Ada, and Ben took one of hers."""
    about = {"project": project, "client": project.client, "created_at": NOW}
    waits, back = (
        TimesheetWeek.objects.create(**about, owner=who.person, starts_on=MONDAY, state=state)
        for who, state in ((cast.ben, "submitted"), (cast.ada, "returned"))
    )
    to_ada, to_ben = (
        HandOff.objects.create(
            **about,
            task=task,
            giver=giver.person,
            taker=taker.person,
            state=state,
            done="This.",
            left="That.",
        )
        for giver, taker, state in ((cast.ben, cast.ada, "offered"), (cast.ada, cast.ben, "accepted"))
    )
    return {
        "timesheet_waits": {"timesheet_id": waits.pk, "after": "submitted"},
        "timesheet_returned": {"timesheet_id": back.pk, "after": "returned"},
        "handoff_offered": {"handoff_id": to_ada.pk, "after": "offered"},
        "handoff_answered": {"handoff_id": to_ben.pk, "after": "accepted"},
    }
