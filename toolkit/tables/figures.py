"""Columns of numbers and times."""

import datetime as dt
from decimal import Decimal
from functools import cache
from html import escape
from typing import Any

from toolkit import formats
from toolkit.markup import Cell, Row
from toolkit.reading import Reader
from toolkit.tables.base import Column, Label


class Number(Column):
    """A number, right aligned. `decimals` None shows as many as there are."""

    css_kind = "num"

    def __init__(self, label: Label = "", *, decimals: int | None = None, **more: Any) -> None:
        super().__init__(label, **more)
        self.decimals = decimals

    def show(self, value: Any, reader: Reader) -> str:
        return formats.number(value, decimals=self.decimals)


class Delta(Number):
    """A difference, always with its sign: +5 d. `unit` "d" for days, "" for bare numbers."""

    def __init__(self, label: Label = "", *, unit: str = "d", **more: Any) -> None:
        super().__init__(label, **more)
        self.unit = unit

    def show(self, value: Any, reader: Reader) -> str:
        if self.unit == "d":
            return formats.delta_days(value, language=reader.language)
        return formats.signed(value, decimals=self.decimals)


class Money(Number):
    """An amount; `currency` is a three-letter code or the path of the currency."""

    def __init__(self, label: Label = "", *, currency: str, **more: Any) -> None:
        super().__init__(label, **more)
        self.currency, self.is_fixed = currency, len(currency) == 3 and currency.isupper()

    @property
    def fields(self) -> tuple[str, ...]:
        return super().fields if self.is_fixed else (*super().fields, self.currency)

    def inner(self, reader: Reader) -> Cell:
        def shown(row: Row) -> str:
            code = self.currency if self.is_fixed else row[self.currency]
            amount = row[self.source]
            return escape(formats.money(amount, code, decimals=self.decimals, language=reader.language))

        return shown


class Duration(Column):
    """Working minutes as working days: 5 d. Exports days."""

    css_kind = "num"

    def show(self, value: Any, reader: Reader) -> str:
        return reader.duration(value)

    def export(self, row: Row, reader: Reader) -> Any:
        minutes = row[self.source]
        return "" if minutes is None else round(minutes / reader.minutes_per_day, 4)


class Percent(Column):
    """A share. `of` is the path of the denominator; without it the value is in percent already."""

    css_kind = "num"

    def __init__(self, label: Label = "", *, of: str = "", decimals: int = 1, **more: Any) -> None:
        super().__init__(label, **more)
        self.of, self.decimals = of, decimals

    @property
    def fields(self) -> tuple[str, ...]:
        return (*super().fields, self.of) if self.of else super().fields

    def inner(self, reader: Reader) -> Cell:
        source, of, decimals = self.source, self.of, self.decimals

        @cache
        def written(numerator: Any, denominator: Any) -> str:
            return formats.percent(numerator, denominator, decimals=decimals)

        return (lambda row: written(row[source], row[of])) if of else (lambda row: written(row[source], 100))

    def export(self, row: Row, reader: Reader) -> Any:
        numerator, denominator = row[self.source], row[self.of] if self.of else 100
        if numerator is None or not denominator:
            return ""
        return round(Decimal(str(numerator)) / Decimal(str(denominator)) * 100, 4)


class Day(Column):
    """A day; an instant is shown as its day in the reader's zone. Styles as in `formats.day`."""

    css_kind = "nw"

    def __init__(self, label: Label = "", *, style: str = "short", **more: Any) -> None:
        super().__init__(label, **more)
        self.style = style

    def show(self, value: Any, reader: Reader) -> str:
        return reader.day(value, self.style)

    def export(self, row: Row, reader: Reader) -> Any:
        value = row[self.source]
        return "" if value is None else formats.day_of(value, reader.zone)


class Instant(Column):
    """An instant with its zone."""

    css_kind = "nw"

    def show(self, value: Any, reader: Reader) -> str:
        return reader.instant(value)

    def export(self, row: Row, reader: Reader) -> Any:
        value: dt.datetime | None = row[self.source]
        return "" if value is None else value.astimezone(reader.zone).isoformat(timespec="minutes")
