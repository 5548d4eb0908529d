"""Countries by their ISO 3166 codes, in the reader's language."""

from functools import cache
from typing import Any

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from toolkit.formats import is_chinese


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """The countries by their ISO codes, in the language's own order of names."""
    names = Locale.parse("zh_Hans_CN" if is_chinese(language) else "en").territories
    found = [
        (code, name) for code, name in names.items() if len(code) == 2 and code not in ("EU", "UN", "ZZ")
    ]
    return sorted(found, key=lambda pair: pair[1])


def country_choices() -> list[tuple[str, Any]]:
    """The countries for a control; first, none."""
    return [("", _("Not named")), *countries(get_language() or "en")]


def country_name(code: str, language: str) -> str:
    """A country by its name; a code that has none stays as it is."""
    return dict(countries(language)).get(code) or code
