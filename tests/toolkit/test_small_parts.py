"""Errors, identifiers, calculators, registry, JSON."""

import threading
import time
from decimal import Decimal
from uuid import RFC_4122

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from toolkit import calculators, errors, identifiers
from toolkit.api import codec
from toolkit.api.problems import flat


@pytest.fixture(autouse=True)
def own_clock(monkeypatch):
    """Each test leaves the identifiers' clock as it was."""
    monkeypatch.setattr(identifiers, "_last_ms", -1)
    monkeypatch.setattr(identifiers, "_counter", 0)


def test_uuid7_is_version_7_and_carries_the_time():
    before = time.time_ns() // 1_000_000
    one = identifiers.uuid7()
    after = time.time_ns() // 1_000_000
    assert (one.version, one.variant) == (7, RFC_4122)
    assert before <= one.int >> 80 <= after + 1


def test_uuid7_goes_up_even_when_the_clock_goes_back(monkeypatch):
    clock = iter([5_000, 5_000, 4_000, 5_000, 6_000, 1])
    last = identifiers.uuid7().int >> 80
    monkeypatch.setattr(time, "time_ns", lambda: (last + next(clock)) * 1_000_000)
    made = [identifiers.uuid7() for _ in range(6)]
    assert made == sorted(made)
    assert len(set(made)) == 6


def test_uuid7_counter_runs_over_into_the_next_millisecond(monkeypatch):
    monkeypatch.setattr(identifiers, "_last_ms", 10**14)
    monkeypatch.setattr(identifiers, "_counter", identifiers._COUNTER_TOP - 1)
    assert identifiers.uuid7().int >> 80 == 10**14 + 1


def test_uuid7_of_many_threads_are_distinct_and_sorted_in_each():
    lists = [[] for _ in range(4)]
    threads = [
        threading.Thread(target=lambda to=to: to.extend(identifiers.uuid7() for _ in range(2000)))
        for to in lists
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one for made in lists for one in made}) == 8000
    assert all(made == sorted(made) for made in lists)


def test_domain_errors_name_what_to_do():
    class Reached(errors.DomainError):
        code = "reached"
        message = _("%(key)s was reached. Reopen it first.")

    error = Reached(key="T4", field="due")
    assert (str(error), error.code, error.field) == ("T4 was reached. Reopen it first.", "reached", "due")
    assert str(errors.DomainError("100% done")) == "100% done"
    assert errors.DomainError("x", code="y").code == "y"
    assert errors.Stale(theirs={"a": 1}, version=2).theirs == {"a": 1}


def test_refusals_are_what_django_knows():
    assert isinstance(errors.Denied("a.b"), PermissionDenied)
    assert isinstance(errors.Missing(), Http404)
    assert issubclass(errors.BadParameter, errors.BadInput)


def test_calculators_answer_in_order_and_name_their_errors():
    @calculators.calculator("test_halves")
    def halves(inputs):
        return {"half": inputs["n"] / inputs["by"]}

    try:
        assert calculators.calculate(
            [
                {"id": 1, "area": "test_halves", "inputs": {"n": 4, "by": 2}},
                {"id": 2, "area": "test_halves", "inputs": {"n": 4, "by": 0}},
                {"id": 3, "area": "test_halves", "inputs": {}},
                {"id": 4, "area": "test_none", "inputs": {}},
            ]
        ) == [
            {"id": 1, "outputs": {"half": 2}},
            {"id": 2, "error": "ZeroDivisionError: division by zero"},
            {"id": 3, "error": "KeyError: 'n'"},
            {"id": 4, "error": "there is no calculator for 'test_none'"},
        ]
        with pytest.raises(ValueError, match="two calculators"):
            calculators.calculator("test_halves")(lambda inputs: {})
    finally:
        calculators._calculators.pop("test_halves")


# Neither halves of characters nor NUL: no database keeps them, so the door refuses both.
TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(TEXT),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(TEXT, max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_what_goes_out_comes_back(value):
    assert codec.loads(codec.dumps(value)) == value


def test_decimals_and_lazy_texts_go_out_as_text():
    assert (
        codec.dumps({"price": Decimal("2.50"), "word": _("Save"), "tags": {"b", "a"}})
        == b'{"price":"2.50","word":"Save","tags":["a","b"]}'
    )
    with pytest.raises(TypeError):
        codec.dumps(object())


@pytest.mark.parametrize("depth", [32, 33, 1000, 200_000])
def test_depth_is_bounded(depth):
    tower = b"[" * depth + b"]" * depth
    if depth <= codec.MAX_DEPTH:
        codec.loads(tower)
    else:
        with pytest.raises(ParseError):
            codec.loads(tower)


def test_nested_errors_are_flat():
    def said(code):
        return {"message": "m", "code": code}

    nested = {"a": [said("x")], "rows": [{}, {"b": [said("y")], "non_field_errors": [said("z")]}]}
    assert [(one["field"], one["code"]) for one in flat(nested)] == [
        ("a", "x"),
        ("rows.1.b", "y"),
        ("rows.1", "z"),
    ]
