"""The target bullet: track, pale target zone, ink target line, dashed minimum, status dot."""

from fractions import Fraction

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kpis.models import KPIDefinition
from kpis.ratios import Exact, Goal, Status
from toolkit.templatetags.icons import letter

WIDTH = 118
MARKUP = (
    '<svg class="bullet {}" viewBox="0 0 118 20" aria-hidden="true">'
    '<rect class="track" x="0" y="7" width="118" height="6" rx="3"/>'
    '<rect class="zone" x="{}" y="3" width="{}" height="14" rx="2"/>{}'
    '<path class="goal" d="M{} 1v18"/>{}</svg>'
)
MINIMUM = '<path class="least" d="M{} 3v14"/>'
DOT = '<circle class="dot" cx="{}" cy="10" r="5"/>'


def bullet(definition: KPIDefinition, value: Fraction | None, status: Status) -> SafeString:
    """A value against its target. The scale depends on the definition only, so that it holds over time."""
    goal = definition.goal()
    first, last = scale(goal, Fraction(definition.per()))

    def at(mark: Exact) -> str:
        share = (Fraction(mark) - first) / (last - first)
        return f"{float(min(max(share, Fraction(0)), Fraction(1)) * WIDTH):.1f}"

    start, end = zone(goal, first, last)
    least = format_html(MINIMUM, at(goal.minimum)) if goal.minimum is not None else ""
    dot = format_html(DOT, at(value)) if value is not None else ""
    width = f"{float(at(end)) - float(at(start)):.1f}"
    return format_html(MARKUP, letter(status), at(start), width, least, at(goal.target), dot)


def scale(goal: Goal, most: Fraction) -> tuple[Fraction, Fraction]:
    """From well below the worst mark to well above the best, inside 0 and `most`."""
    marks = sorted(Fraction(m) for m in (goal.minimum, goal.target, goal.maximum) if m is not None)
    span = marks[-1] - marks[0] or max(marks[-1] / 10, Fraction(1))
    return max(marks[0] - 2 * span, Fraction(0)), min(marks[-1] + 2 * span, most)


def zone(goal: Goal, first: Fraction, last: Fraction) -> tuple[Fraction, Fraction]:
    """Where a value is green."""
    if goal.direction == "range":
        assert goal.minimum is not None
        assert goal.maximum is not None
        return Fraction(goal.minimum), Fraction(goal.maximum)
    target = Fraction(goal.target)
    return (first, target) if goal.direction == "lower" else (target, last)
