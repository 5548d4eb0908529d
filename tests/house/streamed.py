"""Work-streams in the walks: two tasks that both want Ada, and what was decided about two others."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from planning.models import PriorityDecision, Task, WorkStream
from tests.cast import NOW

NUMBERS = (9101, 9102)
MONDAY = datetime(2028, 2, 28, 8, tzinfo=NOW.tzinfo)


def add_streams(project: Any, person: Any, mark: str) -> None:
    """Two streams want the same person in the same week; an earlier conflict was decided."""
    about = {"project": project, "client": project.client, "created_at": NOW}
    streams = WorkStream.objects.live().filter(project=project).order_by("number")[:2]
    week = {"start_at": MONDAY, "finish_at": MONDAY + timedelta(days=4), "due": MONDAY.date()}
    one, other = (
        Task.objects.create(
            **about,
            **week,
            number=number,
            position=number,
            name=mark,
            owner=person,
            priority=900,
            stream=stream,
        )
        for number, stream in zip(NUMBERS, streams, strict=True)
    )
    sides = {"first": one, "then": other, "reason": mark, "decided_on": NOW.date()}
    PriorityDecision.objects.create(**about, **sides, conflict="order-1-2", decided_by=person)


def conflict(world: Any) -> str:
    return "person-{}-{}".format(*NUMBERS)


DECIDED = {"first": str(NUMBERS[0]), "reason": "The client waits for it."}
STREAM_SAMPLES: dict[tuple[str, str], Callable[[Any], Any]] = {("", "conflict"): conflict}
STREAM_INPUTS: dict[Any, Callable[[Any], dict[str, Any]]] = {
    "planning_decide_priority": lambda world: DECIDED,
    "api_planning_decide_priority": lambda world: {**DECIDED, "first": NUMBERS[0]},
}
