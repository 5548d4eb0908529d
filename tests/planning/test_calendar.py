"""Working time: adding, taking back, counting, over weeks with exceptions."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.engine.calendar import STANDARD_DAY, Calendar, NoWorkingTime, OtherWeek, Special

STANDARD = Calendar()
NIGHT = Calendar((((0, 420), (1320, 1440)),) * 7)
NEW_YEAR = Calendar(specials=[Special(date(2026, 1, 1), date(2026, 1, 2))])
MADE_UP = Calendar(specials=[Special(date(2026, 2, 14), date(2026, 2, 14), STANDARD_DAY)])
FRIDAY = datetime(2026, 11, 20)


def at(day: str) -> datetime:
    return datetime.fromisoformat(day)


@pytest.mark.parametrize(
    ("calendar", "start", "minutes", "finish"),
    [
        (STANDARD, "2026-11-20T08:00", 480, "2026-11-20T17:00"),
        (STANDARD, "2026-11-20T17:00", 480, "2026-11-23T17:00"),
        (STANDARD, "2026-11-20T08:00", 240, "2026-11-20T12:00"),
        (STANDARD, "2026-11-20T08:00", 241, "2026-11-20T13:01"),
        (STANDARD, "2026-11-21T10:00", 60, "2026-11-23T09:00"),
        (STANDARD, "2026-11-20T17:00", 0, "2026-11-20T17:00"),
        (STANDARD, "2024-02-28T08:00", 960, "2024-02-29T17:00"),
        (NIGHT, "2026-11-20T22:00", 540, "2026-11-21T07:00"),
        (NIGHT, "2026-11-20T22:00", 120, "2026-11-21T00:00"),
        (NEW_YEAR, "2025-12-31T08:00", 960, "2026-01-05T17:00"),
        (MADE_UP, "2026-02-13T08:00", 960, "2026-02-14T17:00"),
    ],
)
def test_work_added_ends_here(calendar, start, minutes, finish):
    assert calendar.add(at(start), minutes) == at(finish)
    assert calendar.between(at(start), at(finish)) == minutes


@pytest.mark.parametrize(
    ("finish", "minutes", "start"),
    [
        ("2026-11-20T17:00", 480, "2026-11-20T08:00"),
        ("2026-11-20T17:00", 240, "2026-11-20T13:00"),
        ("2026-11-23T08:00", 480, "2026-11-20T08:00"),
        ("2026-11-22T09:00", 60, "2026-11-20T16:00"),
    ],
)
def test_work_taken_back_begins_here(finish, minutes, start):
    assert STANDARD.subtract(at(finish), minutes) == at(start)


def test_a_day_off_of_the_base_holds_for_those_built_on_it():
    base = Calendar(specials=[Special(date(2026, 11, 11), date(2026, 11, 11))])
    part_time = Calendar((((480, 720),),) * 5 + (None, None), base=base)

    assert part_time.minutes(date(2026, 11, 10)) == 240
    assert part_time.minutes(date(2026, 11, 11)) == 0
    assert part_time.minutes(date(2026, 11, 14)) == 0


def test_another_week_holds_for_its_days_only():
    summer = OtherWeek(date(2026, 7, 1), date(2026, 7, 31), (((480, 840),),) * 5 + (None, None))
    calendar = Calendar(weeks=[summer])

    assert [calendar.minutes(date(2026, month, 15)) for month in (6, 7, 9)] == [480, 360, 480]


def test_closing_is_five_on_a_day_off():
    assert STANDARD.closing(date(2026, 11, 20)) == FRIDAY + timedelta(hours=17)
    assert STANDARD.closing(date(2026, 11, 21)) == FRIDAY + timedelta(days=1, hours=17)
    assert NIGHT.closing(date(2026, 11, 20)) == FRIDAY + timedelta(days=1)


@pytest.mark.parametrize("count", [Calendar.add, Calendar.subtract])
def test_a_calendar_that_never_works_is_told(count):
    with pytest.raises(NoWorkingTime):
        count(Calendar(((),) * 7), FRIDAY, 1)


MINUTES = st.integers(1, 20_000)
INSTANTS = st.datetimes(at("2026-01-01T00:00"), at("2027-01-01T00:00")).map(
    lambda value: value.replace(second=0, microsecond=0)
)
CALENDARS = st.sampled_from([STANDARD, NIGHT, NEW_YEAR, MADE_UP])


@settings(max_examples=150, deadline=None)
@given(calendar=CALENDARS, start=INSTANTS, minutes=MINUTES)
def test_adding_and_counting_agree(calendar, start, minutes):
    finish = calendar.add(start, minutes)

    assert calendar.between(start, finish) == minutes
    assert calendar.between(start, finish - timedelta(minutes=1)) == minutes - 1
    begun = calendar.subtract(finish, minutes)
    assert begun >= start
    assert calendar.between(begun, finish) == minutes
    assert calendar.opening(start) == begun


@settings(max_examples=100, deadline=None)
@given(calendar=CALENDARS, one=INSTANTS, two=INSTANTS, three=INSTANTS)
def test_counting_adds_up_and_turns_round(calendar, one, two, three):
    assert calendar.between(one, two) + calendar.between(two, three) == calendar.between(one, three)
    assert calendar.between(one, two) == -calendar.between(two, one)
