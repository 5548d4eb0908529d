"""The four page kinds: list, detail, form, action."""

from toolkit.filters import Between, Filters, Flag, OneOf, Reference, Search
from toolkit.links import Link
from toolkit.pages.base import Page
from toolkit.pages.details import DetailPage
from toolkit.pages.forms import ActionPage, FormPage, OptionalReasonForm, ReasonForm
from toolkit.pages.lists import ListPage
from toolkit.pages.many import BulkPage
from toolkit.pages.undoing import Undo
from toolkit.registry import Open
from toolkit.tables import Action

__all__ = [
    "Action",
    "ActionPage",
    "Between",
    "BulkPage",
    "DetailPage",
    "Filters",
    "Flag",
    "FormPage",
    "Link",
    "ListPage",
    "OneOf",
    "Open",
    "OptionalReasonForm",
    "Page",
    "ReasonForm",
    "Reference",
    "Search",
    "Undo",
]
