"""Columns of custom fields."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records.kinds import kind_of
from records.models import CustomField
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Badge, Choice, Custom, Key, Link, Number, Table, Text


def name_of_kind(row: Row, reader: Reader) -> Any:
    """What the kind of record is called."""
    found = kind_of(row["kind"])
    return found.name if found else row["kind"]


def is_used(row: Row) -> bool:
    """Whether it is asked for."""
    return row["withdrawn_at"] is None


def class_of(row: Row) -> str:
    """Those that were taken out stand back."""
    return "" if is_used(row) else "withdrawn"


class FieldTable(Table):
    """Fields that the organization added."""

    caption = _("Fields")
    label = Text(_("Name"), strong=True)
    label_zh = Text(_("Chinese name"), priority=2)
    kind = Custom(_("Kind of record"), render=name_of_kind, exports=name_of_kind, needs=("kind",))
    code = Key(_("Code"))
    type = Choice(_("Type"), mapping=dict(CustomField.Type.choices))
    required = Badge(_("Must be filled in"), mapping={True: _("Must be filled in")}, sort=False)
    position = Number(_("Place"), priority=3)
    actions = Actions(
        Action(
            _("Edit"),
            Link("records_edit_field", field="id"),
            policy="records.set_fields",
            icon="pencil",
            when=is_used,
        ),
        Action(
            _("Withdraw"),
            Link("records_withdraw_field", field="id"),
            policy="records.set_fields",
            icon="trash",
            when=is_used,
        ),
        Action(
            _("Restore"),
            Link("records_restore_field", field="id"),
            policy="records.set_fields",
            icon="restore",
            when=lambda row: not is_used(row),
        ),
        needs=("id", "withdrawn_at"),
    )
    row_class = class_of
    needs = ("withdrawn_at",)
