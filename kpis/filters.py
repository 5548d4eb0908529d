"""Narrowing of readings; page and API use the same."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kpis import words
from kpis.selectors import definitions
from toolkit.filters import Between, Filters, OneOf


def codes(actor: Any) -> list[tuple[str, str]]:
    """The indicators one may choose from, by name."""
    return list({one.code: words.name(one) for one in definitions(actor=actor)}.items())


class ReadingFilters(Filters):
    """Which indicator, which days."""

    indicator = OneOf(codes, source="definition__code", label=_("Indicator"), many=True)
    day = Between(label=_("Day"))
