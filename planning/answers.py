"""What the client is asked to sign and to accept, and what an answer does."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.registers.review import ASK
from planning.services.acceptance import answered
from planning.services.signatures import CHARTER, PLAN, keep_signature
from records.asking import Choice, answers, house
from tenancy.actors import Actor

SIGNING = (
    Choice("agree", _("I sign it"), tone="g"),
    Choice("agree_with_remark", _("I sign it, with a remark"), needs_remark=True, tone="g"),
    Choice("refuse", _("I do not sign it"), needs_remark=True, tone="r"),
)


@answers(CHARTER, name=_("Signature of the charter"), choices=SIGNING)
@answers(PLAN, name=_("Signature of a management plan"), choices=SIGNING)
def sign(*, actor: Actor, ask: Any, answer: str, remark: str, given: dict[str, Any]) -> None:
    """The client signs the document that the question is about, or says why not."""
    keep_signature(actor=actor, ask=ask, answer=answer, remark=remark)


STEPS = {"accept": "accept", "accept_with_remark": "accept", "reject": "reject"}


@answers(
    ASK,
    name=_("Acceptance of a deliverable"),
    choices=(
        Choice("accept", _("I accept it"), tone="g"),
        Choice("accept_with_remark", _("I accept it, with a remark"), needs_remark=True, tone="g"),
        Choice("reject", _("I do not accept it"), needs_remark=True, tone="r"),
    ),
)
def accept_deliverable(*, actor: Actor, ask: Any, answer: str, remark: str, given: dict[str, Any]) -> None:
    """The client's answer takes the step; the house does it at the same instant."""
    answered(actor=house(actor, "deliverable answered"), ask=ask, step=STEPS[answer], remark=remark)
