"""Narrowing of saved views; page and API use the same."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records.selectors.saved import list_names
from toolkit.filters import Filters, Flag, OneOf, Search


def lists(actor: Any) -> dict[str, str]:
    """The lists one may choose from, by name."""
    return dict(sorted(list_names().items(), key=lambda pair: pair[1]))


class ViewFilters(Filters):
    """Saved views."""

    q = Search("label", label=_("Search"))
    route = OneOf(lists, label=_("List"))
    shared = Flag(label=_("For everybody"))
