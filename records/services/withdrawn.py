"""Bringing withdrawn records back: each kind by its own room's verb."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records.selectors.withdrawn import Withdrawn
from tenancy.actors import Actor
from tenancy.verbs import require, verb
from toolkit.errors import DomainError, Missing


class TooLongAgo(DomainError):
    """What was withdrawn can be put back for 30 days."""

    code = "restore_too_late"
    message = _("This was withdrawn more than 30 days ago. Add it again instead.")


@verb
def restore_record(*, actor: Actor, withdrawn: Withdrawn) -> Any:
    """Restore one record by its room's own verb, which checks its rights again and leaves the trail's line.

    Raises `TooLongAgo`, and what that verb raises.
    """
    require(actor, "records.restore_record")
    if withdrawn.kind.back is None:
        raise Missing()
    if not withdrawn.is_open:
        raise TooLongAgo()
    back = withdrawn.kind.back
    require(actor, back.policy, withdrawn.record)
    return back.service(actor=actor, **{back.subject_as: withdrawn.record})
