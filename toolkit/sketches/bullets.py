"""The target bullet: track, pale target zone, ink target line, dashed minimum, status dot."""

from dataclasses import dataclass
from typing import Literal, SupportsFloat

from django.utils.html import format_html
from django.utils.safestring import SafeString

from toolkit.templatetags.icons import letter

WIDTH = 118
MARKUP = (
    '<svg class="bullet {}" viewBox="0 0 118 20" {}>'
    '<rect class="track" x="0" y="7" width="118" height="6" rx="3"/>'
    '<rect class="zone" x="{}" y="3" width="{}" height="14" rx="2"/>{}'
    '<path class="goal" d="M{} 1v18"/>{}</svg>'
)
MINIMUM = '<path class="least" d="M{} 3v14"/>'
DOT = '<circle class="dot" cx="{}" cy="10" r="5"/>'


@dataclass(frozen=True)
class Target:
    """What a value is held against, and the scale, which stays the same over time.

    `direction`: higher (the zone lies right of the target), lower (left of it), range (from `least` to
    `most`, which then both are needed). `least` is drawn dashed where it is no edge of the zone.
    """

    first: SupportsFloat
    last: SupportsFloat
    goal: SupportsFloat
    direction: Literal["higher", "lower", "range"] = "higher"
    least: SupportsFloat | None = None
    most: SupportsFloat | None = None

    def place(self, mark: SupportsFloat) -> float:
        """Where a mark lies on the track, from 0 to its width; beyond the scale at its end."""
        first, last = float(self.first), float(self.last)
        share = (float(mark) - first) / (last - first)
        return min(max(share, 0.0), 1.0) * WIDTH

    def zone(self) -> tuple[float, float]:
        """Where a value is green, on the track."""
        if self.direction == "range":
            assert self.least is not None
            assert self.most is not None
            return self.place(self.least), self.place(self.most)
        goal = self.place(self.goal)
        return (0.0, goal) if self.direction == "lower" else (goal, float(WIDTH))


def bullet(target: Target, value: SupportsFloat | None, status: str, *, label: str = "") -> SafeString:
    """A value against its target; without a value only the target. Without `label` it is decoration."""
    start, end = target.zone()
    least = "" if target.least is None else format_html(MINIMUM, f"{target.place(target.least):.1f}")
    dot = "" if value is None else format_html(DOT, f"{target.place(value):.1f}")
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    goal = f"{target.place(target.goal):.1f}"
    return format_html(MARKUP, letter(status), spoken, f"{start:.1f}", f"{end - start:.1f}", least, goal, dot)
