"""Relative days on working days, without a database: weekends, holidays, and swapped weekends."""

from datetime import date, datetime

import pytest

from planning.engine.calendar import Calendar, NoWorkingTime, Special
from planning.engine.national import national_days
from planning.starting import RelativePlan, RelativeRow, laid
from planning.starting.usual import USUAL


def chinese(*years):
    days = national_days(country="CN", years=years)
    return Calendar(specials=[Special(one.day, one.day, one.spans) for one in days])


def only(day, *, start, calendar, **more):
    plan = RelativePlan((RelativeRow(ref="1", name="One", day=day, **more),))
    return laid(plan, start=start, calendar=calendar, source="test").tasks[0]


@pytest.mark.parametrize(
    ("start", "day", "lands"),
    [
        (date(2026, 9, 28), 0, date(2026, 9, 28)),
        # National Day: 1 to 7 October are off, the 8th is worked.
        (date(2026, 9, 28), 3, date(2026, 10, 8)),
        # Saturday 10 October is worked in exchange, the Sunday after it is not.
        (date(2026, 9, 28), 12, date(2026, 10, 10)),
        (date(2026, 9, 28), 13, date(2026, 10, 12)),
        # Sunday 20 September is worked, Friday 25 (Mid-Autumn) is not, nor are the 26th and 27th.
        (date(2026, 9, 20), 0, date(2026, 9, 20)),
        (date(2026, 9, 20), 5, date(2026, 9, 28)),
    ],
)
@pytest.mark.parametrize("is_milestone", [False, True])
def test_a_relative_day_lands_on_the_next_chinese_working_day(start, day, lands, is_milestone):
    row = only(day, start=start, calendar=chinese(2026), milestone=is_milestone, minutes=480)
    assert row.start == datetime(lands.year, lands.month, lands.day, 17 if is_milestone else 8)


def test_work_goes_on_over_the_saturday_that_is_worked():
    row = only(0, start=date(2026, 10, 8), calendar=chinese(2026), minutes=4 * 480)
    assert row.finish == datetime(2026, 10, 12, 17)


def test_without_holidays_a_weekend_moves_to_monday():
    assert only(5, start=date(2026, 9, 28), calendar=Calendar(), minutes=60).start == datetime(2026, 10, 5, 8)


def test_a_constraint_moves_along():
    row = only(
        None, start=date(2026, 9, 28), calendar=chinese(2026), constraint="FNLT", constraint_day=3, minutes=60
    )
    assert (row.start, row.constraint) == (None, datetime(2026, 10, 8, 17))


def test_a_summary_encloses_what_is_known_below_it():
    rows = (
        RelativeRow(ref="s", name="Phase"),
        RelativeRow(ref="a", name="A", level=2, day=0, minutes=480),
        RelativeRow(ref="b", name="B", level=2, day=7, minutes=960),
        RelativeRow(ref="e", name="Empty phase"),
        RelativeRow(ref="c", name="C", level=2, minutes=480),
    )
    made = laid(RelativePlan(rows), start=date(2026, 9, 7), calendar=Calendar(), source="test").tasks
    assert (made[0].start, made[0].finish) == (datetime(2026, 9, 7, 8), datetime(2026, 9, 15, 17))
    assert made[0].duration_minutes == 7 * 480
    assert (made[3].start, made[3].duration_minutes) == (None, None)


def test_a_calendar_that_never_works_refuses():
    with pytest.raises(NoWorkingTime):
        only(0, start=date(2026, 9, 7), calendar=Calendar(((),) * 7), minutes=60)


@pytest.mark.parametrize("code", USUAL)
def test_the_usual_plans_hang_together(code):
    """Each link leads to a row above; each row begins on a day, waits for something, or has rows below it."""
    seen = set()
    for step in USUAL[code].steps:
        assert set(step.after) <= seen
        assert step.ref not in seen
        assert (step.days is None) != bool(step.after or step.day is not None)
        seen.add(step.ref)
