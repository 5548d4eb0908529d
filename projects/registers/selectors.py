"""Questions about the records of a register."""

from typing import Any

from django.db.models import QuerySet

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
