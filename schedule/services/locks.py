"""Verbs of locked periods."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from projects.selectors import Project, today_of
from projects.services import ReasonMissing
from schedule.events import HoursLocked, HoursUnlocked
from schedule.models.timesheets import PeriodLock
from schedule.selectors.timesheets import locked_through
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import write


class LockAhead(BadInput):
    """What has not come yet cannot be closed."""

    code = "lock_ahead"
    message = _("Choose a day that is over: hours are still being worked.")
    field = "through"


class LockedAlready(DomainError):
    """A lock only moves forward."""

    code = "locked_already"
    message = _("The hours are locked through %(day)s already. Choose a later day.")
    field = "through"


class LockOpened(DomainError):
    """It was opened before."""

    code = "lock_opened"
    message = _("This period was unlocked already.")


@verb
def lock_period(*, actor: Actor, project: Project, through: date, reason: str) -> PeriodLock:
    """Close a project's hours through a day. Raises `LockAhead`, `LockedAlready`, `ReasonMissing`."""
    require(actor, "schedule.lock_period", project)
    if not reason.strip():
        raise ReasonMissing()
    if through >= today_of(project=project, now=actor.now):
        raise LockAhead()
    there = locked_through(actor=actor, project=project)
    if there and through <= there:
        raise LockedAlready(day=there.isoformat())
    lock = PeriodLock.objects.create(
        project=project,
        client_id=project.client_id,
        created_at=actor.now,
        through=through,
        reason=reason.strip()[:500],
        locked_by_id=actor.person_id,
    )
    record(actor, "schedule.lock_period", lock, after={"through": through, "reason": lock.reason})
    publish(HoursLocked(actor.organization.id, project.pk, lock.pk, through), actor=actor)
    return lock


@verb
def unlock_period(*, actor: Actor, lock: PeriodLock, reason: str, version: int | None = None) -> PeriodLock:
    """Open a closed period again, with a reason. Raises `LockOpened`, `ReasonMissing`, `Stale`."""
    require(actor, "schedule.unlock_period", lock)
    if not reason.strip():
        raise ReasonMissing()
    if lock.unlocked_at is not None:
        raise LockOpened()
    values = {"unlocked_at": actor.now, "unlocked_by_id": actor.person_id, "unlock_reason": reason[:500]}
    write(lock, values, version=version)
    record(actor, "schedule.unlock_period", lock, after={"reason": reason})
    publish(HoursUnlocked(actor.organization.id, lock.project_id, lock.pk, lock.through), actor=actor)
    return lock
