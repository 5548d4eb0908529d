"""Between the wall clock and UTC, on the nights when clocks change."""

from datetime import UTC, date, datetime

import pytest

from planning.engine.zones import last_day, local_day, to_local, to_utc

KRAKOW = "Europe/Warsaw"


@pytest.mark.parametrize(
    ("local", "zone", "instant"),
    [
        ("2026-11-20T08:00", KRAKOW, "2026-11-20T07:00"),
        ("2026-10-25T01:59", KRAKOW, "2026-10-24T23:59"),
        ("2026-10-25T02:30", KRAKOW, "2026-10-25T00:30"),
        ("2026-10-25T03:00", KRAKOW, "2026-10-25T02:00"),
        ("2026-03-29T02:30", KRAKOW, "2026-03-29T01:30"),
        ("2028-02-29T17:00", KRAKOW, "2028-02-29T16:00"),
        ("2026-11-20T08:00", "Asia/Kolkata", "2026-11-20T02:30"),
    ],
)
def test_to_utc(local, zone, instant):
    assert to_utc(datetime.fromisoformat(local), zone) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize("local", ["2026-10-25T02:30", "2026-10-25T03:00", "2028-02-29T17:00"])
def test_what_was_written_is_read_again(local):
    written = datetime.fromisoformat(local)

    assert to_local(to_utc(written, KRAKOW), KRAKOW) == written


def test_a_time_in_the_gap_moves_forward_by_the_gap():
    missing = datetime(2026, 3, 29, 2, 30)

    assert to_local(to_utc(missing, KRAKOW), KRAKOW) == datetime(2026, 3, 29, 3, 30)


def test_both_passes_of_the_double_hour_read_alike():
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))

    assert to_local(first, KRAKOW) == to_local(second, KRAKOW) == datetime(2026, 10, 25, 2, 30)


def test_the_day_is_the_zones_own():
    instant = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

    assert local_day(instant, KRAKOW) == date(2026, 11, 21)
    assert local_day(instant, "America/New_York") == date(2026, 11, 20)


def test_work_until_midnight_is_due_the_day_before():
    midnight = datetime(2026, 11, 21)

    assert last_day(midnight, lasting=True) == date(2026, 11, 20)
    assert last_day(midnight, lasting=False) == date(2026, 11, 21)
