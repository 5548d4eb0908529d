"""Indicators in words and figures: the same text on every page, in the reader's language."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kpis.indicators import Indicator
from kpis.models import KPIDefinition
from kpis.ratios import rounded, shown_decimals
from toolkit import formats

LEAST = {"higher": "≥ ", "lower": "≤ ", "range": ""}
UNITS = {"percent": "%"}
STATUS = {
    "green": (gettext_lazy("On target"), "green"),
    "amber": (gettext_lazy("Below target"), "amber"),
    "red": (gettext_lazy("Below minimum"), "red"),
    "grey": (gettext_lazy("No data"), "grey"),
}
STATUS_LOWER = {
    **STATUS,
    "amber": (gettext_lazy("Above target"), "amber"),
    "red": (gettext_lazy("Above limit"), "red"),
}
STATUS_RANGE = {
    **STATUS,
    "green": (gettext_lazy("In range"), "green"),
    "red": (gettext_lazy("Out of range"), "red"),
}
WORDS = {"higher": STATUS, "lower": STATUS_LOWER, "range": STATUS_RANGE}


def name(definition: KPIDefinition) -> str:
    """The indicator's name in the reader's language."""
    return (formats.is_chinese() and definition.name_zh) or definition.name


def purpose(definition: KPIDefinition) -> str:
    """What the indicator counts, in the reader's language."""
    return (formats.is_chinese() and definition.purpose_zh) or definition.purpose


def figure(definition: KPIDefinition, value: Fraction | None) -> str:
    """A value with its unit, with as many decimals as keep it on its side of target and minimum."""
    if value is None:
        return formats.NOTHING
    marks = [m for m in (definition.target, definition.minimum, definition.maximum) if m is not None]
    places = shown_decimals(value, definition.decimals, [*marks, 0, definition.per()])
    return formats.number(rounded(value, places), decimals=places) + UNITS[definition.unit]


def mark(definition: KPIDefinition, value: object) -> str:
    """A target or limit with its unit, as short as it is: 95%."""
    if value is None:
        return formats.NOTHING
    return formats.number(value) + UNITS[definition.unit]  # type: ignore[arg-type]


def target(definition: KPIDefinition) -> str:
    """The target with its direction: ≥ 95%."""
    return LEAST[definition.direction] + mark(definition, definition.target)


def status_word(definition: KPIDefinition, status: str) -> str:
    """On target, below minimum, no data: by the direction."""
    return str(WORDS[definition.direction][status][0])


def answer(indicators: list[Indicator]) -> str:
    """The board's sentence: how many reach their target, and which do not."""
    known = [one for one in indicators if one.latest.status != "grey"]
    if not known:
        return _("There is nothing to judge yet: no milestone or task has been due.")
    met = sum(1 for one in known if one.latest.status == "green")
    first = ngettext(
        "%(met)d of %(count)d indicator reaches its target.",
        "%(met)d of %(count)d indicators reach their target.",
        len(known),
    ) % {"met": met, "count": len(known)}
    short = [_shortfall(one) for one in indicators if one.latest.status != "green"]
    return formats.sentences(first, *short)


def _shortfall(one: Indicator) -> str:
    definition, point = one.definition, one.latest
    facts = {"name": name(definition), "value": figure(definition, point.value)}
    if point.status == "grey":
        return _("%(name)s has no data.") % facts
    if point.status == "amber" or definition.minimum is None:
        return _("%(name)s stands at %(value)s, target %(mark)s.") % {**facts, "mark": target(definition)}
    least = mark(definition, definition.minimum)
    return _("%(name)s stands at %(value)s, minimum %(mark)s.") % {**facts, "mark": least}


def last_days(one: Indicator) -> str:
    """What the small line says to those who do not see it: first and last of the thirteen days."""
    points = [point for point in one.points[-13:] if point.value is not None]
    if not points:
        return _("No data in the last 13 days.")
    facts = {
        "first": figure(one.definition, points[0].value),
        "last": figure(one.definition, points[-1].value),
    }
    return _("From %(first)s to %(last)s in 13 days.") % facts
