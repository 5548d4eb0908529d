"""The outline: whatever is done to it, positions stay dense and the tree stays a tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.outline import AtTheEdge, AtTheTop, IntoItself, NothingAbove, Outline, from_levels

PLAN = [("A", 1), ("B", 2), ("C", 2), ("D", 3), ("E", 1)]


def shown(outline: Outline) -> str:
    return " ".join(f"{'.' * (place.level - 1)}{place.key}" for place in outline.places())


def test_levels_make_a_tree_with_codes():
    places = list(from_levels(PLAN).places())

    assert [place.wbs for place in places] == ["1", "1.1", "1.2", "1.2.1", "2"]
    assert [place.parent for place in places] == [None, "A", "A", "C", None]
    assert [place.has_children for place in places] == [True, False, True, False, False]


def test_a_level_that_jumps_is_one_step_and_its_siblings_stay_siblings():
    assert shown(from_levels([("A", 1), ("C", 3), ("E", 3), ("D", 2), ("F", 1)])) == "A .C .E .D F"


@pytest.mark.parametrize(
    ("change", "result"),
    [
        (lambda rows: rows.indent("E"), "A .B .C ..D .E"),
        (lambda rows: rows.outdent("C"), "A .B C .D E"),
        (lambda rows: rows.outdent("B"), "A .C ..D B E"),
        (lambda rows: rows.shift("C", -1), "A .C ..D .B E"),
        (lambda rows: rows.shift("A", 1), "E A .B .C ..D"),
        (lambda rows: rows.place("E", "C", 0), "A .B .C ..E ..D"),
        (lambda rows: rows.place("C", None), "A .B E C .D"),
        (lambda rows: rows.add("X", "A", 1), "A .B .X .C ..D E"),
        (lambda rows: rows.remove("C"), "A .B E"),
    ],
)
def test_changes(change, result):
    outline = from_levels(PLAN)

    change(outline)

    assert shown(outline) == result


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda rows: rows.indent("A"), NothingAbove),
        (lambda rows: rows.outdent("A"), AtTheTop),
        (lambda rows: rows.shift("A", -1), AtTheEdge),
        (lambda rows: rows.shift("E", 1), AtTheEdge),
        (lambda rows: rows.place("A", "D"), IntoItself),
        (lambda rows: rows.place("A", "A"), IntoItself),
    ],
)
def test_refused_changes_change_nothing(change, refusal):
    outline = from_levels(PLAN)

    with pytest.raises(refusal):
        change(outline)

    assert shown(outline) == "A .B .C ..D E"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["indent", "outdent", "up", "down", "place", "add", "remove"]),
        st.integers(0, 30),
        st.integers(-1, 30),
        st.integers(0, 6),
    ),
    max_size=25,
)


def play(outline: Outline, step: str, which: int, other: int, index: int) -> None:
    keys = [place.key for place in outline.places()]
    key = keys[which % len(keys)]
    parent = None if other < 0 else keys[other % len(keys)]
    moves = {
        "indent": lambda: outline.indent(key),
        "outdent": lambda: outline.outdent(key),
        "up": lambda: outline.shift(key, -1),
        "down": lambda: outline.shift(key, 1),
        "place": lambda: outline.place(key, parent, index),
        "add": lambda: outline.add(max(keys) + 1, parent),
        "remove": lambda: outline.remove(key) if len(set(outline.subtree(key))) < len(keys) else None,
    }
    try:
        moves[step]()
    except (NothingAbove, AtTheTop, AtTheEdge, IntoItself):
        return


@settings(max_examples=150, deadline=None)
@given(levels=st.lists(st.integers(1, 5), min_size=1, max_size=20), steps=STEPS)
def test_any_series_of_changes_leaves_a_dense_order_and_a_valid_tree(levels, steps):
    outline = from_levels(enumerate(levels))
    for step in steps:
        play(outline, *step)
        places = list(outline.places())
        by_key = {place.key: place for place in places}

        assert [place.position for place in places] == list(range(1, len(outline) + 1))
        assert len(by_key) == len(places) == len(outline)
        for place in places:
            above = by_key[place.parent] if place.parent is not None else None
            assert place.level == (above.level + 1 if above else 1)
            assert place.position > (above.position if above else 0)
            assert place.wbs.rpartition(".")[0] == (above.wbs if above else "")
        again = from_levels((place.key, place.level) for place in places)
        assert list(again.places()) == places
