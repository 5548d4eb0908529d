"""Columns that the tables of registers share."""

from collections.abc import Collection
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from toolkit.links import Link
from toolkit.tables import Key, Name, Status


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
