"""What may happen to an approval in which state, and by whom."""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

DECIDERS = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI")
PENDING, DEFERRED = "pending", "deferred"
OPEN = (PENDING, DEFERRED)

# Which of the deciders it waits for, its steps say. "superseded" is written by the house alone: the record
# was changed after it was asked about, or somebody asked anew.
APPROVAL = Transitions(
    "approval",
    policy="records.decide_approval",
    model="records.Approval",
    words={
        "approve": _("Approve"),
        "refuse": _("Refuse"),
        "defer": _("Defer"),
        "withdraw": _("Withdraw the request"),
    },
    lines=(
        steps(OPEN, "approve", "granted", DECIDERS),
        steps(OPEN, "refuse", "refused", DECIDERS, needs_reason=True),
        steps(PENDING, "defer", DEFERRED, DECIDERS, needs_reason=True),
        steps(OPEN, "withdraw", "withdrawn", DECIDERS, needs_reason=True),
    ),
)
