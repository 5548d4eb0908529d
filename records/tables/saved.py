"""Columns of saved views."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records.selectors.saved import list_names
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Badge, Custom, Link, Number, Person, Table, Text


def name_of_list(row: Row, reader: Reader) -> Any:
    """What the list is called."""
    return list_names().get(row["route"], row["route"])


class ViewTable(Table):
    """Views of lists, one's own and those offered to everybody."""

    caption = _("Saved views")
    label = Text(_("Name"), strong=True)
    route = Custom(_("List"), render=name_of_list, exports=name_of_list, needs=("route",))
    owner = Person(_("Made by"), source="owner__name", priority=2)
    shared = Badge(_("For everybody"), mapping={True: _("Everybody")}, sort=False)
    is_first = Badge(_("Opens first"), mapping={True: _("Opens first")}, sort=False)
    position = Number(_("Place"), priority=3)
    actions = Actions(
        Action(_("Edit"), Link("records_edit_view", view="id"), policy="records.save_view", icon="pencil"),
        Action(
            _("Open first"), Link("records_open_first", view="id"), policy="records.save_view", icon="home"
        ),
        Action(_("Delete"), Link("records_delete_view", view="id"), policy="records.save_view", icon="trash"),
        needs=("id",),
    )
