"""Three-point estimates of a task."""

from django.utils.translation import gettext_lazy as _

from planning.events import TaskEdited
from planning.models import Task
from planning.services.kept_free import check_work
from planning.services.tasks import SummaryIsComputed
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import differences, joined, write


class EstimatesDisordered(BadInput):
    """Three points in order, or none."""

    code = "estimates_disordered"
    message = _("Give all three, from the optimistic over the most likely to the pessimistic, or none.")
    field = "likely_minutes"


class MilestoneTakesNoTime(DomainError):
    """A point in time has no duration to estimate."""

    code = "milestone_takes_no_time"
    message = _("%(key)s is a milestone and takes no time. Estimate the tasks before it.")


@verb
def estimate_task(
    *,
    actor: Actor,
    task: Task,
    optimistic_minutes: int | None = None,
    likely_minutes: int | None = None,
    pessimistic_minutes: int | None = None,
    version: int | None = None,
) -> Task:
    """Say how long a task takes at best, most likely and at worst, in working minutes; nothing takes it back.

    Members estimate their own tasks. Neither dates nor the duration change.
    Raises `EstimatesDisordered`, `SummaryIsComputed`, `MilestoneTakesNoTime`, `BufferIsNoWork`, `Stale`.
    """
    require(actor, "planning.estimate_task", task)
    if task.is_summary:
        raise SummaryIsComputed(key=task.key)
    if task.is_milestone:
        raise MilestoneTakesNoTime(key=task.key)
    check_work(task)
    points = (optimistic_minutes, likely_minutes, pessimistic_minutes)
    known = [one for one in points if one is not None]
    if known and (len(known) < 3 or known != sorted(known)):
        raise EstimatesDisordered()
    names = ("optimistic_minutes", "likely_minutes", "pessimistic_minutes")
    changed = differences(task, dict(zip(names, points, strict=True)))
    if changed:
        before = write(task, changed, version=version)
        record(actor, "planning.estimate_task", task, before=before, after=changed)
        publish(TaskEdited(actor.organization.id, task.project_id, task.pk, joined(changed)), actor=actor)
    return task
