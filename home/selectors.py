"""Questions of this room: where projects stand, and what waits for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, JSONObject

from planning.selectors import milestones, schedule_status
from projects.selectors import Health, health, projects, with_report, with_stages
from projects.stages import gate_marks
from tenancy.actors import Actor

COLUMNS = (
    *("id", "key", "name", "name_zh", "stage", "state", "zone", "status_days", "report"),
    *("client__name", "client__name_zh"),
)
MEMBER = ("person__name", "role", "starts_on", "ends_on", "withdrawn_at")
FIGURES = ("today", "milestones", "overdue", "slipping", "next")
OPEN = ("planned", "at_risk")
RESTING = ("on_hold", "closed", "cancelled")


@dataclass(frozen=True)
class NextMilestone:
    """The first milestone that is still ahead."""

    number: int
    name: str
    due: date


@dataclass(frozen=True)
class Standing:
    """Where a project stands today, in its own zone. `health` is its status, as every page shows it."""

    id: UUID
    key: str
    name: str
    name_zh: str
    stage: str
    state: str
    zone: str
    client_name: str
    client_name_zh: str
    today: date
    milestones: int
    overdue: int
    slipping: int
    next: NextMilestone | None
    health: Health
    manager: str = ""
    stages: Mapping[str, date] = field(default_factory=dict)
    gates: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Whether anything can be late: the project is neither held, closed nor cancelled."""
        return self.state not in RESTING

    @property
    def has_milestones(self) -> bool:
        """Whether the plan has any."""
        return bool(self.milestones)

    @property
    def status(self) -> str:
        """What a person confirmed, else what the rule proposes; grey at rest, never green without data."""
        return self.health.status if self.is_running else "grey"


def standing(*, actor: Actor, key: str) -> Standing | None:
    """One project's standing, or None where the actor may not know of it.

    Stands above every page of a project: two plain queries, asked once a request.
    """
    memo = ("home.standing", key)
    if memo not in actor.memo:
        actor.memo[memo] = _one(actor, key)
    found: Standing | None = actor.memo[memo]
    return found


def _one(actor: Actor, key: str) -> Standing | None:
    members = [f"members__{name}" for name in MEMBER]
    of = with_stages(with_report(projects(actor=actor), actor=actor)).filter(key=key)
    rows = list(of.values(*COLUMNS, "stages", "gates", *members))
    if not rows:
        return None
    today = actor.today(rows[0]["zone"])
    mine = milestones(actor=actor).filter(project_id=rows[0]["id"])
    found = list(mine.values_list("number", "name", "due", "state", "promised"))
    waiting = [
        NextMilestone(number, name, due)
        for number, name, due, state, _promised in found
        if due and state in OPEN
    ]
    moved = [
        due
        for _number, _name, due, state, promised in found
        if state in OPEN and due and promised and due > promised
    ]
    facts = {
        "today": today,
        "milestones": len(found),
        "overdue": sum(one.due < today for one in waiting),
        "slipping": sum(due >= today for due in moved),
        "manager": _manager(rows, today),
        "stages": {one["stage"]: date.fromisoformat(one["day"]) for one in rows[0]["stages"]},
        "gates": gate_marks(rows[0]["gates"], as_of=today),
    }
    ahead = next((one for one in waiting if one.due >= today), None)
    return _standing({**{name: rows[0][name] for name in COLUMNS}, **facts}, ahead, actor.now)


def _manager(rows: list[dict[str, Any]], today: date) -> str:
    """Who manages the project on that day; the one who began first."""
    held = [
        (row["members__starts_on"], row["members__person__name"])
        for row in rows
        if row["members__role"] == "PM"
        and row["members__withdrawn_at"] is None
        and row["members__starts_on"] <= today <= (row["members__ends_on"] or today)
    ]
    return str(min(held)[1]) if held else ""


def standings(*, actor: Actor, limit: int | None = None) -> list[Standing]:
    """The projects the actor may know of, the most overdue first; one query. Without their managers."""
    rows = with_figures(rows=projects(actor=actor), actor=actor).order_by("-overdue", "key")
    return [
        _standing(row, _ahead(row.pop("next")), actor.now) for row in rows.values(*COLUMNS, *FIGURES)[:limit]
    ]


def _standing(row: dict[str, Any], ahead: NextMilestone | None, now: datetime) -> Standing:
    names = {"client_name": row.pop("client__name"), "client_name_zh": row.pop("client__name_zh")}
    report, days = row.pop("report"), row.pop("status_days")
    shown = health(report=report, proposed=_proposed(row), status_days=days, now=now)
    return Standing(next=ahead, health=shown, **names, **row)


def _proposed(row: dict[str, Any]) -> str:
    """What the rules propose for a row with the figures below; at rest nothing is proposed."""
    if row["state"] in RESTING:
        return "grey"
    figures = {"overdue": row["overdue"], "slipping": row["slipping"]}
    return schedule_status(count=row["milestones"], **figures)


def _ahead(shown: dict[str, Any] | None) -> NextMilestone | None:
    """The next milestone out of JSON, where days are text."""
    return NextMilestone(**{**shown, "due": date.fromisoformat(shown["due"])}) if shown else None


def with_figures(*, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Each project with its last confirmed status, its own day, its late milestones and the next one."""
    of_project = milestones(actor=actor).filter(project_id=OuterRef("pk"))
    today: Any = OuterRef("today")
    ahead = of_project.open().filter(due__gte=today).order_by("due", "position")
    ahead = ahead.annotate(shown=JSONObject(number="number", name="name", due="due"))
    moved = of_project.open().filter(due__gte=today).filter(Q(due__gt=F("promised")))
    return (
        with_report(rows, actor=actor)
        .annotate(today=_local_day(actor.now))
        .annotate(
            milestones=_count(of_project),
            overdue=_count(of_project.overdue(as_of=today)),
            slipping=_count(moved),
            next=Subquery(ahead.values("shown")[:1]),
        )
    )


def _local_day(now: datetime) -> Cast:
    """The day it is in a project's own zone."""
    instant = Value(now, output_field=DateTimeField())
    return Cast(Func(F("zone"), instant, function="timezone", output_field=DateTimeField()), DateField())


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("project_id").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
