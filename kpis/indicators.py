"""Indicators of one project over its days: values, statuses, and the definition that held each day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpis.models import KPIDefinition
from kpis.ratios import Ratio, Status


@dataclass(frozen=True)
class Point:
    """One day of a trend: the counts, and the definition that held then. No reading is a gap."""

    day: date
    ratio: Ratio | None
    definition: KPIDefinition

    @property
    def value(self) -> Fraction | None:
        """The exact value in the unit of the definition."""
        return self.ratio.value(self.definition.per()) if self.ratio else None

    @property
    def status(self) -> Status:
        """Where the day stands against the target of that day."""
        return self.definition.goal().status(self.value)


@dataclass(frozen=True)
class Indicator:
    """An indicator of one project: its definition in force, and its days, oldest first."""

    definition: KPIDefinition
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point:
        """The last day that was computed, or the last day at all when none was."""
        computed = (point for point in reversed(self.points) if point.ratio)
        return next(computed, self.points[-1])
