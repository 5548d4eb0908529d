"""What may happen to a record of this room in which state, and by whom."""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

OPEN = ("draft", "planning", "active", "on_hold", "closing")
MANAGERS = allow("DH", "PM")
APPROVERS = allow("DH")
KEEPERS = allow("TA", "DH")
WRITERS = allow("DH", "PM", "FI")
SIGNERS = allow("DH", "FI")
ASKERS = allow("DH", "PM", "TL", "QA", "WF", "FI")

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

SITE = Transitions(
    "site",
    policy="projects.change_site_state",
    model="projects.Site",
    words={"open": _("Open the site"), "close": _("Close the site"), "reopen": _("Open it again")},
    lines=(
        steps("planned", "open", "open", KEEPERS),
        steps(("planned", "open"), "close", "closed", KEEPERS, needs_reason=True),
        steps("closed", "reopen", "open", KEEPERS),
    ),
)

PROCESS = Transitions(
    "process",
    policy="projects.change_process_state",
    model="projects.Process",
    words={
        "document": _("Documented"),
        "transfer": _("Begin knowledge transfer"),
        "go_live": _("Go live"),
        "return": _("Back to knowledge transfer"),
        "retire": _("Retire the process"),
    },
    lines=(
        steps("identified", "document", "documented", MANAGERS),
        steps("documented", "transfer", "transfer", MANAGERS),
        steps("transfer", "go_live", "live", MANAGERS),
        steps("live", "return", "transfer", MANAGERS, needs_reason=True),
        steps(
            ("identified", "documented", "transfer", "live"), "retire", "retired", MANAGERS, needs_reason=True
        ),
    ),
)

PROGRAMME = Transitions(
    "programme",
    policy="projects.change_programme_state",
    model="projects.Programme",
    words={"close": _("Close the programme"), "reopen": _("Open the programme again")},
    lines=(
        steps("open", "close", "closed", APPROVERS, needs_reason=True),
        steps("closed", "reopen", "open", APPROVERS),
    ),
)

ENGAGEMENT = Transitions(
    "engagement",
    policy="projects.change_engagement_state",
    model="projects.Engagement",
    words={
        "sign": _("Record the signature"),
        "expire": _("Mark as expiring"),
        "renew": _("Renewed: it runs on"),
        "end": _("End the engagement"),
    },
    lines=(
        steps("draft", "sign", "signed", SIGNERS),
        steps("signed", "expire", "expiring", SIGNERS),
        steps("expiring", "renew", "signed", SIGNERS, needs_reason=True),
        steps(("signed", "expiring"), "end", "ended", SIGNERS, needs_reason=True),
    ),
)

SOW_VERSION = Transitions(
    "statement of work",
    policy="projects.change_sow_state",
    model="projects.SowVersion",
    words={
        "submit": _("Submit for internal review"),
        "approve": _("Approve for the client"),
        "send_back": _("Send back to the draft"),
        "sign": _("Record the client’s signature"),
        "activate": _("Bring into force"),
        "amend": _("Replaced by a newer version"),
        "expire": _("Expired"),
        "terminate": _("Terminate"),
    },
    lines=(
        steps("draft", "submit", "internal_review", WRITERS),
        steps("internal_review", "approve", "client_review", APPROVERS),
        steps(("internal_review", "client_review"), "send_back", "draft", WRITERS, needs_reason=True),
        steps("client_review", "sign", "signed", SIGNERS),
        steps("signed", "activate", "active", SIGNERS),
        steps("active", "amend", "amended", SIGNERS, needs_reason=True),
        steps("active", "expire", "expired", SIGNERS),
        steps(("signed", "active"), "terminate", "terminated", SIGNERS, needs_reason=True),
    ),
)

REQUEST = Transitions(
    "request for a project",
    policy="projects.change_request_state",
    model="projects.IntakeRequest",
    words={
        "take_up": _("Take into triage"),
        "approve": _("Approve the request"),
        "decline": _("Decline the request"),
        "withdraw": _("Withdraw the request"),
        "reconsider": _("Look at it again"),
    },
    lines=(
        steps("requested", "take_up", "triage", APPROVERS),
        steps("triage", "approve", "approved", APPROVERS),
        steps(("requested", "triage"), "decline", "declined", APPROVERS, needs_reason=True),
        steps(("requested", "triage", "approved"), "withdraw", "withdrawn", ASKERS, needs_reason=True),
        steps(("declined", "approved"), "reconsider", "triage", APPROVERS, needs_reason=True),
    ),
)

GATE = Transitions(
    "gate",
    policy="projects.change_gate_state",
    model="projects.StageGate",
    words={
        "collect": _("Collect evidence"),
        "submit": _("Submit for review"),
        "send_back": _("Send back for evidence"),
        "go": _("Go"),
        "go_with_conditions": _("Go, with conditions"),
        "stop": _("No go"),
        "defer": _("Defer"),
        "take_up": _("Collect evidence again"),
    },
    lines=(
        steps("scheduled", "collect", "evidence", MANAGERS),
        steps("evidence", "submit", "review", MANAGERS),
        steps("review", "send_back", "evidence", MANAGERS, needs_reason=True),
        steps("review", "go", "go", APPROVERS),
        steps("review", "go_with_conditions", "conditional_go", APPROVERS, needs_reason=True),
        steps("review", "stop", "no_go", APPROVERS, needs_reason=True),
        steps(("scheduled", "evidence", "review"), "defer", "deferred", APPROVERS, needs_reason=True),
        steps(("no_go", "deferred"), "take_up", "evidence", MANAGERS),
    ),
)
GATE_CONDITION = Transitions(
    "gate_condition",
    policy="projects.change_gate_condition_state",
    model="projects.GateCondition",
    words={"meet": _("Met"), "reopen": _("Open it again")},
    lines=(
        steps("open", "meet", "met", MANAGERS),
        steps("met", "reopen", "open", MANAGERS, needs_reason=True),
    ),
)
