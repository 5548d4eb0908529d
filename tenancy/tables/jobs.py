"""Columns of lists of jobs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenancy.jobs import label_of
from toolkit.formats import number
from toolkit.links import Link
from toolkit.markup import Cell
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Custom, Instant, Status, Table, Text

STATES = {
    "queued": (_("Waiting"), "open"),
    "running": (_("Running"), "begun"),
    "done": (_("Done"), "green"),
    "failed": (_("Failed"), "red"),
    "cancelled": (_("Cancelled"), "open"),
}
UNITS = ("B", "KB", "MB", "GB")


class Kind(Text):
    """What a job does, in words."""

    def inner(self, reader: Reader) -> Cell:
        linked, source = super().inner(reader), self.source
        return lambda row: linked({**row, source: str(label_of(row[source]))})

    def export(self, row: Any, reader: Reader) -> str:
        return str(label_of(row[self.source]))


def far(row: Any, reader: Reader) -> str:
    """How far a job is, in its own units."""
    return f"{number(row['done'])} / {number(row['total'])}" if row["total"] else ""


def file_size(size: int) -> str:
    """Bytes as people say them: powers of 1,000, one decimal below ten."""
    value, unit = float(size), 0
    while value >= 1000 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{number(value, decimals=1 if unit and value < 10 else 0)} {UNITS[unit]}"


class JobTable(Table):
    """One's own jobs."""

    caption = _("Jobs")
    kind = Kind(_("Job"), link=Link("tenancy_job", job="pk"), strong=True)
    state = Status(_("State"), mapping=STATES)
    far = Custom(_("How far"), render=far, exports=far, needs=("done", "total"), priority=2)
    asked_at = Instant(pgettext_lazy("when", "Asked"))
    finished_at = Instant(pgettext_lazy("when", "Ended"), priority=2)
    actions = Actions(
        Action(
            _("Download"),
            Link("tenancy_job_file", job="pk"),
            policy="tenancy.view_own_jobs",
            icon="download",
            when=lambda row: row["result_key"],
        ),
        Action(
            _("Cancel"),
            Link("tenancy_cancel_job", job="pk"),
            policy="tenancy.cancel_job",
            icon="x",
            when=lambda row: row["state"] in ("queued", "running"),
        ),
        needs=("result_key", "state"),
    )


class JobFacts(Table):
    """What is told of one job."""

    asked_at = Instant(pgettext_lazy("when", "Asked"))
    started_at = Instant(_("Started"))
    finished_at = Instant(pgettext_lazy("when", "Ended"))
    expires_at = Instant(_("File kept until"))
