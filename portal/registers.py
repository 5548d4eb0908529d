"""What a client may read of the registers of its projects: of shared records these columns and no others."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

from portal.selectors import SharedProject
from projects.registers.declared import Register, registers
from projects.registers.selectors import records_of
from tenancy.actors import Actor
from toolkit.tables import Status, in_language

RECORD_FIELDS = ("number", "title", "title_zh")
ON_A_PAGE = 200


@dataclass(frozen=True)
class SharedRecord:
    """One shared record: `tone` and `state` are shape and word of how far it is, where it has a state."""

    key: str
    title: str
    state: str | Promise
    tone: str
    due: date | None


@dataclass(frozen=True)
class SharedRegister:
    """One register with the records of it that were shared."""

    name: str | Promise
    icon: str
    records: list[SharedRecord]


def shared_records(
    *, actor: Actor, project: SharedProject, page: int = 1
) -> tuple[list[SharedRegister], bool]:
    """One page (from 1) of a shared project's shared records by register, and whether there is a next.

    One query; registers without a record on the page are left out.
    """
    open_ones = [one for one in registers() if not one.unshared]
    if not open_ones:
        return [], False
    first, *others = (_shared(actor, one, project) for one in open_ones)
    rows = first.union(*others, all=True) if others else first
    start, found = (page - 1) * ON_A_PAGE, defaultdict(list)
    read = list(rows.order_by("kept_in", "number")[start : start + ON_A_PAGE + 1])
    for row in read[:ON_A_PAGE]:
        found[row["kept_in"]].append(row)
    shown = [_register(one, found[one.label]) for one in open_ones if one.label in found]
    return shown, len(read) > ON_A_PAGE


def _shared(actor: Actor, register: Register, project: SharedProject) -> QuerySet[Any, dict[str, Any]]:
    """The rows of one register, with the same columns as those of every other."""
    rows = records_of(actor=actor, register=register).filter(project_id=project.project_id).order_by()
    due: Any = Cast(register.due, DateField()) if register.due else Value(None, output_field=DateField())
    return rows.annotate(
        kept_in=Value(register.label, output_field=CharField()),
        how_far=F("state") if register.states else Value("", output_field=CharField()),
        owed_on=due,
    ).values("kept_in", *RECORD_FIELDS, "how_far", "owed_on")


def _register(register: Register, rows: list[dict[str, Any]]) -> SharedRegister:
    return SharedRegister(register.names, register.icon, [_record(register, row) for row in rows])


def _record(register: Register, row: Mapping[str, Any]) -> SharedRecord:
    word, tone = _how_far(register, row["how_far"])
    key = f"{register.model.letters}{row['number']}"
    return SharedRecord(key, in_language(row, "title"), word, tone, row["owed_on"])


def _how_far(register: Register, state: str) -> tuple[str | Promise, str]:
    """The word and the shape that the provider's list shows, too."""
    column = register.table.columns.get("state")
    mapping = column.mapping if isinstance(column, Status) else {}
    return mapping.get(state, (state, "open")) if state else ("", "")
