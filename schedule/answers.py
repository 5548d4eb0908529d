"""The kinds of questions that this room asks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records.asking import Choice, answers, house
from schedule.services.changes import SIGNATURE, decline_change, sign_change
from schedule.services.collecting import AS_PLANNED, CHANGED, QUESTION, confirm_all
from tenancy.actors import Actor


@answers(
    SIGNATURE,
    name=_("Signature of a change request"),
    choices=(
        Choice("sign", _("I sign this change"), tone="g"),
        Choice("sign_with_remark", _("I sign, with a remark"), needs_remark=True, tone="g"),
        Choice("refuse", _("I do not sign"), needs_remark=True, tone="r"),
    ),
)
def sign(*, actor: Actor, ask: Any, answer: str, remark: str, given: dict[str, Any]) -> None:
    """The client's word on an approved change, in the transaction that keeps the answer."""
    doer = house(actor, f"answer {ask.pk}")
    if answer == "refuse":
        decline_change(doer, ask.entry_id, remark)
    else:
        sign_change(doer, ask.entry_id, actor.person_id)


@answers(
    QUESTION,
    name=_("Progress of the week"),
    choices=(
        Choice(AS_PLANNED, _("All as planned: the figures above are of today"), tone="g"),
        Choice(CHANGED, _("Something changed: I report on it in “My tasks”"), tone=""),
    ),
)
def report(*, actor: Actor, ask: Any, answer: str, remark: str, given: dict[str, Any]) -> None:
    """“All as planned” is a report on each task that the question named and that is still hers and open."""
    if answer == AS_PLANNED:
        confirm_all(house(actor, f"answer {ask.pk}"), ask, remark)
