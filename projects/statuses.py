"""What the gates propose for a project's status."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import ngettext

from projects.models import Dimension, Status
from projects.proposals import Proposal, proposes
from projects.selectors.gates import overdue_conditions
from tenancy.actors import Actor


@proposes(Dimension.SCHEDULE)
def conditions(*, actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, Proposal]:
    """Amber while an open condition of a passed gate is overdue; one query."""
    rows = overdue_conditions(actor=actor, project_ids=project_ids)
    return {one: Proposal(Status.AMBER, why(row["count"])) for one, row in rows.items()}


def why(count: int) -> str:
    """The sentence behind the colour."""
    return ngettext(
        "%(count)d condition of a gate is overdue", "%(count)d conditions of a gate are overdue", count
    ) % {"count": count}
