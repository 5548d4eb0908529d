"""Verbs of indicators: the only place that writes them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from kpis.days import cut_off
from kpis.events import DayRolledUp, KpiDefined
from kpis.formulas import FORMULAS, counts
from kpis.models import KPIDefinition, KPIReading
from kpis.ratios import Ratio
from kpis.selectors import Place, days_due, places
from tenancy.actors import Actor
from tenancy.runs import job_run
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tenancy.verbs import publish, record, record_all, require, verb

ROLL_UP = "kpis.roll_up"
RECOMPUTED = "computed again with another result"
FIRST = [
    {
        "code": "milestones_on_time",
        "name": "Milestones on time",
        "name_zh": "里程碑准时率",
        "purpose": "Milestones promised so far that were reached by the promised day (or their due day).",
        "purpose_zh": "截至当日承诺的里程碑中，在承诺日期（无承诺日期时为到期日）当天或之前达成的数量。",
        "target": Decimal(95),
        "minimum": Decimal(80),
    },
    {
        "code": "task_completion",
        "name": "Task completion",
        "name_zh": "任务完成率",
        "purpose": "Tasks due so far that are done.",
        "purpose_zh": "截至当日应完成的任务中，已完成的数量。",
        "target": Decimal(90),
        "minimum": Decimal(75),
    },
]
SINCE_EVER = date(2000, 1, 1)
Current = dict[tuple[UUID, UUID], KPIReading]


@dataclass(frozen=True)
class RollUp:
    """What came of one day: readings by fate, and projects whose day has not ended yet."""

    day: date
    projects: int = 0
    written: int = 0
    superseded: int = 0
    unchanged: int = 0
    not_ended: int = 0

    def counts(self) -> dict[str, Any]:
        """As plain values, for job runs and the command's output."""
        return {**asdict(self), "day": self.day.isoformat()}


@verb
def ensure_definitions(*, actor: Actor) -> list[KPIDefinition]:
    """Make the first two indicators where the organization has none of that code; answers the new ones."""
    require(actor, "kpis.define_kpi")
    known = set(KPIDefinition.objects.values_list("code", flat=True))
    found = [_defined(actor, facts) for facts in FIRST if facts["code"] not in known]
    made = [definition for definition, is_new in found if is_new]
    for definition in made:
        told = {name: str(getattr(definition, name)) for name in ("name", "target", "minimum")}
        record(actor, "kpis.define_kpi", definition, after=told)
        fact = KpiDefined(actor.organization.id, definition.pk, definition.code, definition.version)
        publish(fact, actor=actor)
    return made


def _defined(actor: Actor, facts: dict[str, Any]) -> tuple[KPIDefinition, bool]:
    """The definition, and whether it is new: another run may make it at the same moment."""
    more = {"formula": facts["code"], "effective_from": SINCE_EVER, "created_at": actor.now}
    return KPIDefinition.objects.get_or_create(code=facts["code"], version=1, defaults={**facts, **more})


@verb
def roll_up(*, actor: Actor, day: date, now: datetime, project_ids: Collection[UUID] | None = None) -> RollUp:
    """Compute every indicator of every running project as of the end of its day, and keep what is new.

    A second run for the same day writes nothing, unless the facts of that day were corrected since: then
    the earlier reading stays, superseded with a reason, and a new one is current. Projects whose day has
    not ended in their own zone are left out. The number of queries does not depend on that of projects.
    """
    require(actor, ROLL_UP)
    definitions = _locked_definitions(actor, day)
    asked = places(actor=actor, project_ids=project_ids)
    ended = [place for place in asked if place.ended(day, now)]
    computed = _computed(actor, definitions, ended, day=day, now=now)
    fresh = _new_ones(computed, _current(ended, day))
    _write(fresh, now)
    result = _result(day, asked=len(asked), ended=len(ended), computed=computed, fresh=fresh)
    if fresh:
        _tell(actor, definitions, fresh, result)
    return result


def _locked_definitions(actor: Actor, day: date) -> list[KPIDefinition]:
    """The definitions in force, locked: two roll-ups of one organization wait for each other."""
    rows = KPIDefinition.objects.in_force(on=day).filter(formula__in=FORMULAS).select_for_update()
    found = list(rows.order_by("code"))
    if not found:
        ensure_definitions(actor=actor)
        found = list(rows.order_by("code"))
    return found


def _computed(
    actor: Actor, definitions: list[KPIDefinition], ended: list[Place], *, day: date, now: datetime
) -> list[KPIReading]:
    """The readings as they should be, not stored yet."""
    ids = [place.id for place in ended]
    rows = []
    for definition in definitions:
        found = counts(definition.formula, actor=actor, as_of=day, project_ids=ids)
        rows += [_reading(definition, place, found[place.id], day, now) for place in ended]
    return rows


def _reading(definition: KPIDefinition, place: Place, ratio: Ratio, day: date, now: datetime) -> KPIReading:
    return KPIReading(
        project_id=place.id,
        client_id=place.client_id,
        definition=definition,
        day=day,
        numerator=ratio.numerator,
        denominator=ratio.denominator,
        cut_off=cut_off(day, place.zone),
        computed_at=now,
        created_at=now,
        source=FORMULAS[definition.formula].source,
    )


def _current(ended: list[Place], day: date) -> Current:
    rows = KPIReading.objects.current().filter(day=day, project_id__in=[place.id for place in ended])
    rows = rows.select_related("definition")
    return {(row.project_id, row.definition_id): row for row in rows}


def _new_ones(computed: list[KPIReading], current: Current) -> list[KPIReading]:
    """Those without a stored reading of the same counts; they name the reading they replace."""
    fresh = []
    for row in computed:
        stored = current.get((row.project_id, row.definition_id))
        if stored is None or stored.ratio() != row.ratio():
            row.replaces = stored
            fresh.append(row)
    return fresh


def _write(fresh: list[KPIReading], now: datetime) -> None:
    replaced = [row.replaces_id for row in fresh if row.replaces_id]
    if replaced:
        rows = KPIReading.objects.current().filter(pk__in=replaced)
        rows.update(superseded_at=now, superseded_reason=RECOMPUTED)
    KPIReading.objects.bulk_create(fresh)


def _result(
    day: date, *, asked: int, ended: int, computed: list[KPIReading], fresh: list[KPIReading]
) -> RollUp:
    return RollUp(
        day,
        projects=ended,
        written=len(fresh),
        superseded=sum(1 for row in fresh if row.replaces_id),
        unchanged=len(computed) - len(fresh),
        not_ended=asked - ended,
    )


def _tell(actor: Actor, definitions: list[KPIDefinition], fresh: list[KPIReading], result: RollUp) -> None:
    """A line in the trail per indicator, and one per replaced reading; one fact for the day."""
    written = Counter(row.definition_id for row in fresh)
    day = result.day.isoformat()
    summary = [
        (one, None, {"day": day, "written": written[one.pk]}) for one in definitions if written[one.pk]
    ]
    replaced = [(row, _told(row.replaces), _told(row)) for row in fresh if row.replaces]
    record_all(actor, ROLL_UP, [*summary, *replaced])
    publish(DayRolledUp(actor.organization.id, result.day, result.written, result.superseded), actor=actor)


def _told(row: KPIReading) -> dict[str, str]:
    counts = f"{row.numerator}/{row.denominator}"
    return {"indicator": row.definition.code, "day": row.day.isoformat(), "counts": counts}


def roll_up_day(
    *, actor: Actor, day: date, now: datetime, project_ids: Collection[UUID] | None = None
) -> RollUp:
    """`roll_up` as a named job: with its run noted, and the time a job may take."""
    with job_run(actor=actor, job=ROLL_UP, slot=day.isoformat()) as told:
        with tenant_tx(actor.organization.id, timeout=JOB_TIMEOUT):
            result = roll_up(actor=actor, day=day, now=now, project_ids=project_ids)
        told.update(result.counts())
    return result


def roll_up_due(*, actor: Actor, now: datetime) -> list[RollUp]:
    """Roll up each project's yesterday and the last days that were missed. Nothing due: nothing happens."""
    with tenant_tx(actor.organization.id):
        due = days_due(actor=actor, now=now)
    return [
        roll_up_day(actor=actor, day=day, now=now, project_ids=project_ids)
        for day, project_ids in due.items()
    ]
