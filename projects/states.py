"""What may happen to a project in which state, and by whom."""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

OPEN = ("draft", "planning", "active", "on_hold", "closing")
MANAGERS = allow("DH", "PM")
APPROVERS = allow("DH")

PROJECT = Transitions(
    "project",
    policy="projects.change_state",
    model="projects.Project",
    words={
        "begin_planning": _("Begin planning"),
        "activate": _("Activate"),
        "hold": _("Put on hold"),
        "resume": _("Resume"),
        "begin_closing": _("Begin closing"),
        "close": _("Close the project"),
        "cancel": _("Cancel the project"),
    },
    lines=(
        steps("draft", "begin_planning", "planning", MANAGERS),
        steps("planning", "activate", "active", MANAGERS),
        steps("active", "hold", "on_hold", MANAGERS, needs_reason=True),
        steps("on_hold", "resume", "active", MANAGERS),
        steps(("active", "on_hold"), "begin_closing", "closing", MANAGERS),
        steps("closing", "close", "closed", MANAGERS),
        steps(OPEN, "cancel", "cancelled", APPROVERS, needs_reason=True),
    ),
)
