"""The formats of `toolkit.formats` as template filters, in the active language and zone."""

import datetime as dt
from typing import Any

from django import template

from toolkit import formats
from toolkit.tables.bilingual import in_language

register = template.Library()


@register.filter
def day(value: dt.date | None, as_of: dt.date | None = None) -> str:
    """`{{ task.due|day:as_of }}`: 20 Nov, or 5 Jan 2027 in another year."""
    return formats.day(value, as_of=as_of)


@register.filter
def long_day(value: dt.date | None) -> str:
    """`{{ as_of|long_day }}`: Fri 20 Nov 2026."""
    return formats.day(value, style="long")


@register.filter
def tight_day(value: dt.date | None, as_of: dt.date | None = None) -> str:
    """`{{ task.due|tight_day:as_of }}`: 20 Nov, or 5 Jan 27 in another year."""
    return formats.day(value, as_of=as_of, style="tight")


@register.filter
def instant(value: dt.datetime | None, as_of: dt.date | None = None) -> str:
    """`{{ task.finish_at|instant:as_of }}`: 20 Nov, 15:00 CET."""
    return formats.instant(value, as_of=as_of)


@register.filter
def duration(minutes: int | None, minutes_per_day: int = formats.MINUTES_PER_DAY) -> str:
    """`{{ task.duration_minutes|duration }}`: 5 d."""
    return formats.duration(minutes, minutes_per_day=minutes_per_day)


@register.filter
def hours(minutes: int | None) -> str:
    """`{{ line.minutes|hours }}`: 7.5."""
    return formats.hours(minutes)


@register.filter
def percent(numerator: Any, denominator: Any = 100) -> str:
    """`{{ done|percent:total }}`: 94.8%."""
    return formats.percent(numerator, denominator)


@register.filter
def money(amount: Any, currency: str) -> str:
    """`{{ credit|money:project.currency }}`: USD 10,717.00."""
    return formats.money(amount, currency)


@register.filter
def delta_days(days: Any) -> str:
    """`{{ slip|delta_days }}`: +5 d."""
    return formats.delta_days(days)


@register.filter
def working_days(days: Any) -> str:
    """`{{ slip|working_days }}`: 9 working days."""
    return formats.working_days(days)


@register.filter
def points(value: Any, decimals: int = 1) -> str:
    """`{{ change|points }}`: +1.2 pp."""
    return formats.points(value, decimals=decimals)


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """`{{ spi|number:3 }}`: 0.935."""
    return formats.number(value, decimals=decimals)


@register.filter
def signed(value: Any, decimals: int | None = None) -> str:
    """`{{ change|signed }}`: +3."""
    return formats.signed(value, decimals=decimals)


@register.filter
def initials(name: str | None) -> str:
    """`{{ person.name|initials }}`: AB."""
    return formats.initials(name)


@register.filter
def titled(record: Any) -> str:
    """`{{ baseline|titled }}`: what a record is called, in Chinese for Chinese readers where it says so."""
    return in_language(vars(record), "title")
