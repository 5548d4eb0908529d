"""Durations, slack and lags of a plan, in minutes.

A duration is working time written as `PT40H0M0S`; with an elapsed format it counts the clock. Lags, slack and
levelling delays are tenths of a minute. Whole minutes are kept exactly; a fraction is rounded and says so.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from exchange.mspdi.values import Changed, integer, rounded

DURATION = re.compile(
    r"(?P<sign>-?)PT(?=[0-9])(?:(?P<h>[0-9]{1,9})H)?(?:(?P<m>[0-9]{1,9})M)?(?:(?P<s>[0-9.]{1,20})S)?"
)
SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
ESTIMATED = 32
UNITS = {
    3: "m",
    4: "em",
    5: "h",
    6: "eh",
    7: "d",
    8: "ed",
    9: "w",
    10: "ew",
    11: "mo",
    12: "emo",
    19: "%",
    20: "e%",
}
DAYS = 7


def minutes(raw: str) -> int | Changed:
    """Minutes of an ISO 8601 duration of hours, minutes and seconds, which is all that Project writes.

    Days, months and years are refused (ValueError): their length in working time is not said.
    """
    found = DURATION.fullmatch(raw.strip())
    if not found:
        raise ValueError(raw)
    exact = Decimal(found["h"] or 0) * 60 + Decimal(found["m"] or 0) + _seconds(found["s"] or "0") / 60
    return rounded(-exact if found["sign"] else exact)


def _seconds(raw: str) -> Decimal:
    if not SECONDS.fullmatch(raw):
        raise ValueError(raw)
    return Decimal(raw)


def tenths(raw: str) -> int | Changed:
    """Minutes of a number of tenths of a minute."""
    return rounded(Decimal(integer(raw)) / 10)


def unit(code: int) -> str:
    """The unit of a duration or lag format: m h d w mo, with e before it for elapsed, % and e%. Unknown:
    days.

    Formats 21 and 53 mean "no unit"; 32 is added where a duration is an estimate.
    """
    return UNITS.get(code if code in UNITS else code - ESTIMATED, UNITS[DAYS])


def is_elapsed(code: int | None) -> bool:
    return code is not None and unit(code).startswith("e")


def is_percent(code: int) -> bool:
    return unit(code).endswith("%")


@dataclass(frozen=True, slots=True)
class Lag:
    """The wait of a link: minutes, or a percentage of the predecessor's duration; elapsed or working time."""

    minutes: int = 0
    percent: int | None = None
    elapsed: bool = False

    def __str__(self) -> str:
        return str(self.minutes) if self.percent is None else f"{self.percent}%"


def lag(raw: str, code: int) -> Lag | Changed:
    """The lag of a link from `LinkLag` and `LagFormat`: tenths of a minute, but whole percent with format 19
    or 20."""
    if is_percent(code):
        return Lag(percent=integer(raw), elapsed=is_elapsed(code))
    wait = tenths(raw)
    if isinstance(wait, Changed):
        return Changed(Lag(minutes=wait.value, elapsed=is_elapsed(code)))
    return Lag(minutes=wait, elapsed=is_elapsed(code))
