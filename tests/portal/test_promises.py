"""How a milestone stands against what was promised."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.promises import Judgement, judge, overall

TODAY = date(2026, 11, 20)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1))


def d(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("promised", "due", "reached", "judgement"),
    [
        ("2026-10-05", "2026-10-05", "2026-10-05", Judgement("reached", "green", 0)),
        ("2026-10-05", "2026-10-07", "2026-10-07", Judgement("reached", "amber", 2)),
        ("2026-10-05", "2026-10-05", "2026-10-01", Judgement("reached", "green", -4)),
        (None, "2026-10-05", "2026-10-06", Judgement("reached", "amber", 1)),
        (None, None, "2026-10-06", Judgement("reached", "green", 0)),
        ("2026-12-18", "2027-01-05", None, Judgement("later", "red", 18)),
        ("2026-12-18", "2026-12-18", None, Judgement("as_promised", "grey", 0)),
        ("2026-12-18", "2026-12-15", None, Judgement("earlier", "grey", -3)),
        (None, "2026-12-15", None, Judgement("expected", "grey", 0)),
        (None, "2026-11-20", None, Judgement("expected", "grey", 0)),
        ("2026-11-19", "2026-11-19", None, Judgement("overdue", "red", 1)),
        ("2028-02-28", "2028-03-01", None, Judgement("later", "red", 2)),
        (None, None, None, Judgement("undated", "grey")),
        ("2026-12-18", None, None, Judgement("undated", "grey")),
    ],
)
def test_a_judgement_is_made_of_days(
    promised: str | None, due: str | None, reached: str | None, judgement: Judgement
) -> None:
    found = judge(promised=d(promised), due=d(due), reached=d(reached), is_missed=False, today=TODAY)
    assert found == judgement


def test_a_missed_milestone_is_red() -> None:
    found = judge(promised=TODAY, due=TODAY, reached=None, is_missed=True, today=TODAY)
    assert found == Judgement("missed", "red")


@given(days, days, days)
def test_an_open_milestone_is_never_green(promised: date, due: date, today: date) -> None:
    found = judge(promised=promised, due=due, reached=None, is_missed=False, today=today)
    assert found.status in ("red", "grey")


@given(days, days, st.integers(min_value=0, max_value=400))
def test_later_is_never_better(promised: date, due: date, more: int) -> None:
    order = {"grey": 0, "red": 1}
    facts = {"promised": promised, "reached": None, "is_missed": False, "today": date(2019, 1, 1)}
    first = judge(due=due, **facts)
    second = judge(due=due + timedelta(days=more), **facts)
    assert order[second.status] >= order[first.status]


def test_a_project_is_as_red_as_its_reddest_milestone() -> None:
    assert overall([]) == "grey"
    assert overall(["green", "grey", "amber"]) == "green"
    assert overall(["green", "red"]) == "red"
