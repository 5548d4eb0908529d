"""What an address says of a list beside its filters: order, columns, rows on a page, density."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toolkit import formats
from toolkit.errors import BadParameter
from toolkit.markup import Row
from toolkit.tables.actions import Actions

# What describes the list, and what only says which part of it is meant.
SHAPING = ("order", "columns", "rows", "density")
PASSING = ("page", "count", "format", "part", "view", "open")
PARAMETERS = (*SHAPING, *PASSING)
LAST_PAGE = 10_000
SIZES = (25, 50, 100, 200)
DENSITIES = ("comfortable", "compact")


@dataclass(frozen=True)
class Window:
    """The rows on the page and where they stand. `total` is None until somebody asks to count."""

    rows: list[Row]
    first: int
    has_next: bool
    total: int | None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def summary(self) -> str:
        """51–100, or 51–100 of 240 once counted."""
        if not self.rows:
            return ""
        span = f"{formats.number(self.first)}–{formats.number(self.last)}"
        if self.total is None:
            return span
        return gettext("%(span)s of %(all)s") % {"span": span, "all": formats.number(self.total)}


def filled(params: QueryDict) -> QueryDict:
    """The parameters that say something."""
    query = QueryDict(mutable=True)
    for name, values in params.lists():
        if said := [value for value in values if value]:
            query.setlist(name, said)
    return query


def shape(params: QueryDict) -> QueryDict:
    """Those that a saved view keeps, in a stable order."""
    query, given = QueryDict(mutable=True), filled(params)
    for name in sorted(given):
        if name not in PASSING:
            values = given.getlist(name)
            query.setlist(name, [",".join(values)] if name == "columns" else values)
    return query


def turned(path: str) -> str:
    """The other direction."""
    return path[1:] if path.startswith("-") else f"-{path}"


def page_number(given: str) -> int:
    """The page asked for, from 1."""
    if not (given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= LAST_PAGE):
        raise BadParameter(_("There is no page of this number."), field="page")
    return int(given)


def one_of(name: str, given: str, known: Iterable[Any]) -> str:
    """A value out of a few; "" where nothing is asked for."""
    if given and given not in {str(one) for one in known}:
        raise BadParameter(_("Choose one of the values offered."), field=name)
    return given


def chosen_columns(values: list[str], known: dict[str, Any]) -> list[str]:
    """Keys of columns, in the order they are named: `number,name`, or the parameter repeated."""
    keys = [key for value in values for key in value.split(",") if key]
    for key in keys:
        if key not in known or isinstance(known[key], Actions):
            raise BadParameter(_("The list has no column of this name."), field="columns")
    return list(dict.fromkeys(keys))
