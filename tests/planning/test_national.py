"""National holidays against the notices themselves, and inside a calendar."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from planning.engine.calendar import Calendar, Special
from planning.engine.national import CountryUnknown, is_announced, national_days, subdivisions


def calendar(country: str, *years: int, subdivision: str = "") -> Calendar:
    days = national_days(country=country, subdivision=subdivision, years=years)
    return Calendar(specials=[Special(one.day, one.day, one.spans) for one in days])


@pytest.mark.parametrize("year", [2018, 2019, 2024, 2025])
def test_china_works_and_rests_as_the_notice_says(data_dir: Path, year: int) -> None:
    """A year's notice also rules the end of December before it: the union of both counts."""
    folder = data_dir / "working_days" / "holiday-cn"
    files = [folder / f"{one}.json" for one in (year, year + 1)]
    notices = [json.loads(file.read_text())["days"] for file in files if file.exists()]
    told = {date.fromisoformat(one["date"]): one["isOffDay"] for days in notices for one in days}
    ours = calendar("CN", year)
    assert len(told) > 25
    wrong = [day for day, off in told.items() if day.year == year and bool(ours.spans(day)) == off]
    assert not wrong
    usual = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())]
    assert not [d for d in usual if d not in told and bool(ours.spans(d)) != (d.weekday() < 5)]


def test_work_goes_round_the_days_off_and_through_the_swapped_weekend() -> None:
    ours = calendar("CN", 2026)
    assert ours.add(datetime(2026, 9, 30, 8), 2 * 480) == datetime(2026, 10, 8, 17)
    assert ours.minutes(date(2026, 2, 14)) == 480, "a Saturday worked for the days off at New Year"
    names = {one.day: (one.name, one.name_zh) for one in national_days(country="CN", years=[2026])}
    assert names[date(2026, 10, 1)] == ("National Day", "国庆节")


def test_other_sites_of_the_demo() -> None:
    assert not calendar("PL", 2026).spans(date(2026, 11, 11))
    assert not calendar("PH", 2026).spans(date(2026, 6, 12))
    assert not calendar("IN", 2026, subdivision="MH").spans(date(2026, 5, 1))
    assert calendar("IN", 2026, subdivision="TS").spans(date(2026, 5, 4))


def test_what_is_not_announced_is_said() -> None:
    assert is_announced(country="CN", year=2025)
    assert not is_announced(country="CN", year=2090)
    assert is_announced(country="PL", year=2090)


def test_an_unknown_country_or_part_is_refused() -> None:
    for country, part in (("XX", ""), ("PL", "ZZ")):
        with pytest.raises(CountryUnknown):
            national_days(country=country, subdivision=part, years=[2026])
    assert "MH" in subdivisions("IN")
    assert national_days(country="PL", years=[1500]) == []
