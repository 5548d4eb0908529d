"""Planned, earned, and earned schedule."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.canonical import digest
from schedule.comparing import compare
from schedule.earned import Piece, Standing, earned_at, earned_schedule, planned_at, share, standing

FIRST = datetime(2026, 11, 2, tzinfo=UTC)
CASES = {
    "ES1": ([100, 200, 300, 400, 500], 250, 3, 2.5, 0.8333333333),
    "ES4": ([100, 200, 300], 350, 4, 3.0, 0.75),
    "ES5": ([100, 200, 300], 50, 1, 0.5, 0.5),
    "ES6": ([100, 250, 450, 700, 1000], 400, 4, 2.75, 0.6875),
    "ES8": ([60, 190, 400, 660, 860, 990, 1060], 795, 5, 4.675, 0.935),
}


def day(number: int) -> datetime:
    return FIRST + timedelta(days=number)


@pytest.mark.parametrize("case", CASES)
def test_earned_schedule_of_the_reference_cases(case):
    planned, earned, elapsed, expected, index = CASES[case]
    found = earned_schedule(planned, earned)
    assert found == pytest.approx(expected, rel=1e-9)
    assert found / elapsed == pytest.approx(index, rel=1e-9)


@pytest.mark.parametrize(
    ("planned", "earned", "spi"), [(250000, 200000, 0.8), (40000, 35000, 0.875), (860, 795, 0.9244186047)]
)
def test_spi_of_the_reference_cases(planned, earned, spi):
    assert Standing(planned, earned, 0).spi == pytest.approx(spi, rel=1e-9)
    assert Standing(0, 0, 10).spi is None


def test_work_is_planned_evenly_over_its_span():
    pieces = [Piece(100, day(0), day(10)), Piece(50, day(5), day(10)), Piece(7, None, None)]
    assert planned_at(pieces, day(5)) == 50
    assert planned_at(pieces, day(10)) == 150
    assert planned_at(pieces, day(-1)) == 0


def test_work_is_earned_by_its_percent():
    pieces = [Piece(100, day(0), day(10), 50, day(0)), Piece(50, day(0), day(4), 100, day(0), day(8))]
    assert earned_at(pieces, day(10), day(10)) == 100
    assert earned_at(pieces, day(4), day(10)) == 45
    here = standing(pieces, day(10))
    assert (here.planned, here.earned, here.total) == (150, 100, 150)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=20), st.floats(0, 20000))
def test_earned_schedule_never_leaves_the_plan(steps, earned):
    planned, total = [], 0
    for step in steps:
        total += step
        planned.append(total)
    assert 0 <= earned_schedule(planned, earned) <= len(planned)


@given(st.integers(-50, 50))
def test_a_share_is_between_nothing_and_all(at):
    assert 0 <= share(day(0), day(10), day(at)) <= 1


def row(number: int, **more) -> dict:
    return {
        "number": number,
        "name": f"Task {number}",
        "kind": "task",
        "due": "2026-11-30",
        "duration_minutes": 480,
        "work_minutes": None,
        **more,
    }


def test_a_plan_is_like_itself():
    rows = [row(1), row(2, kind="summary", due=None), row(3, due=None)]
    assert compare(rows, rows) == []
    assert digest(rows) == digest([dict(reversed(one.items())) for one in rows])


def test_more_work_is_a_difference_and_a_summary_is_none():
    before, after = [row(1, work_minutes=480), row(2, kind="summary")], [row(1, work_minutes=960)]
    (found,) = compare(before, after)
    assert (found.change, found.days, found.duration, found.work) == ("moved", 0, 0, 480)
