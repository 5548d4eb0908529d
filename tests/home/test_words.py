"""Stages, working days and figures in words."""

from datetime import date

import pytest

from home import words
from projects.stages import stage_line
from records.needing import working_days_after


@pytest.mark.parametrize(
    ("present", "states"),
    [
        ("L0", ["now"] + ["next"] * 7),
        ("L5", ["done"] * 5 + ["now"] + ["next"] * 2),
        ("L7", ["done"] * 7 + ["now"]),
    ],
)
def test_the_stage_line_has_eight_stages_with_their_gates(present: str, states: list[str]) -> None:
    line = stage_line(present)
    assert [stage.state for stage in line] == states
    assert [stage.gate for stage in line] == [f"G{n}" for n in range(8)]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 11, 21), date(2026, 11, 27)),
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2028, 2, 28), date(2028, 3, 6)),
    ],
)
def test_five_working_days_jump_over_the_weekend(day: date, last: date) -> None:
    assert working_days_after(day, 5) == last


def test_days_are_counted_and_named() -> None:
    friday = date(2026, 11, 20)
    assert words.days_ahead(friday, friday) == "today"
    assert words.days_ahead(date(2026, 11, 21), friday) == "in 1 calendar day"
    assert words.days_ahead(date(2026, 12, 1), friday) == "in 11 calendar days"
    assert words.days_late(1) == "1 day overdue"
    assert words.weekday(friday) == "Friday 20 November"
    assert words.short_weekday(friday) == "Fri 20 Nov"
