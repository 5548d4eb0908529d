"""Columns that the tables of registers share."""

from collections.abc import Collection
from html import escape
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from toolkit import formats
from toolkit.links import Link
from toolkit.markup import Cell, Row
from toolkit.reading import Reader
from toolkit.tables import Column, Key, Name, Status, in_language


class Related(Column):
    """Among the facts of a record, another one of its project: it leads there while that one stands.

    The row holds the record itself, so this is for facts, not for lists. `route` takes its number.
    """

    def __init__(self, label: Any, route: str, **more: Any) -> None:
        super().__init__(label, **more)
        self.link = Link(route, number="number")

    def inner(self, reader: Reader) -> Cell:
        def shown(row: Row) -> str:
            one = row[self.source]
            words = escape(self.export(row, reader)) or formats.NOTHING
            if one is None or one.withdrawn_at:
                return words
            url = self.link.url(dict(reader.arguments), {"number": one.number})
            return f'<a href="{escape(url)}">{words}</a>'

        return shown

    def export(self, row: Row, reader: Reader) -> str:
        """Its key and what it is called in the reader's language."""
        one = row[self.source]
        if one is None:
            return ""
        said = vars(one)
        name = in_language(said, "title", reader.language) if "title" in said else said["name"]
        return f"{one.key} {name}"


def key(route: str, letters: str) -> Key:
    """What people call it, leading to its page."""
    return Key(_("Key"), prefix=letters, link=Link(route, number="number"))


def titled(label: Any, route: str) -> Name:
    """What it is called in the reader's language, leading to its page."""
    return Name(label, link=Link(route, number="number"))


def state(
    states: type[TextChoices],
    *,
    green: Collection[str] = (),
    begun: Collection[str] = (),
    amber: Collection[str] = (),
    red: Collection[str] = (),
    grey: Collection[str] = (),
) -> Status:
    """How far it is, as a shape with its word; what is not named is open."""
    shapes = {"green": green, "begun": begun, "amber": amber, "red": red, "grey": grey}
    shape_of = {value: shape for shape, values in shapes.items() for value in values}
    return Status(
        _("State"), mapping={value: (label, shape_of.get(value, "open")) for value, label in states.choices}
    )
