"""Deciding which of two tasks goes first."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.events import PriorityDecided
from planning.models import PriorityDecision, Task
from planning.priorities import Clash
from planning.selectors import owners
from planning.services.rows import lock_plan
from planning.streams import conflict_of
from projects.selectors import Project, today_of
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput

DECIDE = "planning.decide_priority"


class NotOneOfBoth(BadInput):
    """A conflict has two sides."""

    code = "not_one_of_both"
    message = _("Choose one of the two tasks.")
    field = "first"


class PriorityReasonMissing(BadInput):
    """Whoever waits is told why."""

    code = "reason_missing"
    message = _("Write why it goes first.")
    field = "reason"


class DecidedInFuture(BadInput):
    """Decisions are recorded after they were made."""

    code = "decided_in_future"
    message = _("Choose the day on which it was decided, today at the latest.")
    field = "decided_on"


class UnknownDecider(BadInput):
    """Who decides works on the project, or is the one who writes it down."""

    code = "unknown_decider"
    message = _("Choose one of the project’s people.")
    field = "decided_by_id"


@verb
def decide_priority(
    *,
    actor: Actor,
    project: Project,
    conflict: str,
    first: int,
    reason: str,
    decided_by_id: UUID | None = None,
    decided_on: date | None = None,
) -> PriorityDecision:
    """Say which task of a conflict goes first (`first`: its number), and why; supersedes what was decided.

    `decided_by_id`: the actor, `decided_on`: the project's today, if they are not given. The tasks keep their
    dates and priorities. Raises `Missing` where nothing collides any longer, `NotOneOfBoth`,
    `PriorityReasonMissing`, `DecidedInFuture`, `UnknownDecider`.
    """
    require(actor, DECIDE, project)
    lock_plan(project.pk)
    clash = conflict_of(actor=actor, project=project, key=conflict).clash
    today = today_of(project=project, now=actor.now)
    told: dict[str, Any] = {
        "reason": reason.strip(),
        "decided_on": decided_on or today,
        "decided_by_id": decided_by_id or actor.person_id,
    }
    _check(actor, project, told, today)
    one, other = _sides(project, clash, first)
    made = _decide(actor, project, conflict, {"first": one, "then": other, **told})
    publish(PriorityDecided(actor.organization.id, project.pk, made.pk, conflict), actor=actor)
    return made


def _check(actor: Actor, project: Project, told: dict[str, Any], today: date) -> None:
    if not told["reason"]:
        raise PriorityReasonMissing()
    if told["decided_on"] > today:
        raise DecidedInFuture()
    known = {str(pk) for pk, _name in owners(actor=actor, project=project)} | {str(actor.person_id)}
    if str(told["decided_by_id"]) not in known:
        raise UnknownDecider()


def _sides(project: Project, clash: Clash, first: int) -> tuple[Task, Task]:
    """The task that goes first, and the one that waits."""
    numbers = [clash.one.number, clash.other.number]
    if first not in numbers:
        raise NotOneOfBoth()
    rows = Task.objects.live().filter(project=project, number__in=numbers)
    one, other = sorted(rows.select_related("project"), key=lambda task: task.number != first)
    return one, other


def _decide(actor: Actor, project: Project, conflict: str, told: dict[str, Any]) -> PriorityDecision:
    before = PriorityDecision.objects.standing().filter(project=project, conflict=conflict)
    before.update(superseded_at=actor.now)
    made = PriorityDecision.objects.create(
        project=project,
        client_id=project.client_id,
        conflict=conflict,
        made_by_id=actor.person_id,
        created_at=actor.now,
        **told,
    )
    kept = {"first": told["first"].key, "then": told["then"].key, "reason": told["reason"]}
    for subject in (made, told["first"], told["then"]):
        record(actor, DECIDE, subject, after=kept)
    return made
