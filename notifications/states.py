"""Whether a webhook is told about facts."""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

WEBHOOK = Transitions(
    "webhook",
    policy="notifications.change_webhook_state",
    model="notifications.Webhook",
    words={"disable": _("Disable"), "enable": _("Enable")},
    lines=(
        steps("active", "disable", "disabled", allow("TA")),
        steps("disabled", "enable", "active", allow("TA")),
    ),
)
