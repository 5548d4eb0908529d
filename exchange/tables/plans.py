"""Columns of this room's lists."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exchange.models import ImportRun
from toolkit.tables import Instant, Link, Number, Person, Status, Table, Text

STATES = {
    ImportRun.State.PREVIEWED: (ImportRun.State.PREVIEWED.label, "amber"),
    ImportRun.State.IMPORTED: (ImportRun.State.IMPORTED.label, "green"),
    ImportRun.State.DISCARDED: (ImportRun.State.DISCARDED.label, "open"),
}


class ImportTable(Table):
    """Imports of a project."""

    caption = _("Imports")
    filename = Text(_("File"), link=Link("exchange_import", number="number"), needs=("number",))
    state = Status(_("State"), mapping=STATES)
    started_by = Person(_("By"), source="started_by__name")
    size = Number(_("Bytes"), priority=3)
    created_at = Instant(_("Uploaded"))
    ended_at = Instant(pgettext_lazy("when", "Ended"), priority=2)


class FieldTable(Table):
    """What became of each element of the file."""

    caption = _("Fields of the file")
    name = Text(_("Element"), strong=True)
    kept = Number(pgettext_lazy("rows", "Kept"))
    changed = Number(_("Changed"), tone=lambda row, reader: "a" if row["changed"] else "")
    dropped = Number(pgettext_lazy("rows", "Dropped"), tone=lambda row, reader: "r" if row["dropped"] else "")
    example = Text(_("Example"), priority=2)
