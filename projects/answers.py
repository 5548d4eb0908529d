"""What clients are asked to sign, and what an answer does."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.services.signing import SOW, keep_sow_signature
from records.asking import Choice, answers
from tenancy.actors import Actor


@answers(
    SOW,
    name=_("Signature of a statement of work"),
    choices=(
        Choice("agree", _("I sign it"), tone="g"),
        Choice("agree_with_remark", _("I sign it, with a remark"), needs_remark=True, tone="g"),
        Choice("refuse", _("I do not sign it"), needs_remark=True, tone="r"),
    ),
)
def sign(*, actor: Actor, ask: Any, answer: str, remark: str, given: dict[str, Any]) -> None:
    """The client's signatory signs the version that the question is about, or says why not."""
    keep_sow_signature(actor=actor, ask=ask, answer=answer)
