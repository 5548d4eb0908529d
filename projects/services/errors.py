"""The ways in which several verbs of this room say no."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.transitions import Step, Transitions
from toolkit.errors import BadInput, DomainError


class ReasonMissing(BadInput):
    """Some steps need a reason that others can read later."""

    code = "reason_missing"
    message = _("Write the reason: others will read it in the history.")
    field = "reason"


class StageUnchanged(DomainError):
    """The project is there already."""

    code = "stage_unchanged"
    message = _("The project is at stage %(stage)s already. Choose another stage.")
    field = "stage"


class VisibilityUnchanged(DomainError):
    """Sharing twice, or taking back what was never shared."""

    code = "visibility_unchanged"
    message = _("Nothing to do: what the client sees is like that already.")


class PersonGone(BadInput):
    """Work is for people who are here."""

    code = "person_gone"
    message = _("This person has left the organization. Choose somebody else.")
    field = "person_id"


class BadSponsor(BadInput):
    """Somebody else's sponsor."""

    code = "bad_sponsor"
    message = _("The sponsor is one of the client’s own people. Choose one of them.")
    field = "sponsor_id"


class ProjectEnded(DomainError):
    """What has ended stays as it was."""

    code = "project_ended"
    message = _("%(key)s has ended. Nothing about it changes any more.")


def step_of(table: Transitions, actor: Actor, record: Any, step: str, reason: str) -> Step:
    """The row of a table that an actor takes. Raises `StateRefused`, `Denied`, `ReasonMissing`."""
    row = table.take(actor, record, step)
    if row.needs_reason and not reason.strip():
        raise ReasonMissing()
    return row
