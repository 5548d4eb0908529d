"""Questions about where a plan is stuck: its critical path, who is wanted too much, what grows old."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from planning.selectors import plan_of, tasks
from planning.workload import workload
from projects.selectors import Project, today_of
from schedule.bottlenecks import Age, Load, overloads, usual_days
from schedule.selectors.slips import last_heard
from tenancy.actors import Actor

Row = dict[str, Any]
IN_WORK = ("in_progress", "blocked", "in_review")
CRITICAL = (
    *("id", "number", "name", "kind", "state", "owner__name", "start_at", "due"),
    *("total_slack_minutes", "percent_complete"),
)
WORKED = ("id", "number", "name", "state", "owner__name", "due", "actual_start_at", "created_at")


@dataclass(frozen=True)
class Bottlenecks:
    """`critical`: open rows of the critical path in order; `over`: weeks over capacity, the worst first;
    `ageing`: tasks in work with their age, the oldest first; `usual`: days that `finished` tasks took.
    `settled`: nothing has changed since the critical path was computed.
    """

    critical: list[Row]
    over: list[Load]
    ageing: list[tuple[Row, Age]]
    usual: float | None
    finished: int
    settled: bool

    @property
    def old(self) -> int:
        """How many are older than usual."""
        return sum(bool(age.tone) for _row, age in self.ageing)


def bottlenecks(*, actor: Actor, project: Project) -> Bottlenecks:
    """Where one plan is stuck now. Ten queries, whatever its size."""
    zone = ZoneInfo(project.zone)
    spans = finished_spans(actor=actor, project=project)
    usual = usual_days(spans)
    plan = plan_of(actor=actor, project=project)
    begin = actor.now.astimezone(zone).replace(tzinfo=None)
    return Bottlenecks(
        critical=critical_path(actor=actor, project=project),
        over=overloads(workload(actor=actor, project=project), begin),
        ageing=_ageing(actor, project, usual),
        usual=usual,
        finished=len(spans),
        settled=plan is None or plan.settled,
    )


def critical_path(*, actor: Actor, project: Project) -> list[Row]:
    """The open tasks and milestones of the critical path, as they follow each other."""
    rows = tasks(actor=actor, project=project).open().filter(critical=True, is_buffer=False)
    rows = rows.exclude(kind="summary").order_by(F("start_at").asc(nulls_last=True), "due", "position")
    return list(rows.values(*CRITICAL))


def finished_spans(*, actor: Actor, project: Project) -> list[tuple[date, date]]:
    """The first and the last day of every finished task that says both."""
    zone = ZoneInfo(project.zone)
    rows = tasks(actor=actor, project=project).leaves().filter(state="done")
    rows = rows.filter(actual_start_at__isnull=False, actual_finish_at__isnull=False).order_by()
    ends = rows.values_list("actual_start_at", "actual_finish_at")
    return [(_day(start, zone), _day(finish, zone)) for start, finish in ends if start and finish]


def _ageing(actor: Actor, project: Project, usual: float | None) -> list[tuple[Row, Age]]:
    today, zone = today_of(project=project, now=actor.now), ZoneInfo(project.zone)
    rows = tasks(actor=actor, project=project).leaves().filter(state__in=IN_WORK)
    heard = last_heard(actor=actor, project=project)
    found = []
    for row in rows.values(*WORKED):
        begun = row["actual_start_at"] or row["created_at"]
        last = max(heard.get(row["id"], begun), begun)
        age = Age((today - _day(begun, zone)).days, max(0, (today - _day(last, zone)).days), usual)
        found.append((row, age))
    return sorted(found, key=lambda one: (-one[1].days, one[0]["number"]))


def _day(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()
