"""When a project's day ends."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.days import cut_off, days_until, has_ended, last_day


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 29), "Europe/Warsaw", 23),
        (date(2026, 10, 25), "Europe/Warsaw", 25),
        (date(2026, 11, 20), "Europe/Warsaw", 24),
        (date(2028, 2, 29), "Asia/Manila", 24),
        # Clocks went forward at midnight: the day ends at the jump.
        (date(2018, 11, 3), "America/Sao_Paulo", 24),
        (date(2018, 11, 4), "America/Sao_Paulo", 23),
    ],
)
def test_a_day_lasts_as_long_as_its_zone_says(day, zone, hours):
    assert cut_off(day, zone) - cut_off(day - timedelta(days=1), zone) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("Asia/Manila", datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC), date(2026, 11, 19)),
        ("Asia/Manila", datetime(2026, 11, 20, 16, 0, tzinfo=UTC), date(2026, 11, 20)),
        ("Asia/Kolkata", datetime(2026, 11, 20, 18, 30, tzinfo=UTC), date(2026, 11, 20)),
        ("America/New_York", datetime(2026, 11, 20, 4, 59, tzinfo=UTC), date(2026, 11, 18)),
        ("UTC", datetime(2028, 3, 1, 0, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_yesterday_is_the_zone_s_own(zone, now, day):
    assert last_day(zone, now) == day


def test_days_until_end_on_the_last_one():
    assert list(days_until(date(2028, 3, 1), 3)) == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]


@given(
    st.sampled_from(sorted(available_timezones())),
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2035, 1, 1)),
)
def test_the_last_day_has_ended_and_the_next_has_not(zone, moment):
    now = moment.replace(tzinfo=UTC)
    last = last_day(zone, now)
    # Samoa skipped 30 December 2011: the last day by the calendar may be one that never was.
    assert has_ended(last, zone, now)
    assert not has_ended(last + timedelta(days=1), zone, now)
