from tenancy.rules import allow
from tenancy.transitions import Transitions, steps

BREW = Transitions(
    "brew",
    policy="tea.serve_brew",
    model="tea.Brew",
    words={"serve": "Serve"},
    lines=(steps("drawing", "serve", "served", allow("DH", "PM")),),
)
