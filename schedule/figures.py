"""The measures of a plan in words and as numbers: its page and its report say the same."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from schedule.charts import percent
from schedule.models import Collection, Threshold
from schedule.selectors.performance import Performance
from toolkit.formats import MINUTES_PER_DAY, duration, number

Line = tuple[str, str, str]


def figures(found: Performance, limits: Threshold) -> dict[str, Any]:
    """The measures in words: each ratio with what it is made of."""
    here, late = found.standing, found.standing.spi is not None and found.standing.spi < limits.least_spi
    return {
        "baseline": found.baseline,
        "planned": percent(here.planned, here.total),
        "done": percent(here.earned, here.total),
        "planned_minutes": round(here.planned),
        "earned_minutes": round(here.earned),
        "total_minutes": here.total,
        "spi": number(here.spi, decimals=2) if here.spi is not None else "",
        "spi_status": "" if here.spi is None else "red" if late else "green" if here.spi >= 1 else "amber",
        "spi_time": number(found.spi_time, decimals=2) if found.spi_time is not None else "",
        "earned_days": number(found.earned_days, decimals=1),
        "elapsed_days": found.elapsed_days,
    }


def lines(said: dict[str, Any]) -> list[Line]:
    """Each measure with its value and what it is made of, in the words of the page."""
    planned, earned, total = (duration(said[f"{name}_minutes"]) for name in ("planned", "earned", "total"))
    of, made = _("%(part)s of %(whole)s of work"), _("%(part)s earned for %(whole)s planned")
    days = ngettext(
        "%(part)s days earned in %(whole)s day",
        "%(part)s days earned in %(whole)s days",
        said["elapsed_days"],
    )
    return [
        (_("Planned by today"), f"{said['planned']}%", of % {"part": planned, "whole": total}),
        (pgettext("share", "Done"), f"{said['done']}%", of % {"part": earned, "whole": total}),
        ("SPI", said["spi"] or "–", made % {"part": earned, "whole": planned}),
        (
            "SPI(t)",
            said["spi_time"] or "–",
            days % {"part": said["earned_days"], "whole": said["elapsed_days"]},
        ),
    ]


def numbers(found: Performance) -> list[list[Any]]:
    """The same for a spreadsheet, under a head: value, numerator, denominator and their unit."""
    here, work, days = found.standing, _("working days"), _("calendar days")
    planned, earned, total = (_days(one) for one in (here.planned, here.earned, here.total))
    return [
        [_("Figure"), pgettext("report", "Value"), _("Numerator"), _("Denominator"), _("Unit")],
        [f"{_('Planned by today')} (%)", _part(here.planned, here.total), planned, total, work],
        [f"{pgettext('share', 'Done')} (%)", _part(here.earned, here.total), earned, total, work],
        ["SPI", _rounded(here.spi), earned, planned, work],
        ["SPI(t)", _rounded(found.spi_time), _rounded(found.earned_days, 1), found.elapsed_days, days],
    ]


def cadence(collection: Collection | None) -> str:
    """How often a project asks its people how far they are."""
    if collection is None or not collection.on:
        return _("no weekly question")
    return _("asked every week on %(day)s") % {"day": collection.get_weekday_display()}


def age(days: int | None) -> str:
    """How long ago anything was heard; empty where nothing is open."""
    return "" if days is None else ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def _days(minutes: float) -> Decimal:
    return (Decimal(round(minutes)) / MINUTES_PER_DAY).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _part(part: float, whole: int) -> Decimal:
    return Decimal(percent(part, whole))


def _rounded(value: float | None, decimals: int = 2) -> Decimal | None:
    return (
        None if value is None else Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    )
