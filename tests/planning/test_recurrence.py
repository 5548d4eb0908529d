"""Days on which calendar exceptions recur."""

from datetime import date

import pytest

from planning.engine.recurrence import LAST, Recurrence, days

FIRST, LAST_DAY = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("rule", "first", "last", "found"),
    [
        (Recurrence(), "2026-05-01", "2026-05-03", ["05-01", "05-02", "05-03"]),
        (Recurrence(period=3), "2026-05-01", "2026-05-09", ["05-01", "05-04", "05-07"]),
        (Recurrence(count=2), "2026-05-01", "2026-05-09", ["05-01", "05-02"]),
        (
            Recurrence("weekly", weekdays=frozenset({0, 4})),
            "2026-11-17",
            "2026-11-28",
            ["11-20", "11-23", "11-27"],
        ),
        (
            Recurrence("weekly", period=2, weekdays=frozenset({4})),
            "2026-11-20",
            "2026-12-18",
            ["11-20", "12-04", "12-18"],
        ),
        (Recurrence("monthly_by_day", day=31), "2026-01-01", "2026-05-31", ["01-31", "03-31", "05-31"]),
        (Recurrence("monthly_by_day", day=15, period=2), "2026-01-20", "2026-06-01", ["03-15", "05-15"]),
        (
            Recurrence("monthly_by_position", position=LAST, weekdays=frozenset({4})),
            "2026-10-01",
            "2026-11-30",
            ["10-30", "11-27"],
        ),
        (
            Recurrence("monthly_by_position", position=2, weekdays=frozenset({0})),
            "2026-10-01",
            "2026-11-30",
            ["10-12", "11-09"],
        ),
        (Recurrence("yearly_by_day", day=11, month=11), "2026-01-01", "2026-12-31", ["11-11"]),
        (
            Recurrence("yearly_by_position", position=4, weekdays=frozenset({3}), month=11),
            "2026-01-01",
            "2026-12-31",
            ["11-26"],
        ),
    ],
)
def test_patterns(rule, first, last, found):
    got = days(rule, date.fromisoformat(first), date.fromisoformat(last))

    assert [f"{day:%m-%d}" for day in got] == found


def test_the_leap_day_comes_in_leap_years():
    rule = Recurrence("yearly_by_day", day=29, month=2)

    assert list(days(rule, date(2023, 1, 1), date(2028, 12, 31))) == [date(2024, 2, 29), date(2028, 2, 29)]
