"""What may happen to a task and to a milestone in which state, and by whom. A summary's state is computed.

Members take the steps of their own tasks only (`own` in `policies.py`). What leaves a review, and what
takes work out of the plan, is decided by those who plan.
"""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

PLANNERS = allow("PM", "TL")
DOERS = PLANNERS | allow("AG", "QA", "WF")
RUNNING = ("not_started", "ready", "in_progress", "blocked", "in_review")

TASK = Transitions(
    "task",
    policy="planning.change_state",
    model="planning.Task",
    words={
        "make_ready": _("Make ready"),
        "start": _("Start"),
        "block": _("Block"),
        "unblock": _("Unblock"),
        "submit": _("Submit for review"),
        "rework": _("Send back"),
        "finish": _("Finish"),
        "reopen": _("Reopen"),
        "cancel": _("Cancel"),
    },
    lines=(
        steps("not_started", "make_ready", "ready", DOERS),
        steps(("not_started", "ready"), "start", "in_progress", DOERS),
        steps("in_progress", "block", "blocked", DOERS, needs_reason=True),
        steps("blocked", "unblock", "in_progress", DOERS),
        steps("in_progress", "submit", "in_review", DOERS),
        steps("in_review", "rework", "in_progress", PLANNERS),
        steps("in_progress", "finish", "done", DOERS),
        steps("in_review", "finish", "done", PLANNERS),
        steps("done", "reopen", "in_progress", DOERS),
        steps(RUNNING, "cancel", "cancelled", PLANNERS, needs_reason=True),
        steps("cancelled", "reopen", "not_started", PLANNERS),
    ),
)
MILESTONE = Transitions(
    "milestone",
    policy="planning.change_state",
    model="planning.Task",
    words={
        "flag": _("Flag as at risk"),
        "unflag": _("Back to planned"),
        "reach": _("Reached"),
        "miss": _("Missed"),
        "reopen": _("Reopen"),
    },
    lines=(
        steps("planned", "flag", "at_risk", PLANNERS, needs_reason=True),
        steps("at_risk", "unflag", "planned", PLANNERS),
        steps(("planned", "at_risk"), "reach", "achieved", PLANNERS),
        steps(("planned", "at_risk"), "miss", "missed", PLANNERS, needs_reason=True),
        steps(("achieved", "missed"), "reopen", "planned", PLANNERS),
    ),
)
AUTHORS = allow("DH", "PM")
OBJECTIVE = Transitions(
    "objective",
    policy="planning.change_objective_state",
    model="planning.Objective",
    words={
        "agree": _("Agree"),
        "reopen": _("Back to draft"),
        "track": _("Track"),
        "achieve": _("Achieved"),
        "achieve_partly": _("Partly achieved"),
        "give_up": _("Not achieved"),
    },
    lines=(
        steps("draft", "agree", "agreed", AUTHORS),
        steps("agreed", "reopen", "draft", AUTHORS, needs_reason=True),
        steps("agreed", "track", "tracking", AUTHORS),
        steps("tracking", "achieve", "achieved", AUTHORS),
        steps("tracking", "achieve_partly", "partly", AUTHORS, needs_reason=True),
        steps("tracking", "give_up", "not_achieved", AUTHORS, needs_reason=True),
        steps(("achieved", "partly", "not_achieved"), "track", "tracking", AUTHORS, needs_reason=True),
    ),
)
SUMMARY = Transitions("summary", model="planning.Task")


def table_of(kind: str) -> Transitions:
    """The table for a row of that kind. A summary's state follows from the rows below it."""
    return {"task": TASK, "milestone": MILESTONE}.get(kind, SUMMARY)
