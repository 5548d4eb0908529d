"""The 100 % rule."""

import pytest

from planning.engine.rollup import Checked, Fault, Finding, Node, check_rollup


def test_a_summary_is_the_sum_of_its_children():
    rows = [Node("A", None, 300, True), Node("B", "A", 100), Node("C", "A", 200, True), Node("D", "C", 200)]
    assert check_rollup(rows) == Checked(2, 2, ())


@pytest.mark.parametrize(
    ("own", "below", "fault"),
    [
        (300, [100, 199], Fault.UNDER),
        (300, [100, 201], Fault.OVER),
        (300, [100, None], Fault.UNKNOWN),
        (None, [100, 200], Fault.UNKNOWN),
        (300, [], Fault.EMPTY),
        (0, [], Fault.EMPTY),
    ],
)
def test_what_breaks_the_rule_is_named(own, below, fault):
    rows = [Node("A", None, own, True), *(Node(n, "A", work) for n, work in enumerate(below))]
    found = check_rollup(rows)
    assert found == Checked(0, 1, (Finding("A", fault, own, sum(work or 0 for work in below)),))


def test_only_direct_children_count():
    rows = [Node("A", None, 100, True), Node("B", "A", 100, True), Node("C", "B", 60), Node("D", "B", 40)]
    assert check_rollup(rows).findings == ()


def test_a_tolerance_forgives_rounding():
    rows = [Node("A", None, 100, True), Node("B", "A", 103)]
    assert check_rollup(rows, tolerance=3).findings == ()
    assert check_rollup(rows, tolerance=2).findings[0].fault is Fault.OVER


def test_a_row_below_nothing_is_refused():
    with pytest.raises(ValueError, match="B stands below A"):
        check_rollup([Node("B", "A", 100)])


def test_an_empty_plan_keeps_the_rule():
    assert check_rollup([]) == Checked(0, 0, ())


@pytest.mark.parametrize("more", [-1, 1, 60])
@pytest.mark.parametrize("works", [[60], [60, 120], [0, 0, 90]])
def test_any_other_sum_is_found(works, more):
    rows = [Node(n, "top", work) for n, work in enumerate(works)]
    assert check_rollup([Node("top", None, sum(works), True), *rows]).kept == 1
    wrong = check_rollup([Node("top", None, sum(works) + more, True), *rows])
    assert [one.fault for one in wrong.findings] == [Fault.UNDER if more > 0 else Fault.OVER]
