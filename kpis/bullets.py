"""The small pictures of an indicator: its bullet, whose scale stays the same over time, and its last days."""

from fractions import Fraction

from django.utils.safestring import SafeString

from kpis import words
from kpis.indicators import Indicator
from kpis.models import KPIDefinition
from kpis.ratios import Goal, Status, rounded
from toolkit import sketches
from toolkit.sketches import Target


def bullet(definition: KPIDefinition, value: Fraction | None, status: Status) -> SafeString:
    """A value against its target; the value stands beside it as text."""
    goal = definition.goal()
    first, last = scale(goal, Fraction(definition.per()))
    target = Target(first, last, goal.target, goal.direction, least=goal.minimum, most=goal.maximum)
    return sketches.bullet(target, value, status)


def scale(goal: Goal, most: Fraction) -> tuple[Fraction, Fraction]:
    """From well below the worst mark to well above the best, inside 0 and `most`."""
    marks = sorted(Fraction(m) for m in (goal.minimum, goal.target, goal.maximum) if m is not None)
    span = marks[-1] - marks[0] or max(marks[-1] / 10, Fraction(1))
    return max(marks[0] - 2 * span, Fraction(0)), min(marks[-1] + 2 * span, most)


def spark(one: Indicator) -> SafeString:
    """The last thirteen days of an indicator against its target; a day without data is a gap."""
    values = [None if point.value is None else float(rounded(point.value, 4)) for point in one.points]
    return sketches.sparkline(
        values, target=float(one.definition.target), status=one.latest.status, label=words.last_days(one)
    )
