"""Questions about thresholds."""

from collections.abc import Collection
from uuid import UUID

from projects.selectors import Project
from schedule.models import Threshold
from schedule.policies import visible
from tenancy.actors import Actor


def thresholds_of(*, actor: Actor, project: Project) -> Threshold:
    """What a project tolerates; the usual values, not stored, where it has chosen none."""
    found = Threshold.objects.filter(visible(actor), project=project).first()
    return found or Threshold(project=project, client_id=project.client_id)


def thresholds_by_project(*, actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, Threshold]:
    """The same of many projects, without those that have chosen none; one query."""
    rows = Threshold.objects.filter(visible(actor), project_id__in=project_ids)
    return {row.project_id: row for row in rows}
