"""Questions about what is late, what slipped, and of what nothing was heard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from planning.selectors import tasks
from projects.selectors import Project, today_of
from schedule.models import Baseline, Variance
from schedule.policies import visible
from schedule.selectors.baselines import baseline_in_force, tasks_in
from schedule.selectors.thresholds import thresholds_of
from tenancy.actors import Actor
from tenancy.selectors import history_of_projects

UPDATES = (
    *("planning.add_task", "planning.edit_task", "planning.record_progress", "planning.change_state"),
    # A report that changes no number says all the same that the number is of today.
    *("planning.reach_milestone", "schedule.report_progress"),
)
FIELDS = (
    *("id", "number", "name", "kind", "state", "due", "work_minutes", "percent_complete", "critical"),
    *("owner__name", "created_at", "actual_start_at", "actual_finish_at"),
)
ENDED = ("done", "achieved", "missed", "cancelled")


@dataclass(frozen=True)
class Slip:
    """One row of the plan that is not where it should be.

    `promised`: its day in the baseline in force. `expected`: when it is due now, or today where that is over
    and it is still open, or the day on which it ended. `days`: calendar days between the two, `overdue`:
    since its due day, `silent`: since anything was heard of it. `cause`, `variance`: of its latest variance.
    """

    task_id: UUID
    number: int
    name: str
    kind: str
    state: str
    owner: str
    due: date | None
    promised: date | None
    expected: date | None
    ended: date | None
    days: int
    overdue: int
    silent: int
    work_before: int | None = None
    work: int | None = None
    critical: bool = False
    cause: str = ""
    waited_for: str = ""
    variance: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything is still expected of it."""
        return self.state not in ENDED


def standings(*, actor: Actor, project: Project, baseline: Baseline | None = None) -> list[Slip]:
    """Every task and milestone of a plan, in its order, against its baseline. Four queries."""
    today = today_of(project=project, now=actor.now)
    counted = baseline or baseline_in_force(actor=actor, project=project)
    was = {row["number"]: row for row in tasks_in(counted)} if counted else {}
    heard, told = last_heard(actor=actor, project=project), _told(actor, project)
    rows = tasks(actor=actor, project=project).exclude(kind="summary").filter(is_buffer=False).values(*FIELDS)
    return [_slip(row, was.get(row["number"]), heard, told.get(row["id"], {}), today) for row in rows]


def slipped(*, actor: Actor, project: Project) -> list[Slip]:
    """What is open and overdue, behind its baseline, or silent for longer than the project tolerates; the
    furthest behind first."""
    stale = thresholds_of(actor=actor, project=project).stale_days
    return late_of(standings(actor=actor, project=project), stale)


def late_of(rows: Iterable[Slip], stale: int) -> list[Slip]:
    """Of the rows of a plan, those that are open and late, the furthest behind first."""
    found = [one for one in rows if one.is_open and is_late(one, stale)]
    return sorted(found, key=lambda one: (-max(one.days, one.overdue), -one.silent, one.number))


def silence(rows: Iterable[Slip]) -> int | None:
    """How many days ago anything was last heard of what is open; None where nothing is open."""
    return min((one.silent for one in rows if one.is_open), default=None)


def is_late(one: Slip, stale: int) -> bool:
    """Whether it belongs on the list of slips. Silence counts once it should have begun."""
    return one.overdue > 0 or one.days > 0 or is_stale(one, stale)


def is_stale(one: Slip, days: int) -> bool:
    """Work under way of which nothing was heard for longer than that many days."""
    return is_under_way(one.kind, one.state) and one.silent > days


def is_under_way(kind: str, state: str) -> bool:
    """Work that has begun and not ended: of other rows nothing is to be heard."""
    return kind == "task" and state not in {"not_started", "ready", *ENDED}


def last_heard(*, actor: Actor, project: Project) -> dict[UUID, datetime]:
    """When somebody last said or changed something, by task; one query."""
    lines = history_of_projects(actor=actor, project_ids=[project.pk]).order_by()
    named = lines.filter(subject_type="planning.Task", action__in=UPDATES)
    return dict(named.values_list("subject_id").annotate(last=Max("at")))


def _told(actor: Actor, project: Project) -> dict[UUID, dict[str, Any]]:
    """The latest variance of each task."""
    rows = Variance.objects.live().filter(visible(actor), project=project, task__isnull=False)
    found = rows.order_by("task_id", "-number").distinct("task_id")
    return {row["task_id"]: {**row} for row in found.values("task_id", "number", "cause", "waited_for")}


def _slip(row: dict[str, Any], was: Any, heard: dict[UUID, datetime], told: Any, today: date) -> Slip:
    is_open = row["state"] not in ENDED
    ended = row["actual_finish_at"].date() if row["actual_finish_at"] and not is_open else None
    promised = date.fromisoformat(was["due"]) if was and was["due"] else None
    expected = ended or (max(row["due"], today) if row["due"] and is_open else row["due"])
    last = heard.get(row["id"], row["created_at"]).date()
    return Slip(
        **{name: row[name] for name in ("number", "name", "kind", "state", "due", "critical")},
        task_id=row["id"],
        owner=row["owner__name"] or "",
        promised=promised,
        expected=expected,
        ended=ended,
        days=(expected - promised).days if expected and promised else 0,
        overdue=max(0, (today - row["due"]).days) if row["due"] and is_open else 0,
        silent=max(0, (today - last).days),
        work_before=was["work_minutes"] if was else None,
        work=row["work_minutes"],
        cause=told.get("cause", ""),
        waited_for=told.get("waited_for", ""),
        variance=told.get("number"),
    )
