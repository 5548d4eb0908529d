"""What stakeholders say to objectives."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.events import AgreementRecorded
from planning.models import Objective, ObjectiveAgreement, Stakeholder
from planning.services.rows import lock_plan
from projects.selectors import today_of
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError

POLICY = "planning.record_agreement"
AGREES = ObjectiveAgreement.Verdict.AGREE


class UnknownStakeholder(BadInput):
    """Who says something has a stake in this project."""

    code = "unknown_stakeholder"
    message = _("Choose one of this project’s active stakeholders.")
    field = "stakeholder_id"


class CommentMissing(BadInput):
    """An answer with a comment has one; who disagrees says why."""

    code = "comment_missing"
    message = _("Write what they said: this answer needs a comment.")
    field = "comment"


class SaidInFuture(BadInput):
    """Words are recorded after they were said."""

    code = "said_in_future"
    message = _("Choose the day on which it was said, today at the latest.")
    field = "said_on"


class SaidLaterAlready(DomainError):
    """The log goes forward."""

    code = "said_later_already"
    message = _("%(name)s has said something on %(day)s. Choose that day or a later one.")
    field = "said_on"


@verb
def record_agreement(
    *,
    actor: Actor,
    objective: Objective,
    stakeholder_id: UUID,
    verdict: str,
    said_on: date | None = None,
    comment: str = "",
) -> ObjectiveAgreement:
    """Record what a stakeholder says to an objective; it supersedes what they said before.

    `said_on`: the project's today, if it is not given. Raises `UnknownStakeholder`, `CommentMissing`,
    `SaidInFuture`, `SaidLaterAlready`.
    """
    require(actor, POLICY, objective)
    today = today_of(project=objective.project, now=actor.now)
    day, comment = said_on or today, comment.strip()
    stakeholder = _stakeholder(objective, stakeholder_id)
    if verdict != AGREES and not comment:
        raise CommentMissing()
    if day > today:
        raise SaidInFuture()
    _supersede(actor, objective, stakeholder, day)
    values = {"verdict": verdict, "comment": comment, "said_on": day}
    said = ObjectiveAgreement.objects.create(
        project_id=objective.project_id,
        client_id=objective.client_id,
        objective=objective,
        stakeholder=stakeholder,
        made_by_id=actor.person_id,
        created_at=actor.now,
        **values,
    )
    told = {**values, "stakeholder": stakeholder.key, "agreement_id": said.pk}
    record(actor, POLICY, said, after=told)
    record(actor, POLICY, objective, after=told)
    about = (objective.project_id, objective.pk, stakeholder.pk, objective.key)
    publish(AgreementRecorded(actor.organization.id, *about, verdict), actor=actor)
    return said


def _stakeholder(objective: Objective, stakeholder_id: UUID) -> Stakeholder:
    rows = Stakeholder.objects.live().filter(project_id=objective.project_id, state=Stakeholder.State.ACTIVE)
    found: Stakeholder | None = rows.filter(pk=stakeholder_id).first()
    if found is None:
        raise UnknownStakeholder()
    return found


def _supersede(actor: Actor, objective: Objective, stakeholder: Stakeholder, day: date) -> None:
    """Their last word so far, which was not said after this one."""
    lock_plan(objective.project_id)
    rows = ObjectiveAgreement.objects.standing().filter(objective=objective, stakeholder=stakeholder)
    before = rows.first()
    if before is None:
        return
    if before.said_on > day:
        raise SaidLaterAlready(name=stakeholder.title, day=before.said_on.isoformat())
    rows.filter(pk=before.pk).update(superseded_at=actor.now)
    record(actor, POLICY, before, after={"superseded": True})
