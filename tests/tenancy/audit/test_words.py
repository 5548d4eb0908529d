"""The trail speaks in words: every action that is recorded has some, and values read as people write them."""

import ast
from collections.abc import Iterator

import pytest

from tenancy import trail
from tenancy.rules import REGISTRY
from tests.house.sources import modules, none


def recorded() -> Iterator[str]:
    """Every action that the sources record by its name."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("record", "record_all"):
                action = node.args[1]
                if isinstance(action, ast.Constant):
                    yield action.value


def test_every_recorded_action_has_words():
    actions = set(recorded())
    assert len(actions) > 20
    none(sorted(name for name in actions if name not in trail.ACTS and not worded(name)))


def worded(action: str) -> bool:
    rule = REGISTRY.get(action)
    return bool(rule and rule.label)


def test_no_words_are_kept_for_what_nobody_records_or_has_words_already():
    none(sorted(name for name in trail.ACTS if worded(name)))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (None, "–"),
        ("", "–"),
        (True, "Yes"),
        (0, "0"),
        (["a", "b"], "a, b"),
        ({"due_on": "2026-11-20", "open": False}, "Due on: 2026-11-20, Open: No"),
        ([{"a": 1}], "A: 1"),
    ],
)
def test_a_value_in_words(given, text):
    assert trail.value(given) == text


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ({"name": "a"}, {"name": "b"}, [("Name", "a", "b")]),
        ({"name": "a"}, {"name": "a"}, []),
        (None, {"name": "b", "own": 1}, [("Name", "–", "b"), ("Own", "–", "1")]),
        ({"name": "a"}, None, [("Name", "a", "–")]),
        (None, None, []),
        (None, "words", [("Value", "–", "words")]),
    ],
)
def test_differences_field_by_field(before, after, rows):
    found = [
        (str(one.field), one.before, one.after) for one in trail.differences("tenancy.Client", before, after)
    ]
    assert found == rows


@pytest.mark.parametrize("subject_type", ["tenancy.Client", "gone.Table", "", "nonsense"])
def test_a_record_of_a_later_or_earlier_version_is_named_somehow(subject_type):
    assert str(trail.kind(subject_type)) in ("Client", subject_type)
    assert str(trail.field(subject_type, "no_such_field")) == "No such field"
