"""Turns the text of one element into a value.

Every reader takes the text and returns the value, a `Changed` value where something is lost on the way, or
raises ValueError where the text is no such value.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

INTEGER = re.compile(r"[+-]?[0-9]{1,10}")
NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{0,15})?([eE][+-]?[0-9]{1,2})?")
LARGEST = 2**31 - 1
CENTS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that says less than the file did."""

    value: Any


Reader = Callable[[str], Any]


def text(raw: str) -> str:
    return raw


def integer(raw: str) -> int:
    """A whole number of at most 32 bits."""
    if not INTEGER.fullmatch(raw.strip()):
        raise ValueError(raw)
    return within_bounds(int(raw))


def within_bounds(number: int) -> int:
    if abs(number) > LARGEST:
        raise ValueError(number)
    return number


def number(raw: str) -> Decimal:
    """Rates, units and quantities, exactly as written."""
    if not NUMBER.fullmatch(raw.strip()):
        raise ValueError(raw)
    return Decimal(raw.strip())


def rounded(exact: Decimal) -> int | Changed:
    """The nearest whole number (halves away from zero), marked where it is not the same."""
    whole = within_bounds(int(exact.quantize(Decimal(1), ROUND_HALF_UP)))
    return whole if whole == exact else Changed(whole)


def whole(raw: str) -> int | Changed:
    return rounded(number(raw))


def percentage(raw: str) -> int | Changed:
    """0 to 100; beyond that the nearer end."""
    value = whole(raw)
    exact = value.value if isinstance(value, Changed) else value
    nearest = min(max(exact, 0), 100)
    return value if nearest == exact else Changed(nearest)


def money(raw: str) -> Decimal:
    """Amounts are stored in hundredths of the currency unit, whatever its digits; rates are not."""
    return number(raw) / CENTS


def flag(raw: str) -> bool:
    try:
        return {"0": False, "1": True, "false": False, "true": True}[raw.strip().lower()]
    except KeyError:
        raise ValueError(raw) from None


def instant(raw: str) -> datetime | Changed:
    """A moment in the plan's own time. An offset, which Project never writes, is left out."""
    moment = datetime.fromisoformat(raw.strip())
    return moment if moment.tzinfo is None else Changed(moment.replace(tzinfo=None))


def time_of_day(raw: str) -> time:
    moment = time.fromisoformat(raw.strip())
    if moment.tzinfo:
        raise ValueError(raw)
    return moment


def choice(codes: Mapping[int, str]) -> Reader:
    """Names for a numeric code."""

    def named(raw: str) -> str:
        try:
            return codes[integer(raw)]
        except KeyError:
            raise ValueError(raw) from None

    return named
