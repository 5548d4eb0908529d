"""Single values: what is read exactly, what is rounded, what is no value."""

from datetime import datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.mspdi.durations import Lag, is_elapsed, lag, minutes, tenths, unit
from exchange.mspdi.values import (
    Changed,
    choice,
    flag,
    instant,
    integer,
    money,
    number,
    percentage,
    time_of_day,
    whole,
)
from tests.exchange.mspdi_files import duration

MINUTES = st.integers(-(2**31) // 11, 2**31 // 11)
PLAIN = st.sampled_from([3, 5, 7, 9, 11, 35, 37, 39, 41, 43, 21, 53])
ELAPSED = st.sampled_from([4, 6, 8, 10, 12, 36, 38, 40, 42, 44])


@given(MINUTES)
def test_durations_round_trip(value: int) -> None:
    assert minutes(duration(value)) == value


@given(st.integers(0, 10**6), st.integers(0, 59), st.integers(1, 59))
def test_seconds_are_rounded_to_the_nearest_minute(hours: int, minute: int, second: int) -> None:
    exact = hours * 60 + minute
    assert minutes(f"PT{hours}H{minute}M{second}S") == Changed(exact + (second >= 30))


@given(st.integers(-(2**27), 2**27), PLAIN)
def test_lags_round_trip(value: int, code: int) -> None:
    assert lag(str(value * 10), code) == Lag(minutes=value)


@given(st.integers(-(2**27), 2**27), ELAPSED)
def test_elapsed_lags_round_trip(value: int, code: int) -> None:
    assert lag(str(value * 10), code) == Lag(minutes=value, elapsed=True)


@given(st.integers(-1000, 1000), st.sampled_from([19, 51]))
def test_percent_lags_are_whole_percent(value: int, code: int) -> None:
    assert lag(str(value), code) == Lag(percent=value)
    assert lag(str(value), code + 1) == Lag(percent=value, elapsed=True)


@given(st.integers(-(2**27), 2**27), st.integers(1, 9))
def test_tenths_of_a_minute_are_rounded_and_say_so(whole_minutes: int, rest: int) -> None:
    found = tenths(str(whole_minutes * 10 + rest))
    assert isinstance(found, Changed)
    assert abs(Decimal(whole_minutes * 10 + rest) / 10 - found.value) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("PT40H0M0S", 2400),
        ("PT0H0M0S", 0),
        ("-PT8H0M0S", -480),
        ("PT90M", 90),
        ("PT24H", 1440),
        ("PT30S", Changed(1)),
        ("PT60S", 1),
        ("PT72H20M48S", Changed(4341)),
        ("PT0H0M0.6S", Changed(0)),
        (" PT1H0M0S\n", 60),
    ],
)
def test_durations(raw: str, value: object) -> None:
    assert minutes(raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "P",
        "PT",
        "40",
        "P1D",
        "P1Y2M",
        "PT1",
        "PT1H1",
        "PT-1H",
        "PT1.5H",
        "PT1.2.3S",
        "PT.S",
        "PT99999999999H",
        "pt1h",
        "PT１H",
    ],
)
def test_no_durations(raw: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        minutes(raw)


def test_units_of_formats() -> None:
    assert [unit(code) for code in (3, 4, 7, 8, 12, 19, 20, 21, 53, 39, 40, 52, 999)] == (
        ["m", "em", "d", "ed", "emo", "%", "e%", "d", "d", "d", "ed", "e%", "d"]
    )
    assert is_elapsed(8)
    assert not is_elapsed(7)
    assert not is_elapsed(None)


@pytest.mark.parametrize(
    ("read", "raw", "value"),
    [
        (integer, " -7 ", -7),
        (number, "1.00", Decimal("1.00")),
        (number, "1.5E+2", Decimal(150)),
        (whole, "57.0", 57),
        (whole, "57.5", Changed(58)),
        (whole, "-57.5", Changed(-58)),
        (percentage, "100", 100),
        (percentage, "101", Changed(100)),
        (percentage, "-1", Changed(0)),
        (money, "352625", Decimal("3526.25")),
        (money, "-150", Decimal("-1.5")),
        (flag, "1", True),
        (flag, "false", False),
        (instant, "2006-09-21T08:00:00", datetime(2006, 9, 21, 8)),
        (instant, "2006-09-21T08:00:00+02:00", Changed(datetime(2006, 9, 21, 8))),
        (time_of_day, "08:30:00", time(8, 30)),
        (choice({1: "FS"}), "1", "FS"),
    ],
)
def test_values(read, raw: str, value: object) -> None:
    assert read(raw) == value
    assert type(read(raw)) is type(value)


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (integer, ""),
        (integer, "1.0"),
        (integer, "1_000"),
        (integer, "9" * 5000),
        (integer, "3000000000"),
        (integer, "７"),
        (number, "NaN"),
        (number, "Infinity"),
        (number, "1e999999"),
        (whole, "1E20"),
        (money, "1,5"),
        (flag, "2"),
        (instant, "tomorrow"),
        (instant, "2008-12-04T17:-0:00"),
        (time_of_day, "25:00"),
        (time_of_day, "08:00+01:00"),
        (choice({1: "FS"}), "9"),
    ],
)
def test_no_values(read, raw: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        read(raw)
