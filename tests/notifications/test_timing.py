"""Quiet hours and digest slots: tables for the days that are different, properties for all the others."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.timing import (
    EVERY_DAY,
    Quiet,
    Rhythm,
    Slot,
    local_instant,
    monday_morning,
    next_slot,
    release,
    tomorrow_morning,
)
from toolkit.backoff import backoff

NIGHT = Quiet(time(22), time(7))
WARSAW, NEW_YORK, KOLKATA = "Europe/Warsaw", "America/New_York", "Asia/Kolkata"
SHANGHAI, LORD_HOWE = "Asia/Shanghai", "Australia/Lord_Howe"
FIVE = (WARSAW, NEW_YORK, KOLKATA, SHANGHAI, LORD_HOWE)
ODD = ("Pacific/Apia", "Africa/Casablanca", "Asia/Beirut", "Antarctica/Troll", "Asia/Kathmandu")
ZONES = st.sampled_from(FIVE + ODD)
INSTANTS = st.datetimes(datetime(2011, 1, 1), datetime(2031, 12, 31), timezones=st.just(UTC))
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
QUIETS = st.builds(Quiet, CLOCKS, CLOCKS, st.booleans()) | st.builds(Quiet, weekends=st.booleans())
DAYS = st.frozensets(st.integers(0, 6), min_size=1)
RHYTHMS = st.builds(Rhythm, st.booleans(), CLOCKS, DAYS)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def wall(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("zone", "at", "released"),
    [
        (WARSAW, (2026, 11, 20, 9), "2026-11-20 10:00"),
        (WARSAW, (2026, 11, 20, 20, 59), "2026-11-20 21:59"),
        (WARSAW, (2026, 11, 20, 21), "2026-11-21 07:00"),
        (WARSAW, (2026, 11, 21, 5, 59), "2026-11-21 07:00"),
        (WARSAW, (2026, 11, 21, 6), "2026-11-21 07:00"),
        (WARSAW, (2026, 3, 28, 22), "2026-03-29 07:00"),
        (WARSAW, (2026, 10, 24, 22), "2026-10-25 07:00"),
        (KOLKATA, (2026, 11, 20, 17), "2026-11-21 07:00"),
        (WARSAW, (2028, 2, 28, 22), "2028-02-29 07:00"),
        (WARSAW, (2028, 2, 29, 22), "2028-03-01 07:00"),
    ],
)
def test_a_letter_of_the_night_comes_in_the_morning(zone: str, at: tuple[int, ...], released: str) -> None:
    assert wall(release(utc(*at), NIGHT, zone), zone) == released


def test_the_night_of_a_change_has_eight_hours_or_ten() -> None:
    assert release(utc(2026, 10, 24, 20), NIGHT, WARSAW) == utc(2026, 10, 25, 6)
    assert release(utc(2026, 3, 28, 21), NIGHT, WARSAW) == utc(2026, 3, 29, 5)


def test_quiet_hours_that_end_in_the_missing_hour_end_with_the_gap() -> None:
    quiet = Quiet(time(22), time(2, 30))
    assert release(utc(2026, 3, 28, 23), quiet, WARSAW) == utc(2026, 3, 29, 1)
    assert wall(utc(2026, 3, 29, 1), WARSAW) == "2026-03-29 03:00"


def test_a_doubled_hour_is_quiet_as_often_as_the_clock_shows_it() -> None:
    quiet = Quiet(time(2, 30), time(3, 30))
    first, second = utc(2026, 10, 25, 0, 40), utc(2026, 10, 25, 1, 40)
    assert wall(first, WARSAW) == wall(second, WARSAW) == "2026-10-25 02:40"
    assert wall(release(first, quiet, WARSAW), WARSAW) == "2026-10-25 02:00"
    assert wall(release(second, quiet, WARSAW), WARSAW) == "2026-10-25 03:30"


def test_a_quiet_weekend_ends_on_monday_morning() -> None:
    quiet = Quiet(time(22), time(7), weekends=True)
    assert wall(release(utc(2026, 11, 20, 21), quiet, WARSAW), WARSAW) == "2026-11-23 07:00"
    only = Quiet(weekends=True)
    assert wall(release(utc(2026, 11, 21, 12), only, WARSAW), WARSAW) == "2026-11-23 00:00"


@pytest.mark.parametrize("zone", FIVE)
@pytest.mark.parametrize("year", [2026, 2028])
def test_nine_oclock_comes_once_on_every_local_day(zone: str, year: int) -> None:
    """F-15: a whole year with both changes of the clock, and 29 February; beat ticks in UTC only."""
    at, seen = utc(year - 1, 12, 31), []
    while at < utc(year + 1, 1, 2):
        slot = next_slot(at, Rhythm(), Quiet(), zone)
        seen.append((slot.number, wall(slot.at, zone)[11:]))
        at = slot.at + timedelta(minutes=1)
    first = seen[0][0]
    assert [number for number, _clock in seen] == list(range(first, first + len(seen)))
    assert {clock for _number, clock in seen} == {"09:00"}


@pytest.mark.parametrize(
    ("zone", "clock", "day", "expected"),
    [
        (WARSAW, time(2, 30), date(2026, 3, 29), utc(2026, 3, 29, 1, 30)),
        (WARSAW, time(2, 30), date(2026, 10, 25), utc(2026, 10, 25, 0, 30)),
        (LORD_HOWE, time(2, 15), date(2026, 10, 4), utc(2026, 10, 3, 15, 45)),
        ("Asia/Beirut", time(0), date(2026, 3, 29), utc(2026, 3, 28, 22)),
        ("Pacific/Apia", time(9), date(2011, 12, 30), None),
    ],
)
def test_clocks_that_a_day_has_not_or_has_twice(
    zone: str, clock: time, day: date, expected: datetime | None
) -> None:
    assert local_instant(day, clock, zone) == expected


def test_a_skipped_day_has_no_digest_and_the_next_has_its_own() -> None:
    slot = next_slot(utc(2011, 12, 29, 20), Rhythm(), Quiet(), "Pacific/Apia")
    assert slot == Slot(date(2011, 12, 31).toordinal(), utc(2011, 12, 30, 19))


def test_a_digest_of_the_night_comes_when_quiet_ends() -> None:
    slot = next_slot(utc(2026, 11, 20, 12), Rhythm(at=time(23)), NIGHT, WARSAW)
    assert (slot.number, wall(slot.at, WARSAW)) == (date(2026, 11, 20).toordinal(), "2026-11-21 07:00")


def test_hours_of_the_night_are_no_digests_of_their_own() -> None:
    slot = next_slot(utc(2026, 11, 20, 21, 5), Rhythm(hourly=True), NIGHT, WARSAW)
    assert wall(slot.at, WARSAW) == "2026-11-21 07:00"
    half = next_slot(utc(2026, 11, 20, 5, 5), Rhythm(hourly=True), Quiet(), KOLKATA)
    assert wall(half.at, KOLKATA) == "2026-11-20 11:00"


def test_a_number_that_was_used_is_skipped() -> None:
    today = date(2026, 11, 20).toordinal()
    slot = next_slot(utc(2026, 11, 20, 6), Rhythm(), Quiet(), WARSAW, after=today)
    assert slot.number == today + 1


def test_only_the_chosen_weekdays() -> None:
    slot = next_slot(utc(2026, 11, 20, 12), Rhythm(days=frozenset({0, 3})), Quiet(), WARSAW)
    assert wall(slot.at, WARSAW) == "2026-11-23 09:00"
    assert Rhythm().days == EVERY_DAY


def test_quiet_hours_without_an_end_are_refused() -> None:
    class Always(Quiet):
        def covers(self, wall: datetime) -> bool:
            return True

    with pytest.raises(ValueError, match="never end"):
        release(utc(2026, 1, 1), Always(), WARSAW)


def test_snoozing_ends_in_the_morning_of_the_person() -> None:
    friday_evening = utc(2026, 10, 23, 20)
    assert wall(tomorrow_morning(friday_evening, WARSAW), WARSAW) == "2026-10-24 09:00"
    assert wall(monday_morning(friday_evening, WARSAW), WARSAW) == "2026-10-26 09:00"
    assert wall(monday_morning(utc(2026, 10, 26, 12), WARSAW), WARSAW) == "2026-11-02 09:00"
    assert wall(tomorrow_morning(utc(2011, 12, 29, 20), "Pacific/Apia"), "Pacific/Apia") == "2011-12-31 09:00"


@settings(max_examples=400, deadline=None)
@given(INSTANTS, QUIETS, ZONES)
def test_never_inside_quiet_hours_and_never_earlier_than_written(
    at: datetime, quiet: Quiet, zone: str
) -> None:
    out = release(at, quiet, zone)
    assert out >= at
    assert not quiet.covers(out.astimezone(ZoneInfo(zone)))


@settings(max_examples=400, deadline=None)
@given(INSTANTS, st.integers(0, 200_000), QUIETS, ZONES)
def test_order_is_kept(at: datetime, later: int, quiet: Quiet, zone: str) -> None:
    assert release(at, quiet, zone) <= release(at + timedelta(seconds=later), quiet, zone)


@settings(max_examples=200, deadline=None)
@given(INSTANTS, QUIETS, ZONES)
def test_nothing_is_held_a_minute_too_long(at: datetime, quiet: Quiet, zone: str) -> None:
    at, out = at.replace(second=0, microsecond=0), release(at, quiet, zone)
    while at + timedelta(minutes=1) < out:
        assert quiet.covers(at.astimezone(ZoneInfo(zone)))
        at += timedelta(minutes=1)


@settings(max_examples=300, deadline=None)
@given(INSTANTS, RHYTHMS, QUIETS, ZONES)
def test_every_letter_has_one_digest_and_numbers_never_repeat(
    at: datetime, rhythm: Rhythm, quiet: Quiet, zone: str
) -> None:
    slot = next_slot(at, rhythm, quiet, zone)
    following = next_slot(at, rhythm, quiet, zone, after=slot.number)
    assert at <= slot.at <= following.at
    assert slot.number < following.number
    assert not quiet.covers(slot.at.astimezone(ZoneInfo(zone)))
    assert slot.at - at < timedelta(days=20)


@settings(max_examples=200, deadline=None)
@given(INSTANTS, st.integers(0, 300_000), RHYTHMS, QUIETS, ZONES)
def test_digests_keep_the_order_of_letters(
    at: datetime, later: int, rhythm: Rhythm, quiet: Quiet, zone: str
) -> None:
    one = next_slot(at, rhythm, quiet, zone)
    other = next_slot(at + timedelta(seconds=later), rhythm, quiet, zone)
    assert (one.number, one.at) <= (other.number, other.at)


def test_eight_attempts_span_a_day() -> None:
    waits = [backoff(n, first=90, longest=28_800, seed="") for n in range(1, 8)]
    assert timedelta(hours=22) < sum(waits, timedelta()) < timedelta(hours=27)
    assert waits == sorted(waits[:5]) + waits[5:]
    assert all(wait <= timedelta(hours=8.8) for wait in waits)


@given(st.integers(1, 8), st.uuids())
def test_waits_are_spread_by_a_tenth_and_stay_the_same(attempt: int, seed: object) -> None:
    wait = backoff(attempt, first=90, longest=28_800, seed=str(seed))
    middle = min(90 * 4 ** (attempt - 1), 28_800)
    assert 0.9 * middle <= wait.total_seconds() <= 1.1 * middle
    assert wait == backoff(attempt, first=90, longest=28_800, seed=str(seed))
