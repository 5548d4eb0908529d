"""Days of repeating work: patterns laid on working days."""

from datetime import date
from itertools import islice

import pytest

from planning.engine.calendar import Calendar, Special
from planning.engine.series import DAYS, MONTH_ENDS, MONTHS, WEEKS, Series, following

USUAL = Calendar()
FRIDAY = date(2026, 11, 20)


def days(series, first=FRIDAY, until=date(2027, 1, 10), calendar=USUAL):
    return [f"{day:%m-%d}" for day in following(series, first=first, until=until, calendar=calendar)]


def test_weeks_keep_the_weekday_of_the_first_day():
    assert days(Series()) == ["11-27", "12-04", "12-11", "12-18", "12-25", "01-01", "01-08"]


def test_other_weekdays_and_every_second_week_count_from_the_first_weeks_monday():
    every_second = Series(WEEKS, 2, frozenset({0, 4}))
    assert days(every_second) == ["11-30", "12-04", "12-14", "12-18", "12-28", "01-01"]


def test_every_day_is_every_working_day_once():
    found = days(Series(DAYS), until=date(2026, 11, 30))
    assert found == ["11-23", "11-24", "11-25", "11-26", "11-27", "11-30"]


def test_a_month_without_that_day_takes_its_last():
    found = days(Series(MONTHS), first=date(2027, 12, 31), until=date(2028, 5, 1))
    # 2028 has a 29 February; 30 April is a Sunday, so it moves to 1 May.
    assert found == ["01-31", "02-29", "03-31", "05-01"]


def test_the_last_working_day_comes_before_the_end_of_the_month():
    found = days(Series(MONTH_ENDS), until=date(2027, 2, 28))
    assert found == ["11-30", "12-31", "01-29", "02-26"]


def test_a_holiday_moves_on_and_a_week_off_leaves_one():
    golden_week = Special(date(2027, 2, 5), date(2027, 2, 11))
    found = days(
        Series(DAYS),
        first=date(2027, 2, 3),
        until=date(2027, 2, 12),
        calendar=Calendar(specials=[golden_week]),
    )
    assert found == ["02-04", "02-12"]


def test_a_swapped_saturday_is_worked():
    swapped = Special(date(2026, 11, 28), date(2026, 11, 28), spans=((480, 1020),))
    found = days(
        Series(WEEKS, 1, frozenset({5})), until=date(2026, 12, 5), calendar=Calendar(specials=[swapped])
    )
    assert found == ["11-23", "11-28", "12-07"]


@pytest.mark.parametrize("unit", [DAYS, WEEKS, MONTHS, MONTH_ENDS])
def test_nothing_is_counted_that_nobody_reads(unit):
    """Up to the last day there is: the pattern is read only as far as it is asked for."""
    found = following(Series(unit), first=FRIDAY, until=date.max, calendar=USUAL)
    assert len(list(islice(found, 300))) == 300
    assert days(Series(unit), until=FRIDAY) == []
