"""Trends for the chart component: days, values or gaps, and the target that held each day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from kpis import words
from kpis.indicators import Indicator, Point
from kpis.ratios import rounded
from toolkit.tables import Reader

STEP = 20


@dataclass(frozen=True)
class Behind:
    """A row of the table behind a chart."""

    day: date
    value: str
    counts: str


@dataclass(frozen=True)
class Trend:
    """One indicator as a chart: its data block, its sentence, and the table behind."""

    id: str
    name: str
    purpose: str
    version: int
    data: dict[str, Any]
    say: str
    rows: list[Behind]


def trend(one: Indicator, reader: Reader) -> Trend:
    """An indicator as a chart. A day without a value stays a gap."""
    definition = one.definition
    return Trend(
        id=f"trend-{definition.code}",
        name=words.name(definition),
        purpose=words.purpose(definition),
        version=definition.version,
        data=data(one, reader),
        say=sentence(one, reader),
        rows=[_behind(point) for point in reversed(one.points) if point.ratio],
    )


def data(one: Indicator, reader: Reader) -> dict[str, Any]:
    """The chart component's data block: values, gaps, and the target that held each day."""
    targets = [float(point.definition.target) for point in one.points]
    return {
        "kind": "line",
        "x": [reader.day(point.day) for point in one.points],
        "series": [
            {"name": "", "values": [_plain(point) for point in one.points], "role": "actual"},
            {"name": _("target"), "values": targets, "role": "plan"},
        ],
        "unit": words.UNITS[one.definition.unit],
        "decimals": one.definition.decimals,
        **_axis(one),
        "no_data": _("no data"),
    }


def _axis(one: Indicator) -> dict[str, int]:
    """From the next multiple of 20 below everything that is drawn, to the most there can be."""
    drawn = [point.value for point in one.points if point.value is not None]
    lowest = min([*drawn, *(Fraction(point.definition.target) for point in one.points)])
    first = int(lowest // STEP) * STEP
    return {"min": first, "max": one.definition.per()} if first else {"min": 0}


def _plain(point: Point) -> float | None:
    return None if point.value is None else float(rounded(point.value, 4))


def _behind(point: Point) -> Behind:
    assert point.ratio is not None
    counts = f"{point.ratio.numerator:,} / {point.ratio.denominator:,}"
    return Behind(point.day, words.figure(point.definition, point.value), counts)


def sentence(one: Indicator, reader: Reader) -> str:
    """What the chart shows, in words: first and last value, and how many days have none."""
    known = [point for point in one.points if point.value is not None]
    facts: dict[str, Any] = {"name": words.name(one.definition), "days": len(one.points)}
    if not known:
        return _("%(name)s: no data in the last %(days)s days.") % facts
    facts |= {
        "first": words.figure(one.definition, known[0].value),
        "first_day": reader.day(known[0].day),
        "last": words.figure(one.definition, known[-1].value),
        "last_day": reader.day(known[-1].day),
        "gaps": len(one.points) - len(known),
    }
    return (
        _("%(name)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s; no data on %(gaps)s days.") % facts
    )
