"""Ratios against worked examples and invariants."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.ratios import DECIMALS_MOST, Goal, Ratio, rounded, shown_decimals, total

counts = st.integers(min_value=0, max_value=10**9)
ratios = st.builds(lambda n, extra: Ratio(n, n + extra), counts, st.integers(min_value=1, max_value=10**9))


def test_total_sums_counts_and_never_averages_percentages():
    """DOMAIN 3.3: two sites with 90 of 100 and 400 of 800 stand at 54.4 %, not at 70 %."""
    whole = total([Ratio(90, 100), Ratio(400, 800)])
    assert whole == Ratio(490, 900)
    assert rounded(whole.value(100), 1) == Decimal("54.4")


def test_total_of_nothing_is_no_data():
    assert total([]).value() is None
    assert total([Ratio(0, 0), Ratio(3, 4)]) == Ratio(3, 4)


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 2), (1, -2), (1, 0)])
def test_impossible_counts_are_refused(numerator, denominator):
    with pytest.raises(ValueError, match=r"counts|something"):
        Ratio(numerator, denominator)


def test_more_than_all_is_a_value():
    """Conformance may exceed 100 % (DOMAIN 3.3)."""
    assert Ratio(110, 100).value(100) == 110


HIGHER = Goal("higher", Decimal(95), Decimal(80))
LOWER = Goal("lower", Decimal(4), Decimal(6))
RANGE = Goal("range", Decimal(372), Decimal(340), Decimal(390))


@pytest.mark.parametrize(
    ("goal", "value", "status"),
    [
        (HIGHER, Fraction(95), "green"),
        (HIGHER, Fraction(9499999, 100000), "amber"),
        (HIGHER, Fraction(80), "amber"),
        (HIGHER, Fraction(799, 10), "red"),
        (HIGHER, Fraction(0), "red"),
        (HIGHER, None, "grey"),
        (LOWER, Decimal("4.0"), "green"),
        (LOWER, Decimal("4.1"), "amber"),
        (LOWER, Decimal("6"), "amber"),
        (LOWER, Decimal("6.01"), "red"),
        (LOWER, None, "grey"),
        (RANGE, 340, "green"),
        (RANGE, 390, "green"),
        (RANGE, Decimal("339.99"), "red"),
        (RANGE, 391, "red"),
        (RANGE, None, "grey"),
        (Goal("higher", 88), Decimal("87.9"), "red"),
        (Goal("higher", 0), 0, "green"),
    ],
)
def test_status_by_direction(goal, value, status):
    assert goal.status(value) == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"direction": "higher", "target": 80, "minimum": 95},
        {"direction": "lower", "target": 6, "minimum": 4},
        {"direction": "range", "target": 372, "minimum": 340},
        {"direction": "range", "target": 300, "minimum": 340, "maximum": 390},
        {"direction": "higher", "target": 80, "maximum": 90},
    ],
)
def test_contradictory_goals_are_refused(wrong):
    with pytest.raises(ValueError, match=r"range|order"):
        Goal(**wrong)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(1, 3) * 100, 1, "33.3"),
        (Fraction(2, 3) * 100, 1, "66.7"),
        (Decimal("0.05"), 1, "0.1"),
        (Decimal("-0.05"), 1, "-0.1"),
        (Fraction(1, 8), 2, "0.13"),
        (Decimal("99.95"), 1, "100.0"),
        (7, 0, "7"),
    ],
)
def test_rounding_is_half_up_and_exact(value, decimals, text):
    assert str(rounded(value, decimals)) == text


def test_a_shown_figure_does_not_look_better_than_it_is():
    """DOMAIN 8.1, trap 3: 99.95 % must not read 100 %, nor 94.96 % the 95 % it misses."""
    assert shown_decimals(Decimal("99.95"), 1, [100]) == 2
    assert shown_decimals(Decimal("94.96"), 1, [95, 80]) == 2
    assert shown_decimals(Decimal("95"), 1, [95, 80]) == 1
    assert shown_decimals(Fraction(5, 6) * 100, 1, [95, 80]) == 1
    assert shown_decimals(Decimal("94.99999999"), 1, [95]) == DECIMALS_MOST


@given(st.lists(ratios, min_size=1))
def test_the_whole_lies_between_its_parts(parts):
    values = [part.value() for part in parts]
    assert min(values) <= total(parts).value() <= max(values)


@given(ratios)
def test_a_better_count_never_has_a_worse_status(ratio):
    order = {"red": 0, "amber": 1, "green": 2}
    better = Ratio(ratio.numerator + 1, ratio.denominator)
    assert order[HIGHER.status(better.value(100))] >= order[HIGHER.status(ratio.value(100))]
    assert order[LOWER.status(better.value(100))] <= order[LOWER.status(ratio.value(100))]


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(min_value=0, max_value=4))
def test_rounding_is_off_by_half_a_step_at_most(value, decimals):
    assert abs(Fraction(rounded(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)
