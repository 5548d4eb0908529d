"""Trends for the chart component: days, values or gaps, and the target that held each day."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from kpis import words
from kpis.indicators import Indicator, Point
from kpis.ratios import rounded
from toolkit.charts import Chart, Series, over_time
from toolkit.tables import Reader

STEP = 20


@dataclass(frozen=True)
class Trend:
    """One indicator as a chart, with what it counts in words."""

    id: str
    name: str
    purpose: str
    version: int
    chart: Chart


def trend(one: Indicator, reader: Reader) -> Trend:
    """An indicator as a chart. A day without a value stays a gap."""
    definition = one.definition
    return Trend(
        id=f"trend-{definition.code}",
        name=words.name(definition),
        purpose=words.purpose(definition),
        version=definition.version,
        chart=chart(one, reader),
    )


def chart(one: Indicator, reader: Reader) -> Chart:
    """Values, gaps, the target that held each day, the zone of today's target; behind it the counts."""
    drawn = over_time(
        [reader.day(point.day) for point in one.points],
        [
            Series("", [_plain(point) for point in one.points]),
            Series(_("target"), [float(point.definition.target) for point in one.points], "plan"),
        ],
        say=sentence(one, reader),
        unit=words.UNITS[one.definition.unit],
        decimals=one.definition.decimals,
        band=band(one),
        no_data=_("no data"),
        **_axis(one),
    )
    head = (_("Day"), _("Value"), _("Count"))
    rows = tuple(_behind(point, reader) for point in reversed(one.points) if point.ratio)
    return replace(drawn, head=head, rows=rows)


def band(one: Indicator) -> tuple[float, float]:
    """Where a value is green, in the unit of the indicator."""
    goal, most = one.definition.goal(), one.definition.per()
    if goal.minimum is not None and goal.maximum is not None:
        return float(goal.minimum), float(goal.maximum)
    return (0.0, float(goal.target)) if goal.direction == "lower" else (float(goal.target), float(most))


def _axis(one: Indicator) -> dict[str, Any]:
    """From the next multiple of 20 below everything that is drawn, to the most there can be."""
    drawn = [point.value for point in one.points if point.value is not None]
    lowest = min([*drawn, *(Fraction(point.definition.target) for point in one.points)])
    first = int(lowest // STEP) * STEP
    return {"min": first, "max": one.definition.per()} if first else {"min": 0}


def _plain(point: Point) -> float | None:
    return None if point.value is None else float(rounded(point.value, 4))


def _behind(point: Point, reader: Reader) -> tuple[str, str, str]:
    assert point.ratio is not None
    counts = f"{point.ratio.numerator:,} / {point.ratio.denominator:,}"
    return reader.day(point.day), words.figure(point.definition, point.value), counts


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
