"""Ratios as counts, and where they stand against a target. Pure: no Django, no clock, no rounding.

A percentage is never stored and never averaged: totals are sums of numerators over sums of denominators
(DOMAIN 8.1, trap 1: 54.4 % against 70 %). Comparisons are exact; only `shown_decimals` knows of rounding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

Direction = Literal["higher", "lower", "range"]
Status = Literal["green", "amber", "red", "grey"]
Exact = Decimal | Fraction | int
DECIMALS_MOST = 6


@dataclass(frozen=True, slots=True)
class Ratio:
    """`numerator` of `denominator`, both whole and not negative. A denominator of 0 is "no data"."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.numerator < 0 or self.denominator < 0:
            raise ValueError("counts are not negative")
        if self.denominator == 0 and self.numerator:
            raise ValueError("something of nothing is not a ratio")

    def value(self, per: int = 1) -> Fraction | None:
        """The exact value per 1 (share) or per 100 (percent); None without data."""
        return Fraction(self.numerator * per, self.denominator) if self.denominator else None


def total(ratios: Iterable[Ratio]) -> Ratio:
    """The ratio of the whole: counts are summed, percentages are not averaged. Nothing at all is 0 of 0."""
    numerator = denominator = 0
    for ratio in ratios:
        numerator += ratio.numerator
        denominator += ratio.denominator
    return Ratio(numerator, denominator)


@dataclass(frozen=True, slots=True)
class Goal:
    """What an indicator should reach, in the unit of its value.

    higher: green from `target` on, amber from `minimum` on. lower: green up to `target`, amber up to
    `minimum` (the worst that is still accepted). range: green from `minimum` to `maximum`, `target` is the
    aim inside. Without a `minimum`, missing the target is red.
    """

    direction: Direction
    target: Exact
    minimum: Exact | None = None
    maximum: Exact | None = None

    def __post_init__(self) -> None:
        marks = [mark for mark in (self.minimum, self.target, self.maximum) if mark is not None]
        if self.direction == "range" and len(marks) < 3:
            raise ValueError("a range has a minimum and a maximum")
        if self.direction != "range" and self.maximum is not None:
            raise ValueError("only a range has a maximum")
        if marks != sorted(marks, reverse=self.direction == "lower"):
            raise ValueError("minimum, target and maximum are in the wrong order")

    def status(self, value: Exact | None) -> Status:
        """Where an unrounded value stands. No value is grey, never green."""
        if value is None:
            return "grey"
        value = Fraction(value)
        if self.direction == "range":
            return "green" if self._within(value) else "red"
        if self._reaches(value, self.target):
            return "green"
        if self.minimum is not None and self._reaches(value, self.minimum):
            return "amber"
        return "red"

    def _reaches(self, value: Fraction, mark: Exact) -> bool:
        return value <= Fraction(mark) if self.direction == "lower" else value >= Fraction(mark)

    def _within(self, value: Fraction) -> bool:
        assert self.minimum is not None
        assert self.maximum is not None
        return Fraction(self.minimum) <= value <= Fraction(self.maximum)


def rounded(value: Exact, decimals: int) -> Decimal:
    """Half up, exactly (never through a float). For display only."""
    scaled = Fraction(value) * 10**decimals
    whole = floor(abs(scaled) + Fraction(1, 2))
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-decimals)


def shown_decimals(value: Exact, decimals: int, marks: Iterable[Exact]) -> int:
    """How many decimals keep the shown figure on the same side of every mark as the exact one.

    94.96 against 95 at one decimal would read "95.0" and look met (DOMAIN 8.1, trap 3): two are shown.
    """
    lines = [Fraction(mark) for mark in marks]
    for places in range(decimals, DECIMALS_MOST):
        shown = Fraction(rounded(value, places))
        if all(_side(shown, line) == _side(Fraction(value), line) for line in lines):
            return places
    return DECIMALS_MOST


def _side(value: Fraction, line: Fraction) -> int:
    return (value > line) - (value < line)
