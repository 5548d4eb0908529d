"""What the plan proposes for a project's status."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planning.selectors import milestone_standings, schedule_status
from projects.proposals import Proposal, proposes
from tenancy.actors import Actor


@proposes("schedule")
def schedule(*, actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, Proposal]:
    """Red with any overdue milestone, amber with one that is expected later than promised; one query."""
    rows = milestone_standings(actor=actor, project_ids=project_ids)
    return {row["project_id"]: Proposal(schedule_status(**facts(row)), why(row)) for row in rows}


def facts(row: dict[str, Any]) -> dict[str, int]:
    """What the rule looks at."""
    return {name: row[name] for name in ("count", "overdue", "slipping")}


def why(row: dict[str, Any]) -> str:
    """The sentence behind the colour."""
    if row["overdue"]:
        return ngettext(
            "%(count)d milestone is overdue", "%(count)d milestones are overdue", row["overdue"]
        ) % {"count": row["overdue"]}
    if row["slipping"]:
        return ngettext(
            "%(count)d milestone is expected later than promised",
            "%(count)d milestones are expected later than promised",
            row["slipping"],
        ) % {"count": row["slipping"]}
    return _("No milestone is overdue or expected later than promised")
