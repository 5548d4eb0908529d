"""Questions about readiness: the board by type, and what of it stands in the way of a gate."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from planning.models import ReadinessItem
from planning.registers.readiness import READINESS_ITEMS
from projects.registers.selectors import records_of
from projects.selectors import Project
from tenancy.actors import Actor

COLOURS = ("red", "amber", "green", "grey")


@dataclass(frozen=True)
class Group:
    """What has to be in place of one type, the first needed first."""

    kind: str
    label: Any
    items: list[ReadinessItem]
    counts: dict[str, int]

    @property
    def worst(self) -> str:
        """The colour of the type: its worst item's."""
        return next((one for one in COLOURS if self.counts[one]), "grey")

    @property
    def ready(self) -> int:
        """How many are in place."""
        return sum(one.state == ReadinessItem.State.READY for one in self.items)


def items_of(*, actor: Actor, project: Project) -> Any:
    """The live items of a project that the actor may know of."""
    return records_of(actor=actor, register=READINESS_ITEMS, project=project)


def board(*, actor: Actor, project: Project, as_of: date) -> list[Group]:
    """The types that a project has items of, in the order of the list of types; one query."""
    rows = items_of(actor=actor, project=project).select_related("owner").order_by("need_by", "number")
    found: dict[str, list[ReadinessItem]] = {}
    for item in rows:
        found.setdefault(item.kind, []).append(item)
    return [
        Group(kind, label, found[kind], counted(found[kind], as_of))
        for kind, label in ReadinessItem.Kind.choices
        if kind in found
    ]


def counted(items: list[ReadinessItem], as_of: date) -> dict[str, int]:
    """How many items have each colour."""
    colours = [one.colour(as_of) for one in items]
    return {name: colours.count(name) for name in COLOURS}
