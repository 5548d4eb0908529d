"""Browser input of this room."""

from notifications.forms.letters import LadderForm, ProjectNoticeForm, SnoozeForm, TimesForm, WaysForm
from notifications.forms.webhooks import SinceForm, WebhookForm

__all__ = [
    "LadderForm",
    "ProjectNoticeForm",
    "SinceForm",
    "SnoozeForm",
    "TimesForm",
    "WaysForm",
    "WebhookForm",
]
