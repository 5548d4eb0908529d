"""Addresses of rows: a route is reversed once for a whole table, not once a row."""

from functools import cache
from html import escape
from itertools import product
from typing import Any
from urllib.parse import quote

from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from toolkit.markup import Cell, Row

SAFE = "/~:@!$&'()*+,;="
# One of these fits whatever converter the route has: digits fit int, slug and str.
STAND_INS = ("7300914258", "018f0000-0000-7000-8000-73009142580f", "ZQ73009142", "zq73009142")


class Link:
    """A named route; keyword arguments name the row's fields that fill the route's arguments.

    `Link("planning_task", number="number")`: arguments the row does not fill (`org`, `key`) are taken
    from the page's own address.
    """

    def __init__(self, route: str, **from_row: str) -> None:
        self.route, self.from_row = route, from_row

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.from_row.values())

    def url(self, arguments: dict[str, Any], row: Row | None = None) -> str:
        """The address for one row (or for none)."""
        own = {name: row[field] for name, field in self.from_row.items()} if row is not None else {}
        return _reverse(self.route, {**arguments, **own})

    def builder(self, arguments: dict[str, Any]) -> Cell:
        """A function from a row to its escaped address, for tables."""
        if not self.from_row:
            constant = escape(_reverse(self.route, arguments))
            return lambda row: constant
        template, fields = self._template(arguments)
        return lambda row: template % tuple([escape(quote(str(row[field]), safe=SAFE)) for field in fields])

    def _template(self, arguments: dict[str, Any]) -> tuple[str, list[str]]:
        names = list(self.from_row)
        for chosen in product(STAND_INS, repeat=len(names)):
            # a suffix per position keeps two stand-ins of one route apart
            marks = {name: _mark(value, i) for i, (name, value) in enumerate(zip(names, chosen, strict=True))}
            try:
                url = _reverse(self.route, {**arguments, **marks})
            except NoReverseMatch:
                continue
            return _cut(escape(url).replace("%", "%%"), {marks[n]: self.from_row[n] for n in names})
        raise NoReverseMatch(f"no address for {self.route!r} from {sorted(arguments)} and the row's {names}")


def _mark(value: str, position: int) -> str:
    return value[:-1] + str(position)


def _cut(url: str, marks: dict[str, str]) -> tuple[str, list[str]]:
    """The address with %s for each stand-in, and the fields in the order they stand there."""
    places = sorted((url.index(mark), mark) for mark in marks)
    for mark in marks:
        url = url.replace(mark, "%s")
    return url, [marks[mark] for _place, mark in places]


def _reverse(route: str, arguments: dict[str, Any]) -> str:
    """Reverse with those arguments that the route takes: a page's address knows more than its list's."""
    return reverse(
        route, kwargs={name: arguments[name] for name in _taken(get_resolver(), route, frozenset(arguments))}
    )


@cache
def _taken(resolver: URLResolver, route: str, names: frozenset[str]) -> tuple[str, ...]:
    known: list[set[str]] = [
        set(params) for found in resolver.reverse_dict.getlist(route) for _url, params in found[0]
    ]
    fitting = [params for params in known if params <= names]
    most: set[str] = max(fitting, key=len, default=set(names))
    return tuple(sorted(most))
