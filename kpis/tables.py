"""Columns of indicators and readings; page and export use the same."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kpis import words
from kpis.bullets import bullet, spark
from kpis.indicators import Indicator
from kpis.models import KPIDefinition
from kpis.ratios import Ratio, rounded
from toolkit.markup import Row
from toolkit.tables import Custom, Day, Instant, Link, Number, Reader, Table
from toolkit.templatetags.icons import rag_chip

GOAL = ("unit", "decimals", "direction", "target", "minimum", "maximum")
STORED = ("numerator", "denominator", *(f"definition__{name}" for name in GOAL))
NAMES = ("definition__name", "definition__name_zh")


def indicator_row(one: Indicator) -> dict[str, Any]:
    """An indicator and its latest day as a row."""
    latest = one.latest
    return {
        "definition": one.definition,
        "code": one.definition.code,
        "day": latest.day if latest.ratio else None,
        "ratio": latest.ratio,
        "value": latest.value,
        "status": latest.status,
        "days": one,
    }


def indicator_rows(indicators: Iterable[Indicator]) -> list[dict[str, Any]]:
    """All indicators as rows."""
    return [indicator_row(one) for one in indicators]


def _counts(row: Row, reader: Reader) -> str:
    ratio: Ratio | None = row["ratio"]
    return f"{ratio.numerator:,} / {ratio.denominator:,}" if ratio else ""


def _value(row: Row, reader: Reader) -> Any:
    """The figure; on a phone, where the column of targets leaves, with its target below."""
    definition = row["definition"]
    below = '{}<div class="phone-only i3 xs b4">{}</div>'
    return format_html(below, words.figure(definition, row["value"]), words.target(definition))


def _status(row: Row, reader: Reader) -> Any:
    return rag_chip(row["status"], words.status_word(row["definition"], row["status"]))


READINGS = Link("kpis_readings")


class Figure(Custom):
    """A figure that is drawn by a function, right aligned."""

    css_kind = "num"


def _name(row: Row, reader: Reader) -> Any:
    url = f"{READINGS.url(dict(reader.arguments))}?indicator={row['code']}"
    return format_html('<a href="{}">{}</a>', url, words.name(row["definition"]))


class IndicatorTable(Table):
    """Each indicator against its target."""

    indicator = Custom(
        _("Indicator"),
        render=_name,
        exports=lambda row, reader: words.name(row["definition"]),
        needs=("definition", "code"),
    )
    value = Figure(
        _("Value"),
        render=_value,
        css="b6",
        needs=("value",),
    )
    counted = Figure(_("Count"), render=_counts, css="i3 xs", priority=2, needs=("ratio",))
    against = Custom(
        _("Against target"),
        render=lambda row, reader: bullet(row["definition"], row["value"], row["status"]),
        priority=2,
    )
    target = Figure(_("Target"), render=lambda row, reader: words.target(row["definition"]), priority=2)
    lately = Custom(_("13 days"), render=lambda row, reader: spark(row["days"]), priority=3, needs=("days",))
    minimum = Figure(
        _("Minimum"),
        render=lambda row, reader: words.mark(row["definition"], row["definition"].minimum),
        css="i3",
        priority=2,
    )
    day = Day(_("Data to"), priority=2, sort=False)
    status = Custom(_("Status"), render=_status, needs=("status",))


def stored(row: Row) -> tuple[KPIDefinition, Ratio]:
    """A reading's row as definition and counts."""
    facts = {name: row[f"definition__{name}"] for name in GOAL}
    return KPIDefinition(**facts), Ratio(row["numerator"], row["denominator"])


def _stored_value(row: Row, reader: Reader) -> str:
    definition, ratio = stored(row)
    return words.figure(definition, ratio.value(definition.per()))


def _exported_value(row: Row, reader: Reader) -> Any:
    definition, ratio = stored(row)
    value = ratio.value(definition.per())
    return "" if value is None else rounded(value, 4)


def _stored_target(row: Row, reader: Reader) -> str:
    return words.target(stored(row)[0])


def _exported_target(row: Row, reader: Reader) -> Any:
    return row["definition__target"]


def _stored_status(row: Row, reader: Reader) -> Any:
    status, word = _judged(row)
    return rag_chip(status, word)


def _judged(row: Row) -> tuple[str, str]:
    definition, ratio = stored(row)
    status = definition.goal().status(ratio.value(definition.per()))
    return status, words.status_word(definition, status)


def _stored_name(row: Row, reader: Reader) -> str:
    chinese = row["definition__name_zh"] if reader.language.startswith("zh") else ""
    return chinese or row["definition__name"]


class ReadingTable(Table):
    """Every reading with its counts, its target then, its definition's version and its data cut-off."""

    day = Day(_("Day"))
    indicator = Custom(_("Indicator"), render=_stored_name, exports=_stored_name, needs=NAMES)
    value = Figure(_("Value"), render=_stored_value, exports=_exported_value, css="b6", needs=STORED)
    numerator = Number(_("Numerator"))
    denominator = Number(_("Denominator"))
    target = Figure(_("Target"), render=_stored_target, exports=_exported_target, needs=STORED)
    status = Custom(
        _("Status"), render=_stored_status, exports=lambda row, reader: _judged(row)[1], needs=STORED
    )
    version = Number(_("Definition version"), source="definition__version", priority=2)
    cut_off = Instant(_("Data cut-off"), priority=2)
    computed_at = Instant(_("Computed"), priority=3)
