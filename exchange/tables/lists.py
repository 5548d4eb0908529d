"""Columns of imports of lists, and of what they found."""

from django.utils.translation import gettext_lazy as _

from exchange.models import ListImport
from records.importing import importable_of
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Custom, Instant, Link, Number, Person, Status, Table, Text

STATES = {
    ListImport.State.PREVIEWED: (ListImport.State.PREVIEWED.label, "amber"),
    ListImport.State.RUNNING: (ListImport.State.RUNNING.label, "begun"),
    ListImport.State.IMPORTED: (ListImport.State.IMPORTED.label, "green"),
    ListImport.State.DISCARDED: (ListImport.State.DISCARDED.label, "open"),
}


def title_of(row: Row, reader: Reader) -> str:
    """The list's name; the plain one where this version does not know it."""
    what = importable_of(row["what"])
    return str(what.title) if what else row["what"]


class ListImportTable(Table):
    """Imports of lists."""

    caption = _("Imports of lists")
    filename = Text(_("File"), link=Link("exchange_list", list="pk"))
    what = Custom(_("List"), render=title_of, exports=title_of, sort="what", needs=("what",))
    project = Text(_("Project"), source="project__key", priority=2)
    state = Status(_("State"), mapping=STATES)
    rows = Number(_("Rows"), source="report__rows", sort=False)
    started_by = Person(_("By"), source="started_by__name", priority=2)
    created_at = Instant(_("Uploaded"))


class FaultTable(Table):
    """What is wrong, by row and column."""

    caption = _("What to correct")
    number = Number(_("Row"))
    column = Text(_("Column"))
    cell = Text(_("Cell"), priority=2, css="cut mono")
    message = Text(_("What to do"))


class PlaceTable(Table):
    """Which column of the file is which."""

    caption = _("Columns")
    label = Text(_("Here"), strong=True)
    place = Text(_("In the file"))
    way = Text(_("Written as"), priority=2)
    example = Text(_("First cell"), css="cut", priority=2)
