"""Questions about who does what, and the matrix that shows it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from planning.models import Responsibility
from planning.policies import visible
from planning.registers.deliverables import DELIVERABLES
from planning.services.responsibilities import ACCOUNTABLE, about
from planning.tables_scope import parts_table
from projects.registers.selectors import records_of
from projects.selectors import Project, people_of, processes
from tenancy.actors import Actor
from toolkit.tables import in_language

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Matrix:
    """Deliverables and processes with the part of each person; `open` counts rows without an A."""

    people: Rows
    deliverables: Rows
    processes: Rows

    @property
    def open(self) -> int:
        """Rows in which nobody is accountable."""
        return sum(not row["accountable"] for row in (*self.deliverables, *self.processes))

    @property
    def count(self) -> int:
        """All rows."""
        return len(self.deliverables) + len(self.processes)

    def tables(self, reader: Any) -> list[Any]:
        """One table for each kind of row that there is."""
        kinds = (
            (self.deliverables, _("Deliverables"), "planning_deliverable_parts", "number"),
            (self.processes, _("Processes"), "planning_process_parts", "process"),
        )
        return [
            parts_table(self.people, caption, route, argument)(reader).shown(rows)
            for rows, caption, route, argument in kinds
            if rows
        ]


def responsibilities(*, actor: Actor, project: Project) -> QuerySet[Responsibility]:
    """Everybody's part in what is live."""
    return Responsibility.objects.filter(
        visible(actor), project=project, deliverable__withdrawn_at__isnull=True
    )


def held(*, actor: Actor, subject: Any) -> dict[str, str]:
    """The part of each person in one deliverable or process."""
    rows = Responsibility.objects.filter(visible(actor), **about(subject))
    return {str(person_id): part for person_id, part in rows.values_list("person_id", "part")}


def matrix(*, actor: Actor, project: Project) -> Matrix:
    """Who does what in a project; a constant number of queries."""
    people = people_of(actor=actor, project=project)
    parts: dict[Any, dict[Any, str]] = {}
    for one in responsibilities(actor=actor, project=project):
        parts.setdefault(one.deliverable_id or one.process_id, {})[one.person_id] = one.part
    deliverables = records_of(actor=actor, register=DELIVERABLES, project=project).order_by("number")
    named = [
        (one.pk, {"number": one.number, "name": f"{one.key} {in_language(vars(one), 'title')}"})
        for one in deliverables
    ]
    coded = [
        (one.pk, {"process": one.code, "name": f"{one.code} {in_language(vars(one), 'name')}"})
        for one in processes(actor=actor, project=project)
    ]
    return Matrix(people, _filled(named, people, parts), _filled(coded, people, parts))


def _filled(rows: list[tuple[Any, dict[str, Any]]], people: Rows, parts: dict[Any, Any]) -> Rows:
    return [_row(about, people, parts.get(pk, {})) for pk, about in rows]


def _row(about: dict[str, Any], people: Rows, parts: dict[Any, str]) -> dict[str, Any]:
    cells = {f"p{n}": parts.get(one["person_id"], "") for n, one in enumerate(people)}
    return {**about, **cells, "accountable": any(part in ACCOUNTABLE for part in parts.values())}
