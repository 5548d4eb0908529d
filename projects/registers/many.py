"""Verbs on many records of a register: all or nothing, in a number of statements that does not grow."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from projects.registers.declared import Register
from projects.registers.events import (
    RecordChanged,
    RecordGiven,
    RecordRestored,
    RecordShared,
    RecordUnshared,
    RecordWithdrawn,
)
from projects.registers.forms import team
from projects.registers.rules import allow_change, allow_move, obey, told
from projects.registers.selectors import records_of, withdrawn_of
from tenancy.actors import Actor
from tenancy.verbs import publish_all, record_all, require, verb
from tenancy.walls import Visibility
from toolkit.errors import BadInput, DomainError
from toolkit.many import Changed, Picked, check

GONE = {"withdrawn_at": None, "withdrawn_reason": "", "withdrawn_by_id": None}


class OwnerElsewhere(BadInput):
    """Only who works on the project can own a record of it."""

    code = "unknown_reference"
    message = _("There is no such record here. Choose one from the list.")
    field = "owner_id"


@verb
def share_records(*, actor: Actor, register: Register, project: Project, rows: list[Picked]) -> Changed:
    """Let the client see records. Those that are shared already stay so. Raises `RowsRefused`."""
    return _show(actor, register, project, rows, Visibility.SHARED, RecordShared)


@verb
def unshare_records(*, actor: Actor, register: Register, project: Project, rows: list[Picked]) -> Changed:
    """Take records out of the client's sight. Raises `RowsRefused`."""
    return _show(actor, register, project, rows, Visibility.INTERNAL, RecordUnshared)


@verb
def withdraw_records(
    *, actor: Actor, register: Register, project: Project, rows: list[Picked], reason: str
) -> Changed:
    """Take records out of their register; they can be restored. Raises `RowsRefused`."""
    policy = register.policy("withdraw")
    require(actor, policy, project)
    found = _chosen(actor, register, project, rows, policy, allow=allow_change)
    values = {"withdrawn_at": actor.now, "withdrawn_reason": reason, "withdrawn_by_id": actor.person_id}
    lines = [(one, None, {"reason": reason}) for one in found]
    return _done(actor, register, policy, lines, RecordWithdrawn, values)


@verb
def restore_records(*, actor: Actor, register: Register, project: Project, rows: list[Picked]) -> Changed:
    """Put withdrawn records back. Raises `RowsRefused`."""
    policy = register.policy("withdraw")
    require(actor, policy, project)
    found = _chosen(actor, register, project, rows, policy, allow=allow_move, withdrawn=True)
    lines = [(one, {"reason": one.withdrawn_reason}, None) for one in found]
    return _done(actor, register, policy, lines, RecordRestored, GONE)


@verb
def assign_records(
    *, actor: Actor, register: Register, project: Project, rows: list[Picked], owner_id: UUID | None
) -> Changed:
    """Put records into somebody's hands, or nobody's. Raises `RowsRefused`, `OwnerElsewhere`."""
    policy, values = register.policy("edit"), {"owner_id": owner_id}
    require(actor, policy, project)
    if owner_id is not None and owner_id not in dict(team(actor=actor, project=project)):
        raise OwnerElsewhere()
    chosen = _chosen(actor, register, project, rows, policy, allow=allow_change)
    found = [one for one in chosen if one.owner_id != owner_id]
    for one in found:
        obey(register, actor, project, one, values)
    lines = [(one, {"owner_id": one.owner_id}, values) for one in found]
    done = _done(actor, register, policy, lines, RecordChanged, values, fields="owner_id")
    if owner_id not in (None, actor.person_id):
        publish_all((told(RecordGiven, actor, one, owner_id=owner_id) for one in found), actor=actor)
    return done


def _show(
    actor: Actor, register: Register, project: Project, rows: list[Picked], visibility: str, fact: Any
) -> Changed:
    policy, values = register.policy("share"), {"visibility": visibility}
    require(actor, policy, project)
    chosen = _chosen(actor, register, project, rows, policy)
    lines = [(one, {"visibility": one.visibility}, values) for one in chosen if one.visibility != visibility]
    return _done(actor, register, policy, lines, fact, values)


def _chosen(
    actor: Actor,
    register: Register,
    project: Project,
    rows: list[Picked],
    policy: str,
    *,
    allow: Any = None,
    withdrawn: bool = False,
) -> list[Any]:
    """The chosen records, locked; raises `RowsRefused` with those that may not be changed."""
    ask = withdrawn_of if withdrawn else records_of
    known = ask(actor=actor, register=register, project=project).filter(pk__in=[one.id for one in rows])
    stored = {one.pk: one for one in known.select_related("project").select_for_update(of=("self",))}

    def why_not(one: Any) -> str:
        try:
            if allow is not None:
                allow(register, actor, one)
        except DomainError as refusal:
            return str(refusal)
        return ""

    return check(rows, stored, may=lambda one: actor.may(policy, one), why_not=why_not)


def _done(
    actor: Actor,
    register: Register,
    policy: str,
    lines: Iterable[tuple[Any, Any, Any]],
    fact: Any,
    values: dict[str, Any],
    **more: str,
) -> Changed:
    """Write the values, an audit line and a fact for each; every record is one version further."""
    lines = list(lines)
    found = [subject for subject, _before, _after in lines]
    register.rows().filter(pk__in=[one.pk for one in found]).update(**values, version=F("version") + 1)
    record_all(actor, policy, lines)
    publish_all((told(fact, actor, one, **more) for one in found), actor=actor)
    picked = tuple(Picked(one.pk, one.version + 1) for one in found)
    return Changed(len(picked), picked)
