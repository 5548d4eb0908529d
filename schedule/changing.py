"""What goes with the steps of a change request: its assessment, the board, the client, carrying it out."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.selectors import milestones
from projects.selectors import today_of
from records.approving import CHANGE
from records.selectors import approvals_of, carrier
from records.services import request_approval, withdraw_approval
from schedule.foresight import foresee
from schedule.models import ChangeRequest
from schedule.paper import paper
from schedule.performing import perform
from schedule.services import baselines
from tenancy.actors import Actor
from tenancy.rules import separate
from toolkit.errors import DomainError
from toolkit.writing import write

POLICY = "schedule.change_change_request_state"
# What stands in every assessment; "none" is an answer, silence is not.
ASSESSED = {
    "reason": _("Reason"),
    "options": _("Options considered"),
    "do_nothing": _("What happens if nothing is done"),
    "scope_impact": _("Impact on scope"),
    "days": _("Impact on time in working days"),
    "cost_once": _("One-off cost"),
    "quality_impact": _("Impact on quality"),
    "risk_impact": _("Impact on risk"),
    "sla_impact": _("Impact on the SLA"),
    "headcount": _("Impact on headcount in FTE"),
    "contract_impact": _("Impact on the contract"),
    "implementation": _("Implementation plan"),
}


class NotAssessed(DomainError):
    """Nobody decides on what nobody has assessed."""

    code = "change_not_assessed"
    message = _("%(key)s cannot go to the change board yet. Fill in, with 0 or “none” too: %(missing)s.")


class NoEmergency(DomainError):
    """The short way is for what cannot wait."""

    code = "change_no_emergency"
    message = _("%(key)s is no emergency. Assess its impact first, or mark it as an emergency.")


def missing(change: ChangeRequest, names: Any = ASSESSED) -> str:
    """What of an assessment nobody has written, in words."""
    return ", ".join(str(ASSESSED[name]) for name in names if getattr(change, name) in (None, ""))


def must_be_assessed(*, actor: Actor, subject: ChangeRequest, step: str) -> None:
    """Every dimension is answered."""
    found = missing(subject)
    if found:
        raise NotAssessed(key=subject.key, missing=found)


def is_emergency(*, actor: Actor, subject: ChangeRequest, step: str) -> None:
    """Marked as one."""
    if not subject.emergency:
        raise NoEmergency(key=subject.key)


def note_submission(*, actor: Actor, subject: ChangeRequest, step: str) -> None:
    """Its age counts from here."""
    write(subject, {"submitted_at": actor.now})


def put_to_the_board(*, actor: Actor, subject: ChangeRequest, step: str) -> None:
    """Compute what it does to the plan, and ask whom the matrix names for this money and time."""
    found = foresee(actor, subject)
    ends = {"finish_before": found.without, "finish_after": found.with_it, "foreseen_at": actor.now}
    assessed = {"assessed_at": actor.now} if step == "present" else {}
    write(subject, {**ends, **assessed})
    about = paper(subject, as_of=today_of(project=subject.project, now=actor.now))
    request_approval(
        actor=actor, carrier=carrier(actor=actor, entry_id=subject.pk), about=about, decision=CHANGE
    )


def take_from_the_board(*, actor: Actor, subject: ChangeRequest, step: str) -> None:
    """Nobody decides any more on what was taken back."""
    waiting = approvals_of(actor=actor, carrier=carrier(actor=actor, entry_id=subject.pk))
    for approval in waiting.open():  # type: ignore[attr-defined]
        withdraw_approval(actor=actor, approval=approval, reason=str(_("The change request was taken back.")))


def carry_out(*, actor: Actor, subject: ChangeRequest, step: str) -> None:
    """Perform every effect and propose the next baseline, all in the transaction of the step.

    Without an impact on cost or time nothing moves, and the baseline stays.
    """
    perform(actor, subject)
    write(subject, {"implemented_at": actor.now, "implemented_by_id": actor.person_id})
    moves = bool(subject.days or subject.effects.exists())
    planned = milestones(actor=actor, project=subject.project).exists()
    if planned and (moves or subject.has_cost):
        baselines.propose_baseline(
            actor=actor,
            project=subject.project,
            kind="schedule" if moves else "cost",
            reason=f"{subject.key} {subject.title}",
            title=subject.title,
            title_zh=subject.title_zh,
        )


def not_the_implementer(*, actor: Actor, subject: ChangeRequest, step: str) -> None:
    """Whoever carried it out does not verify it."""
    if subject.implemented_by_id:
        separate(actor, [subject.implemented_by_id], action=POLICY, subject=subject)


def keep_review(*, actor: Actor, subject: ChangeRequest, step: str, reason: str) -> None:
    """What came of it, in the words of whoever verified it."""
    write(subject, {"review": reason})
