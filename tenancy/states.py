"""What may happen to a client in which state, and by whom."""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

KEEPERS = allow("TA", "DH", "platform")

CLIENT = Transitions(
    "client",
    policy="tenancy.change_client_state",
    model="tenancy.Client",
    words={
        "win": _("Begin to work for them"),
        "rest": _("Set dormant"),
        "wake": _("Work for them again"),
        "end": _("End the relation"),
    },
    lines=(
        steps("prospect", "win", "active", KEEPERS),
        steps(("prospect", "active"), "rest", "dormant", KEEPERS, needs_reason=True),
        steps("dormant", "wake", "active", KEEPERS),
        steps("dormant", "end", "ended", KEEPERS, needs_reason=True),
    ),
)
