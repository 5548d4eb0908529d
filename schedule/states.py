"""What may happen to a record of this room in which state, and by whom."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

MANAGERS, HEADS, MANAGED = allow("PM"), allow("DH"), allow("DH", "PM")

BASELINE = Transitions(
    "baseline",
    policy="schedule.change_baseline_state",
    model="schedule.Baseline",
    words={
        "submit": _("Submit"),
        "send_back": _("Send back"),
        "approve": _("Approve"),
    },
    lines=(
        steps("draft", "submit", "submitted", MANAGERS),
        steps("submitted", "send_back", "draft", MANAGED, needs_reason=True),
        steps("submitted", "approve", "approved", HEADS),
    ),
)
VARIANCE = Transitions(
    "variance",
    policy="schedule.change_variance_state",
    model="schedule.Variance",
    words={
        "explain": _("Explain"),
        "act": _("Correct"),
        "close": _("Close"),
        "reopen": _("Reopen"),
    },
    lines=(
        steps("raised", "explain", "explained", MANAGED),
        steps("explained", "act", "action", MANAGED),
        steps("explained", "close", "closed", MANAGED, needs_reason=True),
        steps("action", "close", "closed", MANAGED),
        steps("closed", "reopen", "explained", MANAGED, needs_reason=True),
    ),
)
RECOVERY_PLAN = Transitions(
    "recovery_plan",
    policy="schedule.change_recovery_plan_state",
    model="schedule.RecoveryPlan",
    words={
        "approve": _("Approve"),
        "execute": _("Begin"),
        "recover": _("Recovered"),
        "fail": _("Failed"),
        "reopen": _("Back to draft"),
    },
    lines=(
        steps(("draft", "approved", "executing"), "fail", "failed", MANAGED, needs_reason=True),
        steps("draft", "approve", "approved", MANAGED),
        steps("approved", "reopen", "draft", MANAGED, needs_reason=True),
        steps("approved", "execute", "executing", MANAGED),
        steps("executing", "recover", "recovered", MANAGED),
    ),
)
RECOVERY_ACTION = Transitions(
    "recovery_action",
    policy="schedule.change_recovery_action_state",
    model="schedule.RecoveryAction",
    words={"finish": pgettext_lazy("step", "Done"), "drop": _("Drop"), "reopen": _("Reopen")},
    lines=(
        steps("planned", "finish", "done", MANAGED),
        steps("planned", "drop", "dropped", MANAGED, needs_reason=True),
        steps(("done", "dropped"), "reopen", "planned", MANAGED, needs_reason=True),
    ),
)
KEEPERS = allow("DH", "PM", "TL", "QA", "WF")
ISSUE = Transitions(
    "issue",
    policy="schedule.change_issue_state",
    model="schedule.Issue",
    words={
        "assign": _("Assign"),
        "start": _("Start"),
        "resolve": _("Resolved"),
        "verify": _("Verify"),
        "close": _("Close"),
        "reopen": _("Reopen"),
    },
    lines=(
        steps(("open", "reopened"), "assign", "assigned", KEEPERS),
        steps(("open", "assigned", "reopened"), "start", "in_progress", KEEPERS),
        steps(("assigned", "in_progress"), "resolve", "resolved", KEEPERS),
        steps("resolved", "verify", "verified", KEEPERS),
        steps("verified", "close", "closed", KEEPERS),
        steps(("resolved", "verified", "closed"), "reopen", "reopened", KEEPERS, needs_reason=True),
    ),
)
# What the change board and the client decide is written by the house alone: `DECIDED`.
CHANGE_REQUEST = Transitions(
    "change_request",
    policy="schedule.change_change_request_state",
    model="schedule.ChangeRequest",
    words={
        "submit": _("Submit"),
        "triage": _("Triage"),
        "assess": _("Assess the impact"),
        "present": _("Put to the change board"),
        "expedite": _("Put to the change board at once"),
        "reassess": _("Back to assessment"),
        "defer": _("Defer"),
        "resume": _("Take up again"),
        "begin": _("Begin"),
        "implement": _("Implement"),
        "verify": _("Verify, with a review"),
        "close": _("Close"),
    },
    lines=(
        steps("draft", "submit", "submitted", MANAGERS),
        steps("submitted", "triage", "triaged", MANAGERS),
        steps("triaged", "assess", "impact_assessment", MANAGERS),
        steps("impact_assessment", "present", "ccb_review", MANAGERS),
        steps("triaged", "expedite", "ccb_review", MANAGERS, needs_reason=True),
        steps("ccb_review", "reassess", "impact_assessment", MANAGERS, needs_reason=True),
        steps("ccb_review", "defer", "deferred", MANAGERS, needs_reason=True),
        steps("deferred", "resume", "impact_assessment", MANAGERS),
        steps("client_signed", "begin", "implementing", MANAGERS),
        steps("implementing", "implement", "implemented", MANAGERS),
        steps("implemented", "verify", "verified", MANAGED, needs_reason=True),
        steps("verified", "close", "closed", MANAGERS),
    ),
)
DECIDED = {
    ("ccb_review", "approve"): "approved",
    ("ccb_review", "reject"): "rejected",
    ("approved", "sign"): "client_signed",
    ("approved", "decline"): "rejected",
}
DECIDERS = allow("PM", "TL")
DECISION = Transitions(
    "decision",
    policy="schedule.change_decision_state",
    model="schedule.Decision",
    words={"decide": _("Decide"), "supersede": _("Superseded"), "reopen": _("Open it again")},
    lines=(
        steps("proposed", "decide", "decided", DECIDERS),
        steps("decided", "supersede", "superseded", DECIDERS, needs_reason=True),
        steps("decided", "reopen", "proposed", DECIDERS, needs_reason=True),
    ),
)
LEADING = allow("PM", "TL")
WORKING = LEADING | allow("AG", "QA", "WF")
TIMESHEET = Transitions(
    "timesheet",
    policy="schedule.change_timesheet_state",
    model="schedule.TimesheetWeek",
    words={
        "submit": _("Submit the week"),
        "take_back": _("Take back"),
        "approve": _("Approve"),
        "send_back": _("Return"),
        "reopen": _("Reopen"),
    },
    lines=(
        steps(("draft", "returned"), "submit", "submitted", WORKING),
        steps("submitted", "take_back", "draft", WORKING),
        steps("submitted", "approve", "approved", LEADING),
        steps("submitted", "send_back", "returned", LEADING, needs_reason=True),
        steps("approved", "reopen", "returned", LEADING, needs_reason=True),
    ),
)
# Only the taker accepts or declines, only the giver or who leads withdraws: `schedule.services.handoffs`.
HANDOFF = Transitions(
    "handoff",
    policy="schedule.change_handoff_state",
    model="schedule.HandOff",
    words={"accept": _("Accept"), "decline": _("Decline"), "withdraw": _("Withdraw the offer")},
    lines=(
        steps("offered", "accept", "accepted", WORKING),
        steps("offered", "decline", "declined", WORKING, needs_reason=True),
        steps("offered", "withdraw", "withdrawn", WORKING),
    ),
)
