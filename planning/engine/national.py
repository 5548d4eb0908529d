"""Public holidays of a country as exceptional days of a calendar, swapped weekends included. No Django.

Source: the `holidays` library (government gazettes; for China the State Council's yearly notices, with the
Saturdays and Sundays that are worked in exchange for days off between).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import holidays

from planning.engine.calendar import STANDARD_DAY, Spans

ENGLISH, CHINESE = "en_US", "zh_CN"
# Countries whose holidays are made long by working on weekends, as a notice says year by year.
BY_NOTICE = frozenset({"CN"})
YEARS = range(2000, 2101)


class CountryUnknown(ValueError):
    """Nobody knows the holidays of this country, or of this part of it."""


@dataclass(frozen=True)
class NationalDay:
    """One day that differs from a usual week: `spans` are its hours, none on a holiday."""

    day: date
    name: str
    name_zh: str
    spans: Spans = ()

    @property
    def is_worked(self) -> bool:
        return bool(self.spans)


def national_days(*, country: str, subdivision: str = "", years: Iterable[int]) -> list[NationalDay]:
    """The holidays and the weekend days that are worked, in order.

    `country`: ISO 3166-1 alpha-2, such as "CN"; `subdivision`: its own code, such as "MH". `years` within
    2000 to 2100. Raises `CountryUnknown`.
    """
    wanted = sorted(set(years) & set(YEARS))
    english = _read(country, subdivision, tuple(wanted), ENGLISH)
    chinese = _read(country, subdivision, tuple(wanted), CHINESE)
    off = [NationalDay(day, name, chinese.get(day) or name) for day, name in english.items()]
    worked = [
        NationalDay(day, "Working day in exchange", "调休上班", STANDARD_DAY)
        for day in _worked(english)
        if day.year in wanted
    ]
    return sorted([*off, *worked], key=lambda one: one.day)


def is_announced(*, country: str, year: int) -> bool:
    """Whether the year's days are final: a notice that is still to come may move them."""
    if country not in BY_NOTICE:
        return True
    return any(day.year == year for day in _worked(_read(country, "", (year,), ENGLISH)))


def subdivisions(country: str) -> tuple[str, ...]:
    """The parts of a country that have holidays of their own. Raises `CountryUnknown`."""
    found = holidays.list_supported_countries().get(country)
    if found is None:
        raise CountryUnknown(f"nobody knows the holidays of {country!r}")
    return tuple(found)


def _worked(found: Any) -> list[date]:
    """Saturdays and Sundays that are working days."""
    return sorted(getattr(found, "weekend_workdays", ()))


@cache
def _read(country: str, subdivision: str, years: tuple[int, ...], language: str) -> Any:
    if subdivision and subdivision not in subdivisions(country):
        raise CountryUnknown(f"{country!r} has no part {subdivision!r} with holidays of its own")
    subdivisions(country)
    return holidays.country_holidays(
        country, subdiv=subdivision or None, years=years, language=_spoken(country, language)
    )


@cache
def _spoken(country: str, language: str) -> str | None:
    """The language itself, or the country's own where the names were never translated."""
    known = holidays.country_holidays(country).supported_languages
    return language if language in known else ENGLISH if ENGLISH in known else None
