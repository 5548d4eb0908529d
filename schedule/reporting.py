"""The progress report of a plan as a file: a paper, or a workbook of sheets, from the same sections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schedule.figures import age, cadence, figures, lines, numbers
from schedule.selectors.report import ProgressReport
from schedule.tables.report import AheadTable, OpenActionTable, OpenVarianceTable
from schedule.tables.slips import MilestoneTable, SlipTable
from toolkit.documents import Facts, Paper, Part, Text, docx, pdf
from toolkit.documents.lists import table_of
from toolkit.exports import Origin, xlsx_sheets
from toolkit.reading import Reader
from toolkit.tables import Table, in_language

KINDS = [("pdf", _("PDF")), ("docx", _("Word document")), ("xlsx", _("Excel workbook"))]


@dataclass(frozen=True)
class Section:
    """Rows under a title. `nothing`: what stands there when there are none."""

    title: str
    rows: list[Sequence[Any]]
    nothing: str

    def part(self) -> Part:
        """As it stands on a paper."""
        if len(self.rows) > 1:
            return table_of(self.rows, title=self.title)
        return Text([self.nothing], self.title)


def write(
    report: ProgressReport, reader: Reader, *, kind: str, origin: Origin, at: datetime | None = None
) -> bytes:
    """The report in the active language. `kind`: pdf, docx or xlsx; `at`: the instant in its properties."""
    if kind == "xlsx":
        return xlsx_sheets(sheets(report, reader), origin)
    return {"pdf": pdf.render, "docx": docx.render}[kind](paper(report, reader, origin), at=at)


def paper(report: ProgressReport, reader: Reader, origin: Origin) -> Paper:
    """To print, to send, to sign under."""
    parts = [Facts([(gettext("Project"), _name(report)), *about(report, reader)]), *_measures(report)]
    return Paper(
        origin.title,
        [*parts, *(one.part() for one in sections(report, reader))],
        kicker=report.project.client.name,
        subtitle=f"{gettext('As of')} {_as_of(report, reader)}",
        printed=f"{origin.by}, {origin.at}",
        language=reader.language,
        landscape=True,
    )


def sheets(report: ProgressReport, reader: Reader) -> Iterable[tuple[str, Iterable[Sequence[Any]]]]:
    """The same as sheets of a workbook: figures as numbers, days as days."""
    yield (
        gettext("Progress report"),
        [(gettext("Project"), _name(report)), *_head(report, reader), *about(report, reader)],
    )
    if report.measured:
        yield gettext("Figures"), numbers(report.measured)
    for one in sections(report, reader):
        yield one.title, one.rows


def title(report: ProgressReport) -> str:
    """What the file is called."""
    return f"{gettext('Progress report')} {report.project.key}"


def about(report: ProgressReport, reader: Reader) -> list[tuple[str, str]]:
    """Against what it is measured, how fresh it is, and when it ends."""
    told = report.measured.baseline if report.measured else None
    against = (
        f"{told.key} {in_language(vars(told), 'title')}" if told else gettext("No baseline is in force yet.")
    )
    finish = [reader.day(day, "long") for day in report.finish]
    weekly = cadence(report.collection)
    limit = gettext("stale after %(days)s days") % {"days": report.limits.stale_days}
    return [
        (gettext("Measured against"), against),
        (gettext("Cadence"), f"{weekly} · {limit}"),
        (gettext("Last update"), age(report.silent) or gettext("Nothing is open.")),
        (gettext("Baseline finish"), finish[0]),
        (gettext("Expected finish"), finish[1]),
    ]


def sections(report: ProgressReport, reader: Reader) -> list[Section]:
    """The lists of the report, each from the table that its page shows."""
    of = partial(_section, reader)
    return [
        of(
            gettext("Milestones"),
            MilestoneTable,
            _slips(report.milestones),
            gettext("The plan has no milestone yet."),
        ),
        of(gettext("Slipped and overdue"), SlipTable, _slips(report.late), gettext("Nothing is late.")),
        of(gettext("Open variances"), OpenVarianceTable, report.variances, gettext("No variance is open.")),
        of(
            gettext("Open recovery actions"),
            OpenActionTable,
            report.actions,
            gettext("No recovery action is open."),
        ),
        of(
            gettext("Next 14 days"),
            AheadTable,
            report.ahead,
            gettext("Nothing begins or is due in the next 14 days."),
        ),
    ]


def _section(reader: Reader, title: str, table: type[Table], found: Any, nothing: str) -> Section:
    rows = found if isinstance(found, list) else found.values(*table.fields())
    return Section(title, list(table(reader).exported(rows)), nothing)


def _slips(found: Iterable[Any]) -> list[dict[str, Any]]:
    return [vars(one) for one in found]


def _measures(report: ProgressReport) -> list[Part]:
    if report.measured is None:
        return []
    said = lines(figures(report.measured, report.limits))
    return [Facts([(label, f"{value}  ({made})") for label, value, made in said], gettext("Figures"))]


def _head(report: ProgressReport, reader: Reader) -> list[tuple[str, str]]:
    """What the head of a paper says."""
    as_of = _as_of(report, reader)
    return [(gettext("Client"), report.project.client.name), (gettext("As of"), as_of)]


def _name(report: ProgressReport) -> str:
    return f"{report.project.key} {in_language(vars(report.project), 'name')}"


def _as_of(report: ProgressReport, reader: Reader) -> str:
    return f"{reader.day(report.today, 'long')} ({report.project.zone})"
