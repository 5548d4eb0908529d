"""What may happen to a task and to a milestone in which state. A summary's state is computed."""

from tenancy.transitions import Transitions

TASK = Transitions(
    "task",
    {
        ("not_started", "make_ready"): "ready",
        ("not_started", "start"): "in_progress",
        ("ready", "start"): "in_progress",
        ("in_progress", "block"): "blocked",
        ("blocked", "unblock"): "in_progress",
        ("in_progress", "submit"): "in_review",
        ("in_review", "rework"): "in_progress",
        ("in_progress", "finish"): "done",
        ("in_review", "finish"): "done",
        ("done", "reopen"): "in_progress",
        ("not_started", "cancel"): "cancelled",
        ("ready", "cancel"): "cancelled",
        ("in_progress", "cancel"): "cancelled",
        ("blocked", "cancel"): "cancelled",
        ("in_review", "cancel"): "cancelled",
        ("cancelled", "reopen"): "not_started",
    },
)
MILESTONE = Transitions(
    "milestone",
    {
        ("planned", "flag"): "at_risk",
        ("at_risk", "unflag"): "planned",
        ("planned", "reach"): "achieved",
        ("at_risk", "reach"): "achieved",
        ("planned", "miss"): "missed",
        ("at_risk", "miss"): "missed",
        ("achieved", "reopen"): "planned",
        ("missed", "reopen"): "planned",
    },
)
NEED_REASON = frozenset({"block", "cancel", "miss", "flag"})
MANAGED = frozenset({"cancel", "reopen", "flag", "unflag", "reach", "miss", "rework"})


def table_of(kind: str) -> Transitions:
    """The table for a row of that kind. A summary's state follows from the rows below it."""
    return {"task": TASK, "milestone": MILESTONE}.get(kind, SUMMARY)


SUMMARY = Transitions("summary", {})
