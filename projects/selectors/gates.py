"""Questions about stage gates: what is asked at each, what was shown, and what is missing."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, DateTimeField, F, Func, Min, QuerySet, Value
from django.db.models.functions import Cast

from projects.gates import Criterion, criteria
from projects.models import (
    GateCondition,
    GateCriterion,
    GateDecision,
    GateEvidence,
    GateWaiver,
    Project,
    StageGate,
)
from projects.models.gates import GateConditionQuerySet, StageGateQuerySet
from projects.policies import visible_records
from projects.selectors.projects import project_by_key
from tenancy.actors import Actor
from toolkit.errors import Missing


@dataclass(frozen=True)
class Checked:
    """A criterion as it stands on a day. `given`: whether anything was shown for it at all.

    `waiver`: the granted one that still runs. `why_not`: what the house itself says is missing.
    """

    criterion: GateCriterion
    met: bool = False
    given: bool = False
    evidence: str = ""
    by: str = ""
    by_id: UUID | None = None
    on: date | None = None
    why_not: str = ""
    url: str = ""
    waiver: GateWaiver | None = None

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of a go."""
        return self.criterion.mandatory and not self.met

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way even of a conditional go."""
        return self.blocks and self.waiver is None


@dataclass(frozen=True)
class Standing:
    """A gate with its criteria as they stand. `weight_met` of `weight`: how sure one may be of it."""

    gate: StageGate
    checked: list[Checked]

    @property
    def weight(self) -> int:
        """Of all criteria."""
        return sum(one.criterion.weight for one in self.checked)

    @property
    def weight_met(self) -> int:
        """Of those that are met."""
        return sum(one.criterion.weight for one in self.checked if one.met)

    @property
    def missing(self) -> list[Checked]:
        """Mandatory criteria that are not met."""
        return [one for one in self.checked if one.blocks]


def gates(*, actor: Actor, project: Project | None = None) -> StageGateQuerySet:
    """The live gates that the actor may know of, in the order of a project's life."""
    rows = StageGate.objects.live().filter(visible_records(actor), project__withdrawn_at__isnull=True)
    rows = rows if project is None else rows.filter(project=project)
    return rows.order_by("code", "number")


def criterion_by_number(*, actor: Actor, key: str, number: int) -> GateCriterion:
    """One live criterion of a project, with its gate. Raises `Missing`."""
    rows = GateCriterion.objects.live().filter(
        visible_records(actor), project=project_by_key(actor=actor, key=key)
    )
    found = rows.filter(number=number).select_related("gate", "project").first()
    if found is None:
        raise Missing()
    return found


def evidence_for(*, actor: Actor, criterion: GateCriterion) -> QuerySet[GateEvidence]:
    """What was shown for a criterion, the latest first."""
    rows = GateEvidence.objects.filter(visible_records(actor), criterion=criterion)
    return rows.select_related("given_by").order_by("-created_at", "-pk")


def decisions_on(*, actor: Actor, gate: StageGate) -> QuerySet[GateDecision]:
    """How a gate was decided on, the latest first."""
    rows = GateDecision.objects.filter(visible_records(actor), gate=gate)
    return rows.select_related("decided_by").order_by("-created_at", "-pk")


def conditions_of(*, actor: Actor, gate: StageGate) -> GateConditionQuerySet:
    """The live conditions of a gate, the first due first."""
    rows = GateCondition.objects.live().filter(visible_records(actor), gate=gate)
    return rows.select_related("owner").order_by("due_on", "number")


def overdue_conditions(*, actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """How many open conditions of passed gates are overdue, by project, each in its project's own day;
    and since when. One query."""
    instant = Value(actor.now, output_field=DateTimeField())
    today = Cast(Func(F("project__zone"), instant, function="timezone"), DateField())
    rows = (
        GateCondition.objects.live()
        .overdue(as_of=today)
        .filter(
            visible_records(actor),
            project_id__in=list(project_ids),
            gate__state__in=StageGate.PASSED,
            gate__withdrawn_at__isnull=True,
        )
    )
    counted = rows.order_by().values("project_id").annotate(count=Count("pk"), since=Min("due_on"))
    return {row.pop("project_id"): row for row in counted}


def standing_of(*, actor: Actor, gate: StageGate, as_of: date) -> Standing:
    """One gate with its criteria as they stand on a day."""
    return standings(actor=actor, project=gate.project, found=[gate], as_of=as_of)[0]


def standings(*, actor: Actor, project: Project, found: Iterable[StageGate], as_of: date) -> list[Standing]:
    """Gates of one project with their criteria as they stand on a day; what the house answers itself is
    asked once for each of the eight codes."""
    found = list(found)
    asked: dict[UUID, list[GateCriterion]] = defaultdict(list)
    rows = GateCriterion.objects.live().filter(gate__in=found).order_by("number")
    for one in rows:
        asked[one.gate_id].append(one)
    shown, waived = _last_evidence(found), _waivers(found, as_of)
    codes = {gate.code for gate in found if any(one.source for one in asked[gate.pk])}
    known = {code: criteria(gate=code, actor=actor, project=project, as_of=as_of) for code in codes}
    return [
        Standing(
            gate,
            [
                _checked(one, known.get(gate.code, {}), shown.get(one.pk), waived.get(one.pk))
                for one in asked[gate.pk]
                if not one.source or one.source in known.get(gate.code, {})
            ],
        )
        for gate in found
    ]


def _checked(
    one: GateCriterion,
    known: dict[str, Criterion],
    shown: GateEvidence | None,
    waiver: GateWaiver | None,
) -> Checked:
    if one.source:
        answer = known[one.source]
        why_not = "" if answer.met else str(answer.why_not)
        said = str(answer.evidence)
        return Checked(one, answer.met, True, said, why_not=why_not, url=answer.url, waiver=waiver)
    if shown is None:
        return Checked(one, waiver=waiver)
    by = shown.given_by.name if shown.given_by else ""
    return Checked(
        one,
        shown.met,
        True,
        shown.text,
        by=by,
        by_id=shown.given_by_id,
        on=shown.created_at.date(),
        waiver=waiver,
    )


def _last_evidence(found: list[StageGate]) -> dict[UUID, GateEvidence]:
    rows = GateEvidence.objects.filter(criterion__gate__in=found).select_related("given_by")
    last = rows.order_by("criterion_id", "-created_at", "-pk").distinct("criterion_id")
    return {one.criterion_id: one for one in last}


def _waivers(found: list[StageGate], as_of: date) -> dict[UUID, GateWaiver]:
    rows = GateWaiver.objects.live().filter(criterion__gate__in=found, state=GateWaiver.State.GRANTED)
    running = rows.filter(expires_on__gte=as_of).select_related("head", "sponsor")
    return {one.criterion_id: one for one in running.order_by("expires_on")}


def authors_of(*, gate: StageGate) -> set[UUID | None]:
    """Who gave evidence for a gate, or made it: they do not decide on it."""
    rows = GateEvidence.objects.filter(criterion__gate=gate).order_by()
    return {*rows.values_list("given_by_id", flat=True).distinct(), gate.made_by_id} - {None}
