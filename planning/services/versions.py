"""A new version of a document that is in force."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.registers.declared import register_of
from projects.registers.services import add_record
from tenancy.actors import Actor
from tenancy.verbs import require, verb
from toolkit.errors import DomainError

IN_FORCE = ("approved", "superseded")
BEING_WRITTEN = ("draft", "submitted", "review")


class NotInForceYet(DomainError):
    """What is still being written is simply written on."""

    code = "not_in_force_yet"
    message = _("%(key)s is not approved yet. Change it, or take it back to draft.")


class VersionBegun(DomainError):
    """One new version at a time."""

    code = "version_begun"
    message = _("%(key)s is the next version, and it is not approved yet. Go on with that one.")


@verb
def begin_version(*, actor: Actor, subject: Any) -> Any:
    """A draft that begins with the text of an approved charter or plan; that one stays in force.

    Raises `NotInForceYet`, `VersionBegun`.
    """
    register = register_of(subject._meta.label)
    assert register is not None
    require(actor, register.policy("add"), subject)
    if subject.state not in IN_FORCE:
        raise NotInForceYet(key=subject.key)
    rows = register.rows().live().filter(**subject.place(), state__in=BEING_WRITTEN)
    begun = rows.order_by("number").first()
    if begun is not None:
        raise VersionBegun(key=begun.key)
    fields = {name: getattr(subject, name) for name in register.fields}
    return add_record(actor=actor, register=register, project=subject.project, **fields)
