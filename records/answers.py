"""The kinds of questions that this room asks itself."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from records.asking import AGREE, AGREE_WITH_REMARK, REFUSE, Choice, answers, nothing_follows
from records.models import Approval, ApprovalStep
from records.services.approvals import settle
from records.services.approvals_steps import APPROVE
from records.services.asks import AskGone
from records.states import APPROVAL
from tenancy.actors import Actor

answers("records.agree", name=_("Agreement"), choices=(AGREE, AGREE_WITH_REMARK, REFUSE), by_hand=True)(
    nothing_follows
)
OUTCOMES = {"approve": "approve", "approve_with_remark": "approve", "refuse": "refuse"}


@answers(
    APPROVE,
    name=_("Approval"),
    choices=(
        Choice("approve", _("I approve"), tone="g"),
        Choice("approve_with_remark", _("I approve, with a remark"), needs_remark=True, tone="g"),
        Choice("refuse", _("I do not approve"), needs_remark=True, tone="r"),
    ),
)
def approve(*, actor: Actor, ask: Any, answer: str, remark: str, given: dict[str, Any]) -> None:
    """A sponsor's decision on a step. The row is locked: nobody else's decision makes hers stale."""
    rows = Approval.objects.select_for_update(of=("self",)).select_related("entry")
    approval = rows.get(pk=UUID(ask.arguments["approval"]))
    step = ApprovalStep.objects.waiting().filter(pk=UUID(ask.arguments["step"]), ask=ask).first()
    if step is None or step.person_id != actor.person_id:
        raise AskGone()
    outcome = OUTCOMES[answer]
    APPROVAL.step(approval.state, outcome)
    settle(actor, approval, step, outcome, remark, via=ask.via)
