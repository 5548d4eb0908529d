"""Circles among links, with summaries standing for what is below them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.network import cycle

FLAT = dict.fromkeys("ABCD")
TREE = {"S": None, "A": "S", "B": "S", "T": None, "C": "T"}


@pytest.mark.parametrize(
    ("parents", "links", "circle"),
    [
        (FLAT, [("A", "B"), ("B", "C"), ("A", "C")], None),
        (FLAT, [("A", "B"), ("B", "A")], "ABA"),
        (FLAT, [("A", "B"), ("B", "C"), ("C", "D"), ("D", "B")], "BCDB"),
        (TREE, [("A", "B"), ("S", "T")], None),
        (TREE, [("S", "A")], "SAS"),
        (TREE, [("A", "S")], "ASA"),
        (TREE, [("S", "C"), ("C", "A")], "SCAS"),
        (TREE, [("A", "T"), ("C", "B")], None),
        (TREE, [("S", "T"), ("C", "B")], "STCBS"),
    ],
)
def test_circles(parents, links, circle):
    found = cycle(parents, links)

    if circle is None:
        assert found is None
    else:
        assert found[0] == found[-1]
        turns = {circle[n:-1] + circle[: n + 1] for n in range(len(circle) - 1)}
        assert "".join(found) in turns


@settings(max_examples=200, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_a_flat_plan_has_a_circle_exactly_if_it_cannot_be_ordered(links):
    links = {(one, other) for one, other in links if one != other}
    waiting = {n: {one for one, other in links if other == n} for n in range(8)}
    while ready := [n for n, before in waiting.items() if not before & waiting.keys()]:
        for n in ready:
            del waiting[n]

    assert (cycle(dict.fromkeys(range(8)), links) is None) is (not waiting)


def test_a_long_chain_needs_no_recursion():
    chain = [(n, n + 1) for n in range(20_000)]
    parents = dict.fromkeys(range(20_001))

    assert cycle(parents, chain) is None
    assert len(cycle(parents, [*chain, (20_000, 0)])) == 20_002
