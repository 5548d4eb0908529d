"""What follows when a client answers whether a deliverable is accepted, or does not answer in time."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from planning.models import Deliverable
from planning.registers.deliverables import DELIVERABLES
from planning.registers.review import take_ask_back
from projects.registers.services import step_record
from projects.selectors import today_of
from records.services.asks import AskGone
from tenancy.actors import Actor
from tenancy.verbs import require, verb
from toolkit.writing import write


def decide(
    *,
    actor: Actor,
    subject: Deliverable,
    step: str,
    how: str,
    remark: str = "",
    person_id: UUID | None = None,
) -> Deliverable:
    """Accept or reject as the client said, or did not say: the house takes the step."""
    told: dict[str, Any] = {"decided_by_id": person_id, "decided_how": how, "remark": remark}
    write(subject, {"decided_on": today_of(project=subject.project, now=actor.now), **told})
    why = remark or str(Deliverable.How(how).label)
    return step_record(  # type: ignore[no-any-return]
        actor=actor, register=DELIVERABLES, subject=subject, step=step, reason=why[:500]
    )


def answered(*, actor: Actor, ask: Any, step: str, remark: str) -> Deliverable:
    """The answer to the last question about a deliverable. Raises `AskGone` where another one is open."""
    rows = Deliverable.objects.live().select_for_update(of=("self",)).select_related("project")
    subject = rows.filter(pk=UUID(ask.arguments["deliverable"]), ask_id=ask.pk).first()
    if subject is None or subject.state != Deliverable.State.CLIENT_REVIEW:
        raise AskGone()
    how = Deliverable.How.ANSWERED
    return decide(actor=actor, subject=subject, step=step, how=how, remark=remark, person_id=ask.person_id)


@verb
def deem_accepted(*, actor: Actor) -> int:
    """Accept what by contract counts as accepted when the days for review have passed; answers how many."""
    require(actor, "planning.deem_accepted")
    waiting = Deliverable.objects.live().filter(state=Deliverable.State.CLIENT_REVIEW, deemed=True)
    rows = waiting.select_related("project", "ask")
    locked = rows.select_for_update(of=("self",))
    over = [one for one in locked if one.is_unanswered(today_of(project=one.project, now=actor.now))]
    for subject in over:
        remark = _("No answer until %(day)s.") % {"day": f"{subject.review_until:%Y-%m-%d}"}
        take_ask_back(actor=actor, subject=subject, step="accept")
        decide(actor=actor, subject=subject, step="accept", how=Deliverable.How.DEEMED, remark=remark)
    return len(over)
