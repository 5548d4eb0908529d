"""How a project is: what a person confirmed last, beside what the rules propose now. Asked from everywhere.

Home, portfolio, overview and portal show one answer: `with_report` adds the last confirmed status to any
query of projects, `health` makes the answer of it and of what the rules propose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from projects.models import Dimension, Project, StageEntry, StageGate, StatusLine, StatusReport
from projects.selectors.projects import projects
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES
from tenancy.walls import Visibility

SHOWN = {"stated": "overall", "at": "created_at", "summary": "summary", "visibility": "visibility"}


@dataclass(frozen=True)
class Health:
    """A status with what it rests on.

    `proposed` is what the rule says now, `stated` what a person confirmed ("" where nobody has yet).
    `age`: whole days since. `is_stale`: older than the project's statuses count for.
    """

    proposed: str
    stated: str = ""
    by: str = ""
    at: datetime | None = None
    summary: str = ""
    age: int = 0
    is_stale: bool = False
    shared: bool = False

    @property
    def status(self) -> str:
        """What counts: what a person confirmed, else what the rule proposes."""
        return self.stated or self.proposed

    @property
    def is_override(self) -> bool:
        """Whether the person says otherwise than the rule does now."""
        return bool(self.stated) and self.proposed not in (self.stated, "grey")


def with_report(rows: QuerySet[Project], *, actor: Actor) -> QuerySet[Any]:
    """The projects with their last confirmed status as JSON (`report`); a client sees shared ones only."""
    last = StatusReport.objects.filter(project_id=OuterRef("pk")).order_by("-created_at", "-pk")
    if actor.roles & CLIENT_ROLES:
        last = last.filter(visibility=Visibility.SHARED)
        names = SHOWN
    else:
        names = {**SHOWN, "by": "confirmed_by__name"}
    return rows.annotate(report=Subquery(last.annotate(shown=JSONObject(**names)).values("shown")[:1]))


def with_stages(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The projects with the stages they entered, in order, as JSON (`stages`: stage and day), and their
    gates (`gates`: code, state and the day on which each is expected)."""
    entries = StageEntry.objects.filter(project_id=OuterRef("pk")).order_by("created_at", "pk")
    shown = entries.annotate(shown=JSONObject(stage="stage", day="entered_on")).values("shown")
    gates = StageGate.objects.live().filter(project_id=OuterRef("pk")).order_by("code", "number")
    told = JSONObject(code="code", state="state", day=Coalesce("forecast_on", "scheduled_on"))
    return rows.annotate(
        stages=ArraySubquery(shown), gates=ArraySubquery(gates.annotate(shown=told).values("shown"))
    )


def health(*, report: dict[str, Any] | None, proposed: str, status_days: int, now: datetime) -> Health:
    """The answer from one row of `with_report` and what the rule proposes."""
    if not report:
        return Health(proposed)
    at = datetime.fromisoformat(report["at"])
    age = now - at
    return Health(
        proposed=proposed,
        stated=report["stated"],
        by=report.get("by") or "",
        at=at,
        summary=report["summary"],
        age=max(age.days, 0),
        is_stale=age > timedelta(days=status_days),
        shared=report["visibility"] == Visibility.SHARED,
    )


def reports(*, actor: Actor, project: Project) -> QuerySet[StatusReport]:
    """What was confirmed of a project, the latest first."""
    rows = StatusReport.objects.filter(project=project, project__in=projects(actor=actor))
    return rows.select_related("confirmed_by").order_by("-created_at", "-pk")


def last_lines(*, actor: Actor, project: Project) -> dict[str, StatusLine]:
    """The dimensions of the last confirmed status, by name; in one query."""
    last = reports(actor=actor, project=project).values("pk")[:1]
    return {line.dimension: line for line in StatusLine.objects.filter(report_id=Subquery(last))}


def lines_of(*, actor: Actor, project_ids: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """What was said last of each dimension of many projects: project -> dimension -> status."""
    last = StatusReport.objects.filter(project_id=OuterRef("pk")).order_by("-created_at", "-pk").values("pk")
    of = projects(actor=actor).filter(pk__in=list(project_ids)).annotate(last=Subquery(last[:1]))
    ids = {report: one for one, report in of.values_list("pk", "last") if report}
    found: dict[UUID, dict[str, str]] = {}
    rows = StatusLine.objects.filter(report_id__in=ids).values_list("report_id", "dimension", "stated")
    for report_id, dimension, stated in rows:
        found.setdefault(ids[report_id], dict.fromkeys(Dimension.values, "grey"))[dimension] = stated
    return found


def stages(*, actor: Actor, project: Project) -> QuerySet[StageEntry]:
    """The stages that a project entered, the first first."""
    rows = StageEntry.objects.filter(project=project, project__in=projects(actor=actor))
    return rows.order_by("created_at", "pk")


def stage_days(*, actor: Actor, project_ids: Iterable[UUID]) -> dict[UUID, dict[str, date]]:
    """On which day each project entered each of its stages; a stage that was entered again has its last day.

    Stages behind the present one that were never entered (a project may begin at any) are left out.
    """
    rows = StageEntry.objects.filter(
        project_id__in=list(project_ids), project__in=projects(actor=actor)
    ).order_by("created_at", "pk")
    found: dict[UUID, dict[str, date]] = {}
    for project_id, stage, day in rows.values_list("project_id", "stage", "entered_on"):
        found.setdefault(project_id, {})[stage] = day
    return found
