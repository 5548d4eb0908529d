"""The eight stages of a project's life as the stage line shows them, gates as diamonds."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHORT: dict[str, str | Promise] = {
    "L0": _("Diligence"),
    "L1": _("Mobilise"),
    "L2": _("Transfer"),
    "L3": _("Pilot"),
    "L4": _("Ramp"),
    "L5": _("Hypercare"),
    "L6": _("Steady state"),
    "L7": _("Close-out"),
}


@dataclass(frozen=True)
class Stage:
    """One stage of the line. `state` is done, now or next; each ends at the gate of its number."""

    code: str
    label: str | Promise
    state: str
    gate: str
    gate_state: str = ""
    progress: int | None = None


def stage_line(present: str) -> list[Stage]:
    """All stages of a project that stands in `present` (L0 to L7)."""
    return [Stage(code, label, _state(code, present), f"G{code[1]}") for code, label in SHORT.items()]


def _state(code: str, present: str) -> str:
    if code == present:
        return "now"
    return "done" if code < present else "next"
