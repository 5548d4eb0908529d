"""Questions about the records of a register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from projects.models import Project
from projects.policies import visible_records
from projects.registers.declared import Register
from projects.selectors import project_by_key
from tenancy.actors import Actor
from toolkit.errors import Missing


def records_of(*, actor: Actor, register: Register, project: Project | None = None) -> QuerySet[Any]:
    """The live records that the actor may know of: all of them, or one project's."""
    rows = register.rows().live().filter(visible_records(actor), project__withdrawn_at__isnull=True)
    return rows if project is None else rows.filter(project=project)


def withdrawn_of(*, actor: Actor, register: Register, project: Project | None = None) -> QuerySet[Any]:
    """The same of those that were withdrawn."""
    rows = register.rows().withdrawn().filter(visible_records(actor), project__withdrawn_at__isnull=True)
    return rows if project is None else rows.filter(project=project)


def record_of(*, actor: Actor, register: Register, key: str, number: int, withdrawn: bool = False) -> Any:
    """One record by its project's key and its number, with what its page shows. Raises `Missing`."""
    ask = withdrawn_of if withdrawn else records_of
    rows = ask(actor=actor, register=register, project=project_by_key(actor=actor, key=key))
    found = rows.select_related("project", "owner", *register.related).filter(number=number).first()
    if found is None:
        raise Missing()
    return found


@dataclass(frozen=True)
class Counted:
    """How many live records a register of a project has: all, those still open, those overdue."""

    total: int = 0
    open: int = 0
    overdue: int = 0


def counts_of(
    *, actor: Actor, project: Project, shown: Sequence[Register], as_of: date
) -> dict[str, Counted]:
    """The counts of several registers of a project by their labels, in one query."""
    if not shown:
        return {}
    first, *others = (_counted(actor, project, one, as_of) for one in shown)
    rows = first.union(*others, all=True) if others else first
    return {label: Counted(*numbers) for label, *numbers in rows}


def _counted(actor: Actor, project: Project, register: Register, as_of: date) -> Any:
    """One row: the label, and the three numbers."""
    rows = records_of(actor=actor, register=register, project=project).order_by()
    still = ~Q(state__in=register.ended) if register.ended else Q()
    late = still & Q(**{f"{register.due}__lt": as_of}) if register.due else Q(pk__in=[])
    numbers = {"total": Count("pk"), "open": Count("pk", filter=still), "late": Count("pk", filter=late)}
    found = rows.annotate(of=Value(register.label)).values("of").annotate(**numbers)
    return found.values_list("of", *numbers)
