"""Deriving from the plan whom it needs: one line for each group of resources."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from planning.models import Assignment, DemandLine, PlanResource
from planning.registers.demand import DEMAND
from projects.registers.services import add_record, edit_record
from projects.selectors import Project
from tenancy.actors import Actor
from tenancy.verbs import require, verb
from toolkit.errors import DomainError

DERIVE = "planning.derive_demand"


class NothingAssigned(DomainError):
    """A plan without resources says nothing of people."""

    code = "nothing_assigned"
    message = _("No task of the plan has a resource with days. Assign resources, or write the lines by hand.")


@dataclass
class Need:
    """What the plan says of one group: when each assignment begins and ends, with how many units."""

    spans: list[tuple[datetime, datetime, Decimal]] = field(default_factory=list)
    tasks: set[str] = field(default_factory=set)

    @property
    def peak(self) -> Decimal:
        """The most units that work at one instant; what ends as another begins does not add up."""
        turns = [(start, 1, units) for start, _end, units in self.spans]
        turns += [(end, 0, -units) for _start, end, units in self.spans]
        most = running = Decimal(0)
        for _at, _begins, units in sorted(turns):
            running += units
            most = max(most, running)
        return most


@verb
def derive_demand(*, actor: Actor, project: Project) -> Project:
    """Write a demand line for each group of working resources in the plan: its peak of units, from the
    first day on which it works to the last. Lines that were derived before get what the plan says now;
    those that people wrote stay. Raises `NothingAssigned`.
    """
    require(actor, DERIVE, project)
    found = needs_of(project)
    if not found:
        raise NothingAssigned()
    rows = DemandLine.objects.live().filter(project=project).exclude(derived_from="")
    had = {line.derived_from: line for line in rows.select_related("project")}
    for group, need in found.items():
        _keep(actor, project, had.get(group), group, said(need, project.zone))
    return project


def needs_of(project: Project) -> dict[str, Need]:
    """Per group (or resource without one) what the live assignments of a plan say, in one query."""
    rows = Assignment.objects.filter(
        project=project,
        withdrawn_at__isnull=True,
        task__withdrawn_at__isnull=True,
        resource__kind=PlanResource.Kind.WORK,
    ).annotate(begins=Coalesce("start_at", "task__start_at"), ends=Coalesce("finish_at", "task__finish_at"))
    dated = rows.filter(begins__isnull=False, ends__isnull=False).order_by("begins")
    return grouped(dated.values("resource__group", "resource__name", "begins", "ends", "units", "task__name"))


def grouped(rows: Iterable[Any]) -> dict[str, Need]:
    """Assignments by the group of their resource."""
    found: dict[str, Need] = defaultdict(Need)
    for row in rows:
        group = (row["resource__group"] or row["resource__name"]).strip()
        if group and row["units"] > 0:
            found[group].spans.append((row["begins"], row["ends"], row["units"]))
            found[group].tasks.add(row["task__name"])
    return dict(found)


def said(need: Need, zone: str) -> dict[str, Any]:
    """A need as the fields of a line, in days of the project."""
    first, last = (min(one[0] for one in need.spans), max(one[1] for one in need.spans))
    return {
        "headcount": need.peak.quantize(Decimal("0.01")),
        "from_on": _day(first, zone),
        "to_on": _day(last, zone),
        "reason": ", ".join(sorted(need.tasks))[:5000],
    }


def _keep(
    actor: Actor, project: Project, line: DemandLine | None, group: str, values: dict[str, Any]
) -> None:
    if line is None:
        add_record(
            actor=actor, register=DEMAND, project=project, title=group[:300], derived_from=group, **values
        )
    else:
        edit_record(actor=actor, register=DEMAND, subject=line, **values)


def _day(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()
