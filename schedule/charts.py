"""Pictures of a plan against what came of it, each with its table behind."""

from datetime import date
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from schedule.selectors.performance import Performance
from schedule.selectors.slips import Slip
from toolkit.charts import Chart, Series, over_time
from toolkit.tables import Reader

MOST, SHORT = 6, 18


def s_curve(found: Performance, reader: Reader) -> Chart:
    """Planned and earned work, cumulative, in percent of all of it."""
    whole = found.standing.total or 1
    days = [reader.day(day) for day, _planned, _earned in found.curve]
    passed = [at for at, (_day, _planned, earned) in enumerate(found.curve) if earned is not None]
    more: dict[str, Any] = {"today": passed[-1], "today_label": _("today")} if passed else {}
    return over_time(
        days,
        [
            Series(_("done"), [_part(earned, whole) for _day, _planned, earned in found.curve], color=1),
            Series(_("planned"), [_part(planned, whole) for _day, planned, _earned in found.curve], "plan"),
        ],
        say=_("Planned by now: %(planned)s%%. Done: %(done)s%%.")
        % {"planned": percent(found.standing.planned, whole), "done": percent(found.standing.earned, whole)},
        first=_("Day"),
        unit="%",
        decimals=1,
        min=0,
        max=100,
        **more,
    )


def _part(value: float | None, whole: int) -> float | None:
    return None if value is None else round(value * 100 / whole, 1)


def percent(part: float, whole: int) -> str:
    """A share in percent, with one decimal."""
    return f"{part * 100 / (whole or 1):.1f}"


def milestone_trend(
    history: list[tuple[date, dict[int, date]]], now: list[Slip], today: date, reader: Reader
) -> Chart | None:
    """How far each milestone has moved from its first promise, baseline by baseline, up to today's forecast:
    the six that moved furthest. None without a baseline."""
    if not history:
        return None
    ahead = {one.number: one.expected for one in now if one.kind == "milestone" and one.expected}
    states = [*history, (today, ahead)]
    first: dict[int, date] = {}
    for _day, due in history:
        first = {**due, **first}
    moved = {number: abs((ahead.get(number, day) - day).days) for number, day in first.items()}
    ranked = sorted(first, key=lambda number: (-moved[number], number))
    chosen = [number for number in ranked if moved[number]][:MOST] or ranked[:MOST]
    names = {one.number: Truncator(f"T{one.number} {one.name}").chars(SHORT) for one in now}
    series = [
        Series(
            names.get(number, f"T{number}"),
            [(due[number] - first[number]).days if number in due else None for _day, due in states],
            color=place,
        )
        for place, number in enumerate(chosen, 1)
    ]
    labels = [*(reader.day(day) for day, _due in history), _("now")]
    most = max(moved.values(), default=0)
    told = _("The milestone that moved most is %(days)s days from its first promise.") % {"days": most}
    return over_time(labels, series, say=told, first=_("Baseline taken"), unit=_("d"))
