"""The fever chart's rule on its limits, and the chain that a buffer is compared with."""

from graphlib import CycleError
from itertools import pairwise

import pytest

from planning.buffering import Chain, Step, burned, chains, signal


@pytest.mark.parametrize(
    ("burn", "progress", "word"),
    [
        (0, 0, "green"),
        (15, 0, "green"),
        (16, 0, "amber"),
        (30, 0, "amber"),
        (31, 0, "red"),
        (45, 50, "green"),
        (46, 50, "amber"),
        (60, 50, "amber"),
        (61, 50, "red"),
        (75, 100, "green"),
        (76, 100, "amber"),
        (90, 100, "amber"),
        (91, 100, "red"),
        (100, 100, "red"),
    ],
)
def test_the_limits_rise_with_progress_and_belong_to_the_milder_word(burn, progress, word):
    assert signal(burned=burn, planned=100, done=progress * 480, chain=100 * 480) == word


def test_no_signal_gets_better_by_burning_or_worse_by_working():
    order = ["green", "amber", "red"]
    table = [
        [order.index(signal(burned=burn, planned=50, done=done, chain=40)) for burn in range(51)]
        for done in range(41)
    ]
    assert all(row == sorted(row) for row in table)
    assert all(
        below <= above for first, then in pairwise(table) for below, above in zip(then, first, strict=True)
    )


def test_a_buffer_without_a_minute_is_used_up():
    assert signal(burned=0, planned=0, done=100, chain=100) == "red"


def test_without_a_chain_nothing_is_done():
    assert signal(burned=15, planned=100, done=0, chain=0) == "green"
    assert signal(burned=31, planned=100, done=0, chain=0) == "red"


@pytest.mark.parametrize(("planned", "left", "used"), [(5, 5, 0), (5, 2, 3), (5, 0, 5), (5, 7, 0), (0, 0, 0)])
def test_what_is_left_of_what_was_planned(planned, left, used):
    assert burned(planned=planned, left=left) == used


def test_the_longest_way_counts():
    steps = {
        "a": Step(480, 100),
        "short": Step(240, 0, ("a",)),
        "long": Step(960, 50, ("a",)),
        "buffer": Step(480, 0, ("short", "long"), is_buffer=True),
    }
    assert chains(steps) == {"buffer": Chain(rows=2, minutes=1440, worked=480 * 100 + 960 * 50)}
    assert chains(steps)["buffer"].done == 960


def test_of_two_ways_as_long_the_one_that_is_behind_counts():
    steps = {"a": Step(480, 90), "b": Step(480, 10), "buffer": Step(1, 0, ("a", "b"), is_buffer=True)}
    assert chains(steps)["buffer"].done == 48


def test_a_chain_does_not_reach_past_another_buffer():
    steps = {
        "a": Step(4800, 100),
        "first": Step(480, 0, ("a",), is_buffer=True),
        "b": Step(480, 0, ("first",)),
        "second": Step(480, 0, ("b",), is_buffer=True),
    }
    found = chains(steps)
    assert (found["first"].minutes, found["second"].minutes) == (4800, 480)


def test_nothing_before_it_is_an_empty_chain():
    assert chains({"buffer": Step(480, 0, is_buffer=True)}) == {"buffer": Chain()}


def test_what_waits_for_itself_has_no_chain():
    with pytest.raises(CycleError):
        chains({"a": Step(1, 0, ("b",)), "b": Step(1, 0, ("a",))})


def test_ten_thousand_rows_in_a_row_are_no_recursion():
    steps = {n: Step(1, 100, (n - 1,) if n else ()) for n in range(10_000)}
    steps[10_000] = Step(1, 0, (9_999,), is_buffer=True)
    assert chains(steps)[10_000] == Chain(rows=10_000, minutes=10_000, worked=1_000_000)
