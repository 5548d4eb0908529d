"""A version of a statement of work as the client reads and signs it: plain text in one language."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from projects.models import SowItem, SowVersion
from projects.selectors import items_of, prices, sites_of_sow
from toolkit import formats
from toolkit.tables import in_language

TITLE_LENGTH = 200


def title_of(version: SowVersion, *, language: str) -> str:
    """Its number, its version, what it is about."""
    name = in_language(vars(version.sow), "title", language)
    return f"{version.sow.code} v{version.number} {name}"[:TITLE_LENGTH]


def document(version: SowVersion, *, language: str) -> str:
    """All that the version says, in the order of its page. Texts that people wrote stand as they are."""
    with override(language):
        parts = [title_of(version, language=language), *_terms(version), *_parts(version), *_prices(version)]
    return "\n".join(parts)


def _terms(version: SowVersion) -> Iterator[str]:
    names = ("starts_on", "ends_on", "volume_low", "volume_high", "volume_unit", "languages")
    for name in (*names, "pricing", "minimum", "payment_terms"):
        value = getattr(version, name)
        if value not in (None, ""):
            label = str(SowVersion._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield f"{label}: {_value(version, name, value)}"
    sites = [in_language(vars(one.site), "name") for one in sites_of_sow(sow_version=version)]
    if sites:
        yield _("Sites: %(sites)s") % {"sites": ", ".join(sites)}


def _value(version: SowVersion, name: str, value: Any) -> str:
    if name == "pricing":
        return str(SowVersion.Pricing(value).label)
    if name in ("starts_on", "ends_on"):
        return str(value.isoformat())
    return formats.money(value, version.currency) if name == "minimum" else str(value)


def _parts(version: SowVersion) -> Iterator[str]:
    lines, labels = items_of(sow_version=version), dict(SowItem.Kind.choices)
    for part, texts in lines.items():
        if texts:
            yield from ("", str(labels[part]), *(f"– {text}" for text in texts))


def _prices(version: SowVersion) -> Iterator[str]:
    rates = list(prices(sow_version=version))
    if rates:
        yield from ("", _("Prices"))
    for one in rates:
        told = {"unit": one.unit, "rate": f"{one.rate.normalize():f} {one.currency}"}
        more = {"quantity": f"{one.from_quantity.normalize():f}", "day": one.effective_on.isoformat()}
        yield _("– %(unit)s: %(rate)s, from a quantity of %(quantity)s, from %(day)s on") % {**told, **more}
