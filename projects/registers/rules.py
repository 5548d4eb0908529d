"""What the verbs on the records of registers ask first, and how they tell what became of a record."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.registers.declared import Register
from projects.registers.events import RecordGiven
from tenancy.actors import Actor
from tenancy.listeners import Event
from tenancy.verbs import publish
from toolkit.errors import DomainError


class RecordFrozen(DomainError):
    """What was decided stays as it was decided."""

    code = "record_frozen"
    message = _("%(key)s is “%(state)s”, so it stays as it is. Take it back a step, or add a new one.")


def obey(register: Register, actor: Actor, project: Any, subject: Any, values: dict[str, Any]) -> None:
    """Ask the register's rules; they raise why not."""
    for rule in register.rules:
        rule(actor=actor, project=project, subject=subject, values=values)


def allow_change(register: Register, actor: Actor, subject: Any) -> None:
    """Raise `RecordFrozen`, or what the register's guard raises, unless something of it may be changed."""
    state = getattr(subject, "state", "")
    if state in register.frozen:
        raise RecordFrozen(key=subject.key, state=subject.get_state_display())
    allow_move(register, actor, subject)


def allow_move(register: Register, actor: Actor, subject: Any) -> None:
    """Ask the register's guard, where it has one."""
    if register.guard is not None:
        register.guard(actor=actor, subject=subject)


def tell_owner(actor: Actor, subject: Any, written: Mapping[str, Any]) -> None:
    """Announce whose the record became, where that is somebody else than the actor."""
    if written.get("owner_id") not in (None, actor.person_id):
        publish(told(RecordGiven, actor, subject, owner_id=written["owner_id"]), actor=actor)


def told(event: type[Event], actor: Actor, subject: Any, **more: Any) -> Event:
    """A fact about a record."""
    kind, key = subject._meta.label, subject.key
    return event(actor.organization.id, subject.project_id, subject.pk, kind, key, **more)  # type: ignore[call-arg]
