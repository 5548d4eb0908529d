"""What may happen to a task and to a milestone in which state, and by whom. A summary's state is computed.

Members take the steps of their own tasks only (`own` in `policies.py`). What leaves a review, and what
takes work out of the plan, is decided by those who plan.
"""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

PLANNERS = allow("PM", "TL")
DOERS = PLANNERS | allow("AG", "QA", "WF")
# Nobody works on a buffer: it can only be let go, and taken back.
OF_BUFFER = ("cancel", "reopen")
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
STAKEHOLDER = Transitions(
    "stakeholder",
    policy="planning.change_stakeholder_state",
    model="planning.Stakeholder",
    words={"leave": _("Has left"), "return": _("Is back")},
    lines=(
        steps("active", "leave", "left", AUTHORS),
        steps("left", "return", "active", AUTHORS),
    ),
)
EXPECTATION = Transitions(
    "expectation",
    policy="planning.change_expectation_state",
    model="planning.Expectation",
    words={
        "understand": _("Understood"),
        "meet": _("Met"),
        "miss": _("Not met"),
        "reopen": _("Open again"),
    },
    lines=(
        steps("open", "understand", "understood", AUTHORS),
        steps("understood", "meet", "met", AUTHORS),
        steps("understood", "miss", "not_met", AUTHORS, needs_reason=True),
        steps(("understood", "met", "not_met"), "reopen", "open", AUTHORS, needs_reason=True),
    ),
)
# Whoever wrote it does not approve it (`separate` in the registers); the client signs what is approved.
CHARTER = Transitions(
    "charter",
    policy="planning.change_charter_state",
    model="planning.Charter",
    words={
        "submit": _("Submit for approval"),
        "send_back": _("Back to draft"),
        "approve": _("Approve"),
        "supersede": _("Take out of force"),
    },
    lines=(
        steps("draft", "submit", "submitted", AUTHORS),
        steps("submitted", "send_back", "draft", AUTHORS, needs_reason=True),
        steps("submitted", "approve", "approved", allow("DH")),
        steps("approved", "supersede", "superseded", allow("DH"), needs_reason=True),
    ),
)
MANAGEMENT_PLAN = Transitions(
    "management_plan",
    policy="planning.change_management_plan_state",
    model="planning.ManagementPlan",
    words=CHARTER.words,
    lines=(
        steps("draft", "submit", "review", AUTHORS),
        steps("review", "send_back", "draft", AUTHORS, needs_reason=True),
        steps("review", "approve", "approved", allow("DH")),
        steps("approved", "supersede", "superseded", allow("DH"), needs_reason=True),
    ),
)
MANAGER = allow("PM")
KEEPERS = PLANNERS | allow("AG")
DELIVERABLE = Transitions(
    "deliverable",
    policy="planning.change_deliverable_state",
    model="planning.Deliverable",
    words={
        "start": _("Start"),
        "check": _("Hand in for the quality check"),
        "send_back": _("Send back"),
        "submit": _("Pass the quality check"),
        "recall": _("Take back"),
        "ask": _("Ask the client to accept"),
        "accept": _("Record the client’s acceptance"),
        "reject": _("Record the client’s rejection"),
        "rework": _("Rework"),
    },
    lines=(
        steps("planned", "start", "in_progress", KEEPERS),
        steps("in_progress", "check", "internal_qc", KEEPERS),
        steps("internal_qc", "send_back", "in_progress", PLANNERS, needs_reason=True),
        steps("internal_qc", "submit", "submitted", PLANNERS),
        steps("submitted", "recall", "in_progress", PLANNERS, needs_reason=True),
        steps("submitted", "ask", "client_review", MANAGER),
        steps("client_review", "recall", "in_progress", MANAGER, needs_reason=True),
        steps("client_review", "accept", "accepted", MANAGER, needs_reason=True),
        steps("client_review", "reject", "rejected", MANAGER, needs_reason=True),
        steps("rejected", "rework", "in_progress", KEEPERS),
    ),
)
REQUIREMENT = Transitions(
    "requirement",
    policy="planning.change_requirement_state",
    model="planning.Requirement",
    words={
        "analyse": _("Analysed"),
        "agree": _("Agree"),
        "allocate": _("Allocate"),
        "deliver": _("Delivered"),
        "verify": _("Verified"),
        "accept": _("Accepted"),
        "reject": _("Reject"),
        "defer": _("Defer"),
        "reopen": _("Propose again"),
    },
    lines=(
        steps("proposed", "analyse", "analysed", KEEPERS),
        steps("analysed", "agree", "agreed", MANAGER),
        steps("agreed", "allocate", "allocated", PLANNERS),
        steps("allocated", "deliver", "delivered", KEEPERS),
        steps("delivered", "verify", "verified", PLANNERS),
        steps("verified", "accept", "accepted", MANAGER),
        steps(("proposed", "analysed"), "reject", "rejected", MANAGER, needs_reason=True),
        steps(("proposed", "analysed", "agreed"), "defer", "deferred", MANAGER, needs_reason=True),
        steps(
            ("agreed", "allocated", "delivered", "verified", "rejected", "deferred"),
            "reopen",
            "proposed",
            MANAGER,
            needs_reason=True,
        ),
    ),
)
ASSUMPTION = Transitions(
    "assumption",
    policy="planning.change_assumption_state",
    model="planning.Assumption",
    words={"validate": _("It holds"), "invalidate": _("It does not hold"), "reopen": _("Open again")},
    lines=(
        steps("open", "validate", "validated", AUTHORS),
        steps(("open", "validated"), "invalidate", "invalidated", AUTHORS, needs_reason=True),
        steps(("validated", "invalidated"), "reopen", "open", AUTHORS, needs_reason=True),
    ),
)
SCOPE_ITEM = Transitions(
    "scope_item",
    policy="planning.change_scope_item_state",
    model="planning.ScopeItem",
    words={"agree": _("Agree"), "decline": _("Decline"), "reopen": _("Back to draft")},
    lines=(
        steps("draft", "agree", "agreed", AUTHORS),
        steps("draft", "decline", "declined", AUTHORS, needs_reason=True),
        steps(("agreed", "declined"), "reopen", "draft", AUTHORS, needs_reason=True),
    ),
)
READINESS = Transitions(
    "readiness",
    policy="planning.change_readiness_item_state",
    model="planning.ReadinessItem",
    words={
        "begin": _("Under way, on track"),
        "flag": _("Flag as at risk"),
        "delay": _("Late"),
        "finish": _("Ready"),
        "reopen": _("Open again"),
    },
    lines=(
        steps(("not_started", "at_risk", "late"), "begin", "on_track", AUTHORS),
        steps(("not_started", "on_track"), "flag", "at_risk", AUTHORS, needs_reason=True),
        steps(("not_started", "on_track", "at_risk"), "delay", "late", AUTHORS, needs_reason=True),
        steps(("on_track", "at_risk", "late"), "finish", "ready", AUTHORS),
        steps("ready", "reopen", "on_track", AUTHORS, needs_reason=True),
    ),
)
SUMMARY = Transitions("summary", model="planning.Task")


def table_of(kind: str) -> Transitions:
    """The table for a row of that kind. A summary's state follows from the rows below it."""
    return {"task": TASK, "milestone": MILESTONE}.get(kind, SUMMARY)
