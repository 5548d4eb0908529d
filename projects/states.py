"""What may happen to a project in which state."""

from tenancy.transitions import Transitions

OPEN = ("draft", "planning", "active", "on_hold", "closing")

PROJECT = Transitions(
    "project",
    {
        ("draft", "begin_planning"): "planning",
        ("planning", "activate"): "active",
        ("active", "hold"): "on_hold",
        ("on_hold", "resume"): "active",
        ("active", "begin_closing"): "closing",
        ("on_hold", "begin_closing"): "closing",
        ("closing", "close"): "closed",
        **{(state, "cancel"): "cancelled" for state in OPEN},
    },
)
NEED_REASON = frozenset({"hold", "cancel"})
