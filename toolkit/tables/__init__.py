"""Tables over plain rows: declared once, rendered in Python, exported from the same columns."""

from toolkit.links import Link
from toolkit.reading import Reader
from toolkit.tables.actions import Action, Actions
from toolkit.tables.base import Column
from toolkit.tables.bilingual import Name, in_language
from toolkit.tables.figures import Day, Delta, Duration, Instant, Money, Number, Percent
from toolkit.tables.names import Key, Text, Tree
from toolkit.tables.table import Head, Table
from toolkit.tables.words import Badge, Choice, Custom, Person, Status

__all__ = [
    "Action",
    "Actions",
    "Badge",
    "Choice",
    "Column",
    "Custom",
    "Day",
    "Delta",
    "Duration",
    "Head",
    "Instant",
    "Key",
    "Link",
    "Money",
    "Name",
    "Number",
    "Percent",
    "Person",
    "Reader",
    "Status",
    "Table",
    "Text",
    "Tree",
    "in_language",
]
