"""All projects in one list: where each stands, and how many stand where."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, DateTimeField, F, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.selectors import RESTING, with_figures
from projects.selectors import managers, portfolio
from tenancy.actors import Actor
from toolkit.formats import sentences

ORDER = ("red", "amber", "green", "grey")


def projects_with_status(*, actor: Actor) -> QuerySet[Any]:
    """The projects the actor may know of, with who manages each, its figures and its status.

    `status` is `Standing.status` said in SQL, so that one can filter and sort by it.
    """
    rows = with_figures(rows=portfolio(actor=actor), actor=actor)
    named = managers(actor=actor).values("person_id")
    now = Value(actor.now, output_field=DateTimeField())
    rows = rows.annotate(manager_id=Subquery(named[:1]), proposed=_proposed(), now=now)
    said = Coalesce(KeyTextTransform("stated", "report"), F("proposed"))
    grey = When(state__in=RESTING, then=Value("grey"))
    return rows.annotate(status=Case(grey, default=said, output_field=CharField()))


def _proposed() -> Case:
    """`planning.selectors.schedule_status` in SQL; at rest nothing is proposed."""
    return Case(
        When(state__in=RESTING, then=Value("grey")),
        When(milestones=0, then=Value("grey")),
        When(overdue__gt=0, then=Value("red")),
        When(slipping__gt=0, then=Value("amber")),
        default=Value("green"),
        output_field=CharField(),
    )


@dataclass(frozen=True)
class Cell:
    """How many projects of a stage have a status."""

    stage: str
    status: str
    count: int


@dataclass(frozen=True)
class Heat:
    """Stage × status, for the stages that have projects; and how many have which status."""

    rows: list[tuple[str, list[Cell]]]
    counts: Counter[str]

    @property
    def total(self) -> int:
        """How many projects there are."""
        return sum(self.counts.values())


def heat(pairs: Iterable[tuple[str, str]]) -> Heat:
    """The map of (stage, status) pairs."""
    counted = Counter(pairs)
    stages = sorted({stage for stage, _status in counted})
    rows = [(stage, [Cell(stage, status, counted[stage, status]) for status in ORDER]) for stage in stages]
    by_status: Counter[str] = Counter()
    for (_stage, status), count in counted.items():
        by_status[status] += count
    return Heat(rows, by_status)


def sentence(found: Heat) -> str:
    """The portfolio in a sentence: how many projects, and how many need somebody."""
    if not found.total:
        return ""
    told = ngettext("%(count)d project.", "%(count)d projects.", found.total) % {"count": found.total}
    red, amber = found.counts["red"], found.counts["amber"]
    if not red and not amber:
        return sentences(told, _("None is off track or at risk."))
    return sentences(told, _off(red), _at_risk(amber))


def _off(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d is off track.", "%(count)d are off track.", count) % {"count": count}


def _at_risk(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d is at risk.", "%(count)d are at risk.", count) % {"count": count}
