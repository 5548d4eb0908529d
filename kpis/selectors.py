"""Questions about indicators and their readings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from kpis import words
from kpis.days import cut_off, days_until, last_day
from kpis.formulas import FORMULAS
from kpis.indicators import Indicator, Point
from kpis.models import KPIDefinition, KPIReading
from kpis.policies import visible
from kpis.ratios import Ratio, Status
from projects.selectors import projects
from tenancy.actors import Actor

TREND_DAYS = 90
CATCH_UP_DAYS = 7


@dataclass(frozen=True)
class Headline:
    """The latest day of one indicator, ready to be shown elsewhere."""

    numerator: int
    denominator: int
    value: str
    target: str
    status: Status
    day: date


def definitions(*, actor: Actor) -> QuerySet[KPIDefinition]:
    """The organization's indicators, all versions."""
    return KPIDefinition.objects.all()


def readings(*, actor: Actor, project_id: UUID | None = None) -> QuerySet[KPIReading]:
    """Current readings of the projects the actor may know of (or of one), newest day first."""
    rows = KPIReading.objects.current().filter(visible(actor))
    rows = rows.filter(project_id=project_id) if project_id else rows
    return rows.order_by("-day", "definition__code", "id")


def indicators(
    *, actor: Actor, project_id: UUID, zone: str, now: datetime, days: int = TREND_DAYS
) -> list[Indicator]:
    """The indicators of a project over its last ended days, in two queries."""
    last = last_day(zone, now)
    window = list(days_until(last, days))
    by_code: dict[str, list[KPIDefinition]] = {}
    for definition in definitions(actor=actor).order_by("code", "version"):
        by_code.setdefault(definition.code, []).append(definition)
    rows = readings(actor=actor, project_id=project_id).filter(day__range=(window[0], last))
    found = {
        (definition_id, day): Ratio(numerator, denominator)
        for definition_id, day, numerator, denominator in rows.order_by().values_list(
            "definition_id", "day", "numerator", "denominator"
        )
    }
    return [_indicator(versions, window, found) for versions in by_code.values()]


def _indicator(
    versions: list[KPIDefinition], window: list[date], found: dict[tuple[UUID, date], Ratio]
) -> Indicator:
    held = [(day, _in_force(versions, day)) for day in window]
    points = tuple(Point(day, found.get((one.pk, day)), one) for day, one in held)
    return Indicator(definition=held[-1][1], points=points)


def _in_force(versions: list[KPIDefinition], day: date) -> KPIDefinition:
    """The version that holds on a day; before the first, the first."""
    begun = [one for one in versions if one.effective_from <= day]
    return begun[-1] if begun else versions[0]


def headline(*, actor: Actor, project_id: UUID, zone: str, now: datetime, code: str) -> Headline | None:
    """The latest reading of one indicator within a week, in figures as the board writes them; or None."""
    found = indicators(actor=actor, project_id=project_id, zone=zone, now=now, days=CATCH_UP_DAYS)
    point = next((one.latest for one in found if one.definition.code == code), None)
    if point is None or point.ratio is None or point.value is None:
        return None
    return Headline(
        numerator=point.ratio.numerator,
        denominator=point.ratio.denominator,
        value=words.figure(point.definition, point.value),
        target=words.target(point.definition),
        status=point.status,
        day=point.day,
    )


@dataclass(frozen=True)
class Place:
    """What a roll-up needs to know of a project."""

    id: UUID
    client_id: UUID
    zone: str

    def ended(self, day: date, now: datetime) -> bool:
        """Whether the day is over for the project."""
        return now >= cut_off(day, self.zone)


def places(*, actor: Actor, project_ids: Any = None) -> list[Place]:
    """The running projects of the organization (or those of them that are named)."""
    rows = projects(actor=actor).running()  # type: ignore[attr-defined]
    rows = rows.filter(pk__in=project_ids) if project_ids is not None else rows
    return [Place(*row) for row in rows.order_by("key").values_list("id", "client_id", "zone")]


def days_due(*, actor: Actor, now: datetime, back: int = CATCH_UP_DAYS) -> dict[date, list[UUID]]:
    """Days without complete readings and the projects that miss them: each project's last `back` ended days.

    Three queries, whatever the number of projects.
    """
    running = places(actor=actor)
    if not running:
        return {}
    ended = {place.id: list(days_until(last_day(place.zone, now), back)) for place in running}
    first = min(days[0] for days in ended.values())
    wanted = list(definitions(actor=actor).filter(formula__in=FORMULAS))
    counted = dict(_reading_counts(actor, first))
    due: dict[date, list[UUID]] = {}
    for project_id, days in ended.items():
        for day in days:
            if counted.get((project_id, day), 0) < _expected(wanted, day):
                due.setdefault(day, []).append(project_id)
    return dict(sorted(due.items()))


def _reading_counts(actor: Actor, first: date) -> list[tuple[tuple[UUID, date], int]]:
    rows = readings(actor=actor).filter(day__gte=first - timedelta(days=1)).order_by()
    counted = rows.values_list("project_id", "day").annotate(count=Count("id"))
    return [((project_id, day), count) for project_id, day, count in counted]


def _expected(wanted: list[KPIDefinition], day: date) -> int:
    """How many readings a complete day has; before anything was defined, at least one is missing."""
    in_force = [one for one in wanted if _holds(one, day)]
    return len(in_force) if wanted else 1


def _holds(definition: KPIDefinition, day: date) -> bool:
    ended = definition.effective_to is not None and definition.effective_to < day
    return definition.effective_from <= day and not ended
